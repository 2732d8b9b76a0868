"""Documents from entities and entities from documents, field by field, derived from both.

Instants are whole microseconds since 1970, since dates of BSON stop at milliseconds; money is
whole cents, in a field whose name ends in `_cents`; dates are ISO 8601 text, ids binary UUIDs.
All of these sort as what they stand for.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin
from uuid import UUID

from attrs import fields, frozen

from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.plain import plain, structured
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.instants import in_utc
from astrobookings.domain.kernel.money import Money

__all__ = ["Shape", "instant", "micros", "shape_of"]

E = TypeVar("E", bound=Entity)
Codec = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_AS_THEY_ARE = (str, int, float, bool, UUID)


def micros(moment: datetime) -> int:
    """*moment* as documents have it.

    Raises:
        ValueError: naive.
    """
    return (in_utc(moment) - _EPOCH) // _MICROSECOND


def instant(stored: int) -> datetime:
    """The instant that `micros` made *stored* of; in UTC."""
    return _EPOCH + timedelta(microseconds=stored)


@frozen
class _Field:
    name: str
    stored: str
    to_document: Codec | None
    from_document: Codec | None


def _same_or_none(codec: Codec) -> Codec:
    return lambda value: None if value is None else codec(value)


def _bare(kind: Any) -> Any:
    """*kind* without `| None` and new names."""
    if get_origin(kind) in {Union, UnionType}:
        others = [one for one in get_args(kind) if one is not NoneType]
        return _bare(others[0]) if len(others) == 1 else kind
    return _bare(kind.__supertype__) if hasattr(kind, "__supertype__") else kind


def _field(name: str, stored: str, kind: Any) -> _Field:
    bare = _bare(kind)
    if bare is Money:
        cents: Codec = _same_or_none(lambda money: money.cents)
        return _Field(name, f"{stored}_cents", cents, _same_or_none(Money.from_cents))
    if bare is datetime:
        return _Field(name, stored, _same_or_none(micros), _same_or_none(instant))
    if isinstance(bare, type) and issubclass(bare, Enum):
        return _Field(name, stored, _same_or_none(lambda one: one.value), _same_or_none(bare))
    if bare in _AS_THEY_ARE:
        return _Field(name, stored, None, None)
    return _Field(name, stored, plain, _same_or_none(lambda value: structured(value, bare)))


@frozen
class Shape(Generic[E]):
    """How entities of one kind lie in a collection; the id is the document's `_id`."""

    kind: str
    """The name of the kind in the change log."""
    entity: type[E]
    collection: str
    key: str
    """The entity's field that is its id."""
    fields: tuple[_Field, ...]

    def read(self, document: Document) -> E:
        """The entity in *document*, which may have fields beside it."""
        return self.entity(
            **{one.name: _decoded(one, document.get(one.stored)) for one in self.fields}
        )

    def document(self, entity: E) -> Document:
        """*entity* as it is stored."""
        return {one.stored: _encoded(one, getattr(entity, one.name)) for one in self.fields}


def _encoded(one: _Field, value: Any) -> Any:
    return value if one.to_document is None else one.to_document(value)


def _decoded(one: _Field, value: Any) -> Any:
    return value if one.from_document is None else one.from_document(value)


def shape_of(kind: str, entity: type[E], collection: str, *, key: str = "id") -> Shape[E]:
    """The shape of *entity* in *collection*; *key* is the field that is its id."""
    found = tuple(
        _field(one.name, "_id" if one.name == key else one.name, one.type) for one in fields(entity)
    )
    return Shape(kind, entity, collection, key, found)
