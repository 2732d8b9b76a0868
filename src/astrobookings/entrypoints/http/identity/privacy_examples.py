"""One example for each described shape of one's own data."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from astrobookings.entrypoints.http.identity.privacy_answers import HeldDataAnswer, OwnChangeShape
from astrobookings.entrypoints.http.identity.privacy_bodies import Closure

__all__ = ["PRIVACY_EXAMPLES"]

_ADA = UUID("0197c3a0-0000-7000-8000-000000000080")
_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_CHANGE = OwnChangeShape(
    kind="account",
    at=_AT,
    service="system",
    action="update-me",
    request_id="0197c3a0-0000-7000-8000-000000000081",
    fields={"last_name": {"old": "Moreno", "new": "Ito"}},
)

PRIVACY_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _CHANGE,
    HeldDataAnswer(
        user_id=_ADA,
        as_of=_AT,
        account={"account": [{"id": str(_ADA), "email": "ada@example.org"}]},
        business={"booking": [{"reference": "AB-7K3M9Q", "status": "completed"}]},
        changes=[_CHANGE],
    ),
    Closure(password="four-unrelated-words-here", reason="I do not fly any more."),
)
