"""What a sign-in came from, in words its owner knows (story 0.6)."""

from collections.abc import Iterable

__all__ = ["device_of"]

_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "Python"),
)
"""What user agents have in them; the first that fits, since each also names its forebears."""
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Such as `Firefox on Linux`; a guess for people, never for a decision."""
    program = _named(user_agent, _PROGRAMS)
    system = _named(user_agent, _SYSTEMS)
    if program and system:
        return f"{program} on {system}"
    return program or system or "unknown device"


def _named(user_agent: str, known: Iterable[tuple[str, str]]) -> str:
    return next((name for mark, name in known if mark in user_agent), "")
