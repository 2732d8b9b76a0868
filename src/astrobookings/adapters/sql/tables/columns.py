"""Column types and pieces that all tables share."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from astrobookings.domain.kernel.instants import in_utc

__all__ = [
    "NAMING",
    "Exact",
    "Instant",
    "any_of",
    "bits",
    "choice",
    "entity",
    "sorted_text",
]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(sa.types.TypeDecorator[datetime]):
    """Aware instants; SQLite keeps them as UTC text that sorts by time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Raises: ValueError: naive."""
        if value is None:
            return None
        moment = in_utc(value)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Always in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(sa.types.TypeDecorator[Decimal]):
    """Decimals as text, since SQLite's numbers are floats."""

    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def bits() -> sa.types.TypeEngine[Any]:
    """Seats of a launch, a 0 or 1 for each; text on SQLite."""
    return sa.Text().with_variant(postgresql.BIT(varying=True), "postgresql")


def sorted_text() -> sa.types.TypeEngine[str]:
    """Text that sorts by code point, whatever the database's language."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def any_of(column: str, values: Iterable[StrEnum]) -> str:
    """SQL: *column* has one of *values*; sorted, so that indexes and queries say the same."""
    return f"{column} IN ({', '.join(sorted(repr(str(value)) for value in values))})"


def choice(name: str, kind: type[StrEnum], *, nullable: bool = False) -> tuple[Any, ...]:
    """A text column for one of the values of *kind*, and the check that says so."""
    return (
        sa.Column(name, sa.String(32), nullable=nullable),
        sa.CheckConstraint(any_of(f'"{name}"', kind), name=name),
    )


def entity() -> tuple[Any, ...]:
    """The columns every stored thing carries."""
    return (
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("version >= 1", name="version"),
    )
