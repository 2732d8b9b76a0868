"""How long is kept what only tells of the past."""

from datetime import timedelta

from attrs import frozen

__all__ = ["RetentionPolicy"]


@frozen
class RetentionPolicy:
    """Periods after which records of monitoring are deleted."""

    entries: timedelta = timedelta(days=180)
    samples: timedelta = timedelta(days=30)
    traffic: timedelta = timedelta(hours=1)
    """Reports of single processes, once they are part of a sample."""
    batch: int = 1000
    """Records deleted at once, so that nobody waits long for them."""

    def __attrs_post_init__(self) -> None:
        if self.batch < 1:
            raise ValueError("batch is at least 1")
