"""Every event of every context, and envelopes around them."""

from collections.abc import Mapping
from typing import Any

from attrs import fields
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from astrobookings.domain.agencies import events as agencies
from astrobookings.domain.booking import events as booking
from astrobookings.domain.booking import testimonial_events, wish_events
from astrobookings.domain.finance import events as finance
from astrobookings.domain.identity import events as identity
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.money import ZERO
from astrobookings.domain.policies import events as policies
from astrobookings.domain.sync import events as sync
from astrobookings.testing.strategies.booking import seat_numbers
from astrobookings.testing.strategies.kernel import ids, lines, money, origins, uuids

__all__ = ["EVENT_KINDS", "envelopes", "events"]

EVENT_KINDS: tuple[type[Event], ...] = tuple(
    getattr(context, name)
    for context in (
        identity,
        agencies,
        booking,
        testimonial_events,
        wish_events,
        finance,
        sync,
        policies,
    )
    for name in context.__all__
)
"""All kinds of events, by context."""

_BY_FIELD: Mapping[str, SearchStrategy[Any]] = {
    "amount": money(),
    "added": seat_numbers(),
    "count": st.integers(1, 6),
    "dropped": seat_numbers(),
    "paid": money(),
    "refund": money(),
    "session_ids": st.lists(uuids(), max_size=2, unique=True).map(tuple),
    "version": st.integers(1, 3),
}
_TEXTS = {"cancelled_by", "change", "position", "kind", "reason", "role", "status", "which"}


def _field(name: str) -> SearchStrategy[Any]:
    if name in _TEXTS:
        return lines()
    return _BY_FIELD.get(name, uuids())


def events(
    *, kinds: SearchStrategy[type[Event]] = st.sampled_from(EVENT_KINDS)
) -> SearchStrategy[Event]:
    """Events of *kinds*."""
    return kinds.flatmap(_events_of)


def _events_of(kind: type[Event]) -> SearchStrategy[Event]:
    values = {one.name: _field(one.name) for one in fields(kind)}
    if kind is booking.BookingCancelled:
        nothing = {"refund_id": st.none(), "refund": st.just(ZERO)}
        return st.builds(kind, **values) | st.builds(kind, **(values | nothing))
    return st.builds(kind, **values)


def envelopes(*, event: SearchStrategy[Event] = events()) -> SearchStrategy[Envelope]:
    """Events as the outbox keeps them; the origin has the same instant."""
    return st.builds(
        lambda at_id, fact, origin: Envelope(id=at_id, event=fact, origin=origin, at=origin.at),
        ids(EventId),
        event,
        origins(),
    )
