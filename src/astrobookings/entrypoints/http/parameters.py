"""Query and header parameters that many routes take."""

from typing import Annotated

from litestar.params import HeaderParameter, QueryParameter

from astrobookings.domain.kernel.pages import MAX_LIMIT

__all__ = ["After", "IfMatch", "IfNoneMatch", "Key", "Limit", "Search"]

Limit = Annotated[
    int, QueryParameter(name="limit", ge=1, le=MAX_LIMIT, description="How many items at most.")
]
After = Annotated[
    str | None,
    QueryParameter(name="after", max_length=2000, description="`next` of the answer before."),
]
Search = Annotated[str, QueryParameter(name="text", max_length=200, description="Part of a name.")]
IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", description='The version this builds on, such as `"3"`; else 412.'
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(name="If-None-Match", description="Tags you have; answered 304 if one holds."),
]
Key = Annotated[
    str,
    HeaderParameter(
        name="Idempotency-Key",
        description="1 to 200 visible ASCII characters, fresh for each intention; a retry with "
        "the same key and body gets the first answer again.",
    ),
]
