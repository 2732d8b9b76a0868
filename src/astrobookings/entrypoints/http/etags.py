"""Entity tags and what requests say about them (RFC 9110)."""

import re

from astrobookings.entrypoints.http.problems import Rejected

__all__ = ["matches", "tag", "version_of"]

_TAGS = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_VERSION = re.compile(r'"(\d{1,18})"')


def tag(*parts: int) -> str:
    """The strong tag of a version, such as `"3"` or `"3.42"`."""
    return f'"{".".join(map(str, parts))}"'


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether the client has the representation tagged *etag*; weak tags count."""
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    return etag in {found.removeprefix("W/") for found in _TAGS.findall(if_none_match)}


def version_of(if_match: str | None) -> int | None:
    """The version that the record must still have; None for any.

    Raises:
        Rejected: 400, not one strong tag of a version.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        detail = 'If-Match must be one version, such as "3", or *.'
        raise Rejected(status=400, code="invalid-if-match", detail=detail)
    return int(found[1])
