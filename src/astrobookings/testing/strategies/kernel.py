"""Money, ids, instants, texts and origins."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.origins import Change, FieldChange, Origin
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest

__all__ = [
    "changes",
    "entities",
    "faults",
    "field_changes",
    "ids",
    "instants",
    "lines",
    "money",
    "origins",
    "page_requests",
    "pages",
    "prices",
    "shares",
    "spans",
    "uuids",
    "versions",
]

T = TypeVar("T")
E = TypeVar("E", bound=Entity)

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
LATEST = datetime(2030, 1, 1, tzinfo=UTC)
CENT = Money.of("0.01")

_TAIL_BITS = 62
_MIDDLE_BITS = 12


def _uuid7(bits: int) -> UUID:
    """122 free *bits* with version 7 and the variant in their places."""
    tail = bits & ((1 << _TAIL_BITS) - 1)
    middle = (bits >> _TAIL_BITS) & ((1 << _MIDDLE_BITS) - 1)
    head = bits >> (_TAIL_BITS + _MIDDLE_BITS)
    return UUID(int=head << 80 | 7 << 76 | middle << 64 | 2 << 62 | tail)


def uuids() -> SearchStrategy[UUID]:
    """UUIDs of version 7."""
    return st.integers(0, 2**122 - 1).map(_uuid7)


def ids(kind: Callable[[UUID], T]) -> SearchStrategy[T]:
    """Identifiers of *kind*, such as `LaunchId`; UUIDv7."""
    return uuids().map(kind)


def money(*, least: Money = ZERO, most: Money = Money.of("9999.99")) -> SearchStrategy[Money]:
    """Amounts from *least* to *most*, whole cents."""
    return st.integers(least.cents, most.cents).map(Money.from_cents)


def prices(*, most: Money = Money.of("9999.99")) -> SearchStrategy[Money]:
    """Amounts from one cent."""
    return money(least=CENT, most=most)


def shares() -> SearchStrategy[Decimal]:
    """Parts of a whole, 0 to 1, in hundredths."""
    return st.integers(0, 100).map(lambda hundredths: Decimal(hundredths).scaleb(-2))


def instants(*, after: datetime = EARLIEST, before: datetime = LATEST) -> SearchStrategy[datetime]:
    """Moments in UTC, both ends included; they shrink to *after*."""
    span = before - after
    return spans(most=span).map(lambda elapsed: after + elapsed)


def spans(
    *, least: timedelta = timedelta(0), most: timedelta = timedelta(days=30)
) -> SearchStrategy[timedelta]:
    """Lengths of time, both ends included; they shrink to *least*."""
    return st.timedeltas(min_value=timedelta(0), max_value=most - least).map(
        lambda beyond: least + beyond
    )


def lines(*, longest: int = 12) -> SearchStrategy[str]:
    """Texts a person may type into a field: not blank, no control characters."""
    letters = st.characters(codec="utf-8", categories=["L", "N"])
    signs = st.characters(codec="utf-8", exclude_categories=["C"])
    return st.builds(str.__add__, letters, st.text(signs, max_size=longest - 1))


def versions() -> SearchStrategy[int]:
    """Versions of records; 0 was never stored."""
    return st.integers(0, 3)


@st.composite
def entities(
    draw: DrawFn,
    /,
    kind: Callable[..., E],
    *,
    created_at: SearchStrategy[datetime] = instants(),
    version: SearchStrategy[int] = versions(),
    **values: SearchStrategy[Any],
) -> E:
    """Records of *kind* with a plausible past: only those stored twice were updated later."""
    created, number = draw(created_at), draw(version)
    updated = created + draw(spans()) if number > 1 else created
    drawn = {name: draw(strategy) for name, strategy in values.items()}
    return kind(created_at=created, updated_at=updated, version=number, **drawn)


def origins(*, at: SearchStrategy[datetime] = instants()) -> SearchStrategy[Origin]:
    """Where changes come from; some from the platform itself."""
    return st.builds(
        Origin,
        service=st.sampled_from(["booking", "agency", "system", "worker", "cli"]),
        action=st.sampled_from(["book-seats", "cancel-booking", "delay-launch"]),
        actor=st.none() | ids(UserId),
        request_id=uuids().map(str),
        at=at,
    )


def field_changes() -> SearchStrategy[FieldChange]:
    """Fields before and after; never the same twice."""
    return st.lists(st.none() | lines(), min_size=2, max_size=2, unique=True).map(
        lambda pair: FieldChange(*pair)
    )


def changes() -> SearchStrategy[Change]:
    """What saves changed, one to three fields."""
    names = st.sampled_from(["status", "price", "reason", "seats"])
    return st.builds(
        Change,
        id=uuids(),
        kind=st.sampled_from(["booking", "launch", "account"]),
        key=uuids(),
        version=st.integers(1, 3),
        fields=st.dictionaries(names, field_changes(), min_size=1, max_size=3),
        origin=origins(),
    )


def faults() -> SearchStrategy[Fault]:
    """Things wrong with inputs."""
    pointers = st.sampled_from(["/email", "/seats", "/passengers/0/birth_date"])
    return st.builds(Fault, pointers, lines())


def page_requests() -> SearchStrategy[PageRequest]:
    """Requests for a page of 1 to 200 items, from the front or from a key."""
    keys = st.lists(lines(), min_size=1, max_size=3).map(tuple)
    return st.builds(PageRequest, st.integers(1, MAX_LIMIT), st.none() | keys)


def pages(items: SearchStrategy[T]) -> SearchStrategy[Page[T]]:
    """Pages of up to three *items*, the last one or not."""
    some = st.lists(items, max_size=3).map(tuple)
    return st.builds(Page, some, st.none() | st.tuples(lines()))
