"""There is a strategy for every value of the domain, and what it gives is valid."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from attrs import has
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import astrobookings.domain
from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.booking.booking import Booking, lapsed, status_at
from astrobookings.domain.booking.offer import Survey
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing import strategies
from astrobookings.testing.strategies import (
    EVENT_KINDS,
    bookings,
    entities,
    events,
    ids,
    launch_plans,
    launches,
    lines,
    pages,
    surveys,
)
from tests.domain.examples import NOW, a_rocket

NEEDS: dict[str, Callable[[], SearchStrategy[Any]]] = {
    "entities": lambda: entities(Entity),
    "ids": lambda: ids(UserId),
    "launch_plans": lambda: launch_plans(a_rocket(), now=NOW),
    "pages": lambda: pages(lines()),
}
T = TypeVar("T")
NAMES = [name for name in strategies.__all__ if name != "EVENT_KINDS"]


def first(strategy: SearchStrategy[T]) -> T:
    quick = settings(max_examples=10, phases=[Phase.generate], database=None)
    return find(strategy, lambda _: True, settings=quick)


def one_of(name: str) -> Any:
    strategy = NEEDS[name]() if name in NEEDS else getattr(strategies, name)()
    return first(strategy)


def domain_classes() -> Iterator[type]:
    """The public classes of the domain."""
    for module in pkgutil.walk_packages(astrobookings.domain.__path__, "astrobookings.domain."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if found.__module__ == module.name and not found.__name__.startswith("_"):
                yield found


def is_value(kind: type) -> bool:
    """Whether *kind* is a value that stores and doors pass on; policies are only chosen once."""
    fixed = kind.__name__.endswith(("Policy", "Policies")) or kind.__name__ in {"Grant", "Manner"}
    abstract = kind in {Entity, Event}
    return has(kind) and not issubclass(kind, BaseException) and not (fixed or abstract)


def test_every_value_of_the_domain_has_a_strategy() -> None:
    values = {kind for kind in domain_classes() if is_value(kind) and not issubclass(kind, Event)}
    inner = {"Attempt", "RefundTier", "SeatFare"}  # come in tuples

    made = {type(one_of(name)).__name__ for name in NAMES} | inner

    assert {kind.__name__ for kind in values} - made == set()


@pytest.mark.parametrize("kind", [kind for kind in domain_classes() if issubclass(kind, Event)])
def test_every_event_has_a_strategy(kind: type[Event]) -> None:
    if kind is Event:
        assert kind not in EVENT_KINDS
    else:
        made = first(events(kinds=st.just(kind)))
        assert type(made) is kind
        assert made.name


def test_events_have_names_of_their_own() -> None:
    assert len({kind.name for kind in EVENT_KINDS}) == len(EVENT_KINDS)


@given(launches())
def test_a_launch_is_one_that_could_have_been(launch: Launch) -> None:
    sale = launch.general_sale_at

    assert launch.created_at <= launch.updated_at
    assert launch.created_at < launch.launch_at
    assert sale is None or sale < launch.launch_at
    assert bool(launch.delays) or launch.status != "delayed"


@given(bookings())
def test_a_booking_reads_as_its_status_when_it_was_last_touched(booking: Booking) -> None:
    assert status_at(booking, booking.updated_at) is booking.status
    assert not lapsed(booking, booking.created_at)


@given(surveys())
def test_a_survey_counts_no_seat_twice(survey: Survey) -> None:
    assert survey.offer.status in OPEN
    assert survey.seats_left + survey.held <= survey.offer.seats_total
    assert survey.open_holds <= survey.held
