"""Parts that are closed with the system."""

from contextlib import ExitStack
from typing import Protocol, TypeVar

__all__ = ["closing"]


class _Closes(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closes)


def closing(opened: ExitStack, part: C) -> C:
    """*part*, closed when *opened* is."""
    opened.callback(part.close)
    return part
