"""The wording of mails."""

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen

from astrobookings.domain.notifications.notification import NotificationKind

__all__ = ["Letter", "Letters"]


@frozen
class Letter:
    subject: str
    text: str
    html: str


class Letters(Protocol):
    """Templates in text and HTML, one pair for each kind."""

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter: ...
