"""Travelers to be told of launches, in memory."""

from collections.abc import Iterable, Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus
from astrobookings.domain.kernel.ids import LaunchId, UserId

__all__ = ["MemoryAudiences"]

_BOOKED = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


class MemoryAudiences:
    def __init__(self, store: MemoryStore) -> None:
        self._bookings: Records[Booking] = Records(store, "booking")

    def of_launch(self, launch_id: LaunchId, after: UserId | None, limit: int) -> Sequence[UserId]:
        found = {
            one.traveler_id
            for one in self._bookings.all()
            if one.launch_id == launch_id and one.status in LIVE
        }
        return _beyond(after, found, limit)

    def frequent(self, launches: int, after: UserId | None, limit: int) -> Sequence[UserId]:
        booked: dict[UserId, set[LaunchId]] = {}
        for one in self._bookings.all():
            if one.status in _BOOKED:
                booked.setdefault(one.traveler_id, set()).add(one.launch_id)
        return _beyond(after, (who for who, what in booked.items() if len(what) >= launches), limit)


def _beyond(after: UserId | None, found: Iterable[UserId], limit: int) -> Sequence[UserId]:
    return tuple(sorted(one for one in found if after is None or one > after)[:limit])
