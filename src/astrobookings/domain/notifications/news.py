"""Who hears when of new launches (story 4.3)."""

from datetime import datetime, timedelta

from attrs import frozen

__all__ = ["NewsPolicy"]


@frozen
class NewsPolicy:
    """VIP travelers hear at once; others who want to, `head_start` later."""

    head_start: timedelta = timedelta(hours=24)
    vip_priority: int = 3
    """Ahead of everything that is not urgent."""

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.vip_priority <= 5:
            raise ValueError("vip_priority is 1 to 5")

    def for_everybody(self, now: datetime, general_sale_at: datetime | None) -> datetime:
        """When others may be told: not before they can book."""
        later = now + self.head_start
        return later if general_sale_at is None else max(later, general_sale_at)
