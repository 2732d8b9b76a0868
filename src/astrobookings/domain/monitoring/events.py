"""What other contexts hear of monitoring."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import AlertId

__all__ = ["AlertRaised", "AlertResolved"]


@frozen
class _OfAlert(Event):
    alert_id: AlertId
    rule: str
    subject: str
    title: str
    figure: str
    threshold: str


@frozen
class AlertRaised(_OfAlert):
    """Something needs a person of IT."""

    name: ClassVar[str] = "alert-raised"


@frozen
class AlertResolved(_OfAlert):
    """It no longer does."""

    name: ClassVar[str] = "alert-resolved"
