"""Rows from entities and entities from rows, field by field, derived from both."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin
from uuid import UUID

from attrs import fields, frozen
from sqlalchemy import Column, Table

from astrobookings.adapters.plain import plain, structured
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.money import Money

__all__ = ["Shape", "shape_of"]

E = TypeVar("E", bound=Entity)
Codec = Callable[[Any], Any]

_AS_THEY_ARE = (str, int, float, bool, UUID, Decimal, datetime, date)


@frozen
class _Field:
    name: str
    column: str
    to_row: Codec | None
    from_row: Codec | None


def _same_or_none(codec: Codec) -> Codec:
    return lambda value: None if value is None else codec(value)


def _bare(kind: Any) -> Any:
    """*kind* without `| None` and new names."""
    if get_origin(kind) in {Union, UnionType}:
        others = [one for one in get_args(kind) if one is not NoneType]
        return _bare(others[0]) if len(others) == 1 else kind
    return _bare(kind.__supertype__) if hasattr(kind, "__supertype__") else kind


def _field(name: str, kind: Any) -> _Field:
    bare = _bare(kind)
    if bare is Money:
        cents: Codec = _same_or_none(lambda money: money.cents)
        return _Field(name, f"{name}_cents", cents, _same_or_none(Money.from_cents))
    if isinstance(bare, type) and issubclass(bare, Enum):
        return _Field(name, name, _same_or_none(lambda one: one.value), _same_or_none(bare))
    if bare in _AS_THEY_ARE:
        return _Field(name, name, None, None)
    return _Field(name, name, plain, _same_or_none(lambda value: structured(value, bare)))


@frozen
class Shape(Generic[E]):
    """How entities of one kind lie in a table."""

    kind: str
    """The name of the kind in the change log."""
    entity: type[E]
    table: Table
    key: Column[Any]
    fields: tuple[_Field, ...]

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns `read` expects first in a row."""
        return tuple(self.table.c[one.column] for one in self.fields)

    def read(self, row: Sequence[Any]) -> E:
        """The entity whose columns *row* begins with."""
        return self.entity(
            **{
                one.name: value if one.from_row is None else one.from_row(value)
                for one, value in zip(self.fields, row, strict=False)
            }
        )

    def values(self, entity: E) -> dict[str, Any]:
        """The columns of *entity*."""
        return {one.column: _written(one, getattr(entity, one.name)) for one in self.fields}


def _written(one: _Field, value: Any) -> Any:
    return value if one.to_row is None else one.to_row(value)


def shape_of(kind: str, entity: type[E], table: Table) -> Shape[E]:
    """The shape of *entity* in *table*; its id is the table's first column."""
    found = tuple(_field(one.name, one.type) for one in fields(entity))
    missing = {one.column for one in found} - set(table.c.keys())
    if missing:
        raise LookupError(f"{table.name} lacks {', '.join(sorted(missing))}")
    return Shape(kind, entity, table, next(iter(table.c)), found)
