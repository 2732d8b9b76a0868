"""The wording of mails."""

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen

from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["Letter", "Letters"]


@frozen
class Letter:
    subject: str
    text: str
    html: str
    notice: str = ""
    """One sentence, kept as the in-app copy; no secrets."""


class Letters(Protocol):
    """A letter for each kind, in text and HTML, from facts as they are now."""

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter: ...
