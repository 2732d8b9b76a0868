"""What a change of a launch's status brings about, said before anybody decides (story 1.5)."""

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.application.ports.launch_books import LaunchBook
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money, total
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.system import System

__all__ = ["consequences_of"]


@frozen(kw_only=True)
class _Booked:
    """The live bookings of a launch in figures."""

    bookings: int
    """Confirmed ones."""
    travelers: int
    """Who made those."""
    seats: int
    """Of those."""
    paid: Money
    """What their travelers get back if everything is due."""
    holds: int
    """Bookings that wait to be paid."""


def consequences_of(
    system: System, by: Principal, launch: Launch, change: LaunchStatus
) -> tuple[str, ...]:
    """Sentences about what it means for *launch* to become *change*, with the figures of now.

    Raises:
        NotSignedIn, NotAllowed, NotFound: *by* may not look at the launch's bookings.
        KeyError: no launch becomes `scheduled`.
    """
    return _SAYS[change](system, by, launch)


def _delayed(system: System, by: Principal, launch: Launch) -> tuple[str, ...]:
    booked = _booked(system, by, launch.id)
    window = system.policies.delays.window.days
    if not booked.bookings:
        return (_nobody(booked), "The new date is shown at once to everybody.")
    return (
        f"{_concerned(booked)}: each traveler is told of the new date by mail.",
        f"For {window} days, and only before the new date, they may refuse it and get everything "
        f"back: {booked.paid} in total, if all of them do.",
        "Who does not answer flies at the new date.",
        "Quotes for cancellations that are open now become void.",
    )


def _aborted(system: System, by: Principal, launch: Launch) -> tuple[str, ...]:
    fee = system.parts.finance.fees.abort_fee
    return (
        *_all_given_back(system, by, launch),
        f"The agency is invoiced the fixed fee for aborted launches: {fee}.",
        "An aborted launch never flies; this cannot be undone.",
    )


def _failed(system: System, by: Principal, launch: Launch) -> tuple[str, ...]:
    return (
        *_all_given_back(system, by, launch),
        "No fee is invoiced for a launch that failed.",
        "A failed launch stays failed; this cannot be undone.",
    )


def _successful(system: System, by: Principal, launch: Launch) -> tuple[str, ...]:
    booked, book = _booked(system, by, launch.id), system.parts.launch_books.of(launch.id)
    return (
        f"{_concerned(booked)}: each is completed, and its traveler may say how it was."
        if booked.bookings
        else _nobody(booked),
        *_lapsing(booked),
        *_under_way(system, launch),
        _fee(book, system.parts.finance.fees),
        "The launch counts for the agency's reliability.",
        "A successful launch stays successful; this cannot be undone.",
    )


_Says = Callable[[System, Principal, Launch], tuple[str, ...]]
_SAYS: Mapping[LaunchStatus, _Says] = {
    LaunchStatus.DELAYED: _delayed,
    LaunchStatus.ABORTED: _aborted,
    LaunchStatus.FAILED: _failed,
    LaunchStatus.SUCCESSFUL: _successful,
}


def _all_given_back(system: System, by: Principal, launch: Launch) -> tuple[str, ...]:
    booked = _booked(system, by, launch.id)
    if not booked.bookings:
        return (_nobody(booked), *_lapsing(booked))
    return (
        f"{_concerned(booked)}: each is cancelled, and its traveler is told by mail.",
        f"They get everything back that they paid: {booked.paid} in total.",
        *_lapsing(booked),
    )


def _fee(book: LaunchBook, fees: FeePolicy) -> str:
    """What finance invoices for a launch that flew (story 3.1)."""
    fee = book.revenue.share(fees.rate(book.successes_before))
    if not fee:
        return "It brought in nothing, so no fee is invoiced."
    reason = fees.explain(book.successes_before)
    return f"The agency is invoiced a fee of {fee} on a revenue of {book.revenue} ({reason})."


def _concerned(booked: _Booked) -> str:
    """`There are 3 confirmed bookings of 2 travelers (5 seats)`."""
    travelers, seats = _counted(booked.travelers, "traveler"), _counted(booked.seats, "seat")
    there = "There is" if booked.bookings == 1 else "There are"
    return f"{there} {_counted(booked.bookings, 'confirmed booking')} of {travelers} ({seats})"


def _nobody(booked: _Booked) -> str:
    if booked.holds:
        return "Nobody has paid for a seat yet, so nothing is given back."
    return "Nobody has booked a seat, so nobody is concerned."


def _lapsing(booked: _Booked) -> tuple[str, ...]:
    if not booked.holds:
        return ()
    return (f"{_counted(booked.holds, 'hold')} that nobody paid for yet will end.",)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _under_way(system: System, launch: Launch) -> tuple[str, ...]:
    if not system.parts.charges.unsettled_on_launch(launch.id):
        return ()
    return ("A payment is still under way; success can be reported once it is settled.",)


def _booked(system: System, by: Principal, launch_id: LaunchId) -> _Booked:
    confirmed = [*_each(system, by, launch_id, BookingStatus.CONFIRMED)]
    held = [*_each(system, by, launch_id, BookingStatus.HELD)]
    return _Booked(
        bookings=len(confirmed),
        travelers=len({one.booking.traveler_id for one in confirmed}),
        seats=sum(len(one.booking.seats) for one in confirmed),
        paid=total(one.revenue - one.booking.retained for one in confirmed),
        holds=len(held),
    )


def _each(
    system: System, by: Principal, launch_id: LaunchId, status: BookingStatus
) -> Iterator[LaunchBooking]:
    """Every booking of the launch that is *status* now."""
    page = PageRequest(MAX_LIMIT)
    while True:
        shown = system.list_launch_bookings(by, launch_id, page, status=status)
        yield from shown.items
        if shown.next is None:
            return
        page = PageRequest(MAX_LIMIT, shown.next)
