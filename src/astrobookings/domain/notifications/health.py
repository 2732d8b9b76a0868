"""Whether mails get through (story 6.3)."""

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import frozen

__all__ = ["SendingFigures", "HealthPolicy", "ServiceState", "state_of"]


class ServiceState(StrEnum):
    UP = "up"
    DEGRADED = "degraded"
    """Mails get through, but too many do not at first."""
    DOWN = "down"
    """Nothing gets through: the mail server refuses, or no worker sends."""


@frozen(kw_only=True)
class SendingFigures:
    """What became of mails within some time; each counts by its last attempt."""

    sent: int = 0
    missed: int = 0
    """Not taken by the mail server; most are tried again."""
    last_sent_at: datetime | None = None
    last_missed_at: datetime | None = None
    last_failure: str = ""

    @property
    def success_rate(self) -> float | None:
        """Share of those tried (0 to 1); None if none was."""
        tried = self.sent + self.missed
        return self.sent / tried if tried else None


@frozen
class HealthPolicy:
    """When the service counts as down or degraded."""

    window: timedelta = timedelta(hours=1)
    """How far back attempts are looked at."""
    latest: timedelta = timedelta(minutes=5)
    """What is due for longer has no worker; what only fails for longer has no mail server."""
    fair_rate: float = 0.9
    """Below this share the service is degraded."""


def state_of(
    figures: SendingFigures, oldest_due: datetime | None, now: datetime, policy: HealthPolicy
) -> ServiceState:
    """The state at *now*, *figures* being those of the policy's window."""
    if oldest_due is not None and now - oldest_due > policy.latest:
        return ServiceState.DOWN
    if _only_fails(figures, policy):
        return ServiceState.DOWN
    rate = figures.success_rate
    return ServiceState.UP if rate is None or rate >= policy.fair_rate else ServiceState.DEGRADED


def _only_fails(figures: SendingFigures, policy: HealthPolicy) -> bool:
    if figures.last_missed_at is None:
        return False
    if figures.last_sent_at is None:
        return True
    return figures.last_missed_at - figures.last_sent_at > policy.latest
