"""What other contexts hear of wishes."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId, WishId

__all__ = ["WishClosed", "WishGranted", "WishMade", "WishWithdrawn"]


@frozen
class _OfWish(Event):
    wish_id: WishId
    launch_id: LaunchId
    traveler_id: UserId


@frozen
class WishMade(_OfWish):
    name: ClassVar[str] = "wish-made"


@frozen
class WishGranted(_OfWish):
    name: ClassVar[str] = "wish-granted"
    booking_id: BookingId


@frozen
class WishWithdrawn(_OfWish):
    name: ClassVar[str] = "wish-withdrawn"


@frozen
class WishClosed(_OfWish):
    """The sale ended before the wish could be granted."""

    name: ClassVar[str] = "wish-closed"
