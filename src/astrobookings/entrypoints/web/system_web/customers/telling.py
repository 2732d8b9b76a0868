"""What happened around a booking, as people tell it (stories 2.7, 2.8)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID

from attrs import frozen

from astrobookings.application.booking.timeline import (
    Timeline,
    TimelineField,
    TimelineItem,
    TimelineKind,
)
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.web.system_web.customers.people import People

__all__ = ["Step", "steps_of"]


@frozen(kw_only=True)
class Step:
    """One thing that somebody did, or the platform by itself, and all that followed from it."""

    at: datetime
    did: str
    """`Hold extended`."""
    who: str
    """`Mae Ito for Ada Moreno`."""
    followed: tuple[str, ...]


_DEEDS: Mapping[str, str] = {
    "book-seats": "Seats taken",
    "pay-booking": "Payment begun",
    "settle-payment": "Payment settled",
    "confirm-booking": "Booking confirmed",
    "extend-hold": "Hold extended",
    "record-transfer": "Bank transfer recorded",
    "name-passengers": "Passengers named",
    "change-seats": "Seats changed",
    "cancel-booking": "Booking cancelled",
    "answer-delay": "Delay answered",
    "expire-holds": "Hold ended unpaid",
    "execute-refund": "Refund sent",
    "retry-refund": "Refund tried again",
    "settle-refund": "Refund settled by hand",
    "settle-booking-request": "Request from an interruption settled",
    "abort-launch": "Launch aborted",
    "fail-launch": "Launch failed",
    "mark-launch-successful": "Launch successful",
    "queue-mail": "Mail written",
    "send-mail": "Mail sent",
}
"""Titles of what is done to bookings; others are told by their own words."""

_NAMES: Mapping[str, str] = {
    "status": "status",
    "expires_at": "held until",
    "cancelled_by": "cancelled by",
    "retained": "kept by the agency",
    "amount": "amount",
    "refunded": "given back of it",
    "number": "number",
    "attempts": "attempts",
    "last_error": "note",
    "decline_reason": "declined",
    "reference": "reference",
    "reason": "reason",
    "count": "seats",
    "added": "added seats",
    "dropped": "dropped seats",
    "paid": "paid",
    "refund": "to give back",
}
"""The figures that people ask for, by their names in records; ids and the like stay untold."""

_MONEY = frozenset({"amount", "refunded", "retained"})
_INSTANTS = frozenset({"expires_at"})
_RECORDS = {"booking": "Booking", "charge": "Payment", "refund": "Refund", "receipt": "Receipt"}
_ALL_WELL = "250"
"""What a mail server says of a mail that it took."""


def steps_of(timeline: Timeline, people: People, traveler_id: UserId) -> tuple[Step, ...]:
    """The steps that *timeline* tells of, oldest first; what followed a request stands with it."""
    return tuple(
        _step(items, people, traveler_id) for items in _by_request(timeline.items) if items
    )


def _by_request(items: Iterable[TimelineItem]) -> Iterable[list[TimelineItem]]:
    """*items* in groups; clients name requests, so that two people's may bear the same name."""
    groups: dict[tuple[str, UUID | None], list[TimelineItem]] = {}
    for one in items:
        groups.setdefault((one.request_id or str(one.subject_id), one.actor), []).append(one)
    return groups.values()


def _step(items: list[TimelineItem], people: People, traveler_id: UserId) -> Step:
    first = items[0]
    followed = dict.fromkeys(line for one in items for line in _told(one, people))
    return Step(
        at=first.at,
        did=_DEEDS.get(first.action, _plain(first.action)),
        who=_who(first, people, traveler_id),
        followed=tuple(followed),
    )


def _who(item: TimelineItem, people: People, traveler_id: UserId) -> str:
    if item.actor is None:
        return "the platform"
    name = people.name(item.actor)
    if people.is_employee(item.actor):
        return f"{name} for {people.name(traveler_id)}"
    return name


def _told(item: TimelineItem, people: People) -> Iterator[str]:
    teller = _TELLERS.get(item.kind)
    if teller is not None:
        yield from teller(item, people)


def _change(item: TimelineItem, _: People) -> Iterator[str]:
    figures = _figures(item.fields)
    if figures:
        yield f"{_RECORDS.get(item.title, _plain(item.title))}: {figures}."


def _event(item: TimelineItem, _: People) -> Iterator[str]:
    figures = _figures(item.fields)
    yield f"{_plain(item.title)}{': ' if figures else ''}{figures}."


def _entry(item: TimelineItem, _: People) -> Iterator[str]:
    yield f"Noted: {_plain(item.title)}."


def _mail(item: TimelineItem, people: People) -> Iterator[str]:
    to = next((one.new for one in item.fields if one.name == "recipient"), None)
    whom = people.name(UUID(to)) if to else "somebody"
    what = f"Mail “{_plain(item.title)}” to {whom}"
    if item.action == "queue-mail":
        yield f"{what}: {item.text.rpartition(' ')[2]}."
    elif not item.text.startswith(_ALL_WELL):
        yield f"{what} did not go out at once: {item.text}."


_Teller = Callable[[TimelineItem, People], Iterator[str]]
_TELLERS: Mapping[TimelineKind, _Teller] = {
    TimelineKind.CHANGE: _change,
    TimelineKind.CHARGE: _change,
    TimelineKind.REFUND: _change,
    TimelineKind.EVENT: _event,
    TimelineKind.ENTRY: _entry,
    TimelineKind.MAIL: _mail,
}


def _figures(fields: Iterable[TimelineField]) -> str:
    """`status held → confirmed; held until 16 Jan 2027, 12:00 UTC`."""
    told = (_figure(one) for one in fields if one.name in _NAMES)
    return "; ".join(one for one in told if one)


def _figure(one: TimelineField) -> str:
    if not one.new:
        return ""
    new, old = _value(one.name, one.new), _value(one.name, one.old or "")
    return f"{_NAMES[one.name]} {old} → {new}" if old else f"{_NAMES[one.name]} {new}"


def _value(name: str, text: str) -> str:
    """*text* as people write it; the log has some figures in words already."""
    try:
        if name in _MONEY:
            return str(Money.of(text))
        if name in _INSTANTS:
            return datetime.fromisoformat(text).astimezone(UTC).strftime("%-d %b %Y, %H:%M UTC")
    except ValueError:
        return text
    return text.replace("_", " ") if text.islower() else text


def _plain(word: str) -> str:
    return word.replace("-", " ").replace("_", " ").capitalize()
