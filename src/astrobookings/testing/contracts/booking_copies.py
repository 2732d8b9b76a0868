"""What every adapter of `BookingCopies` must do; lists answer to the suite of `Bookings`."""

from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.booking_copies import BookingCopies, BookingSnapshot
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.testing.builders import a_booking, a_charge, a_passenger, a_refund
from astrobookings.testing.contracts.copies import CompletedContract, CopiesContract
from astrobookings.testing.contracts.harness import SystemHarness

__all__ = ["BookingCopiesContract"]


class BookingCopiesContract(
    CopiesContract[SystemHarness, BookingSnapshot],
    CompletedContract[SystemHarness, BookingSnapshot],
):
    """The conventions of copies."""

    def copies(self, store: SystemHarness, /) -> BookingCopies:
        return store.booking_copies

    def a_copy(self, version: int, /, *, like: BookingSnapshot | None = None) -> BookingSnapshot:
        if like is None:
            booking = a_booking()
            whose = {"booking_id": booking.id, "version": 1}
            like = BookingSnapshot.of(booking, [a_charge(**whose)], [a_refund(**whose)])
        booking = evolve(like.booking, version=version, cancel_reason=f"version {version}")
        return evolve(like, booking=booking, source_version=version)

    def found(self, store: SystemHarness, key: UUID, /) -> BookingSnapshot:
        return store.booking_copies.get(BookingId(key))

    def edited(self, copy: BookingSnapshot, /) -> BookingSnapshot:
        named = (*copy.booking.passengers[1:], a_passenger(first_name="Somebody"))
        reason = f"{copy.booking.cancel_reason}!"
        return evolve(copy, booking=evolve(copy.booking, passengers=named, cancel_reason=reason))
