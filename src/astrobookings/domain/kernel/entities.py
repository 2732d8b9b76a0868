"""What every stored thing carries."""

from datetime import datetime
from typing import TypeVar

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.instants import aware

__all__ = ["Entity", "check_version", "stored"]


@frozen(kw_only=True)
class Entity:
    """A record with its instants (UTC) and version; version 0 was never stored."""

    created_at: datetime = field(validator=aware)
    updated_at: datetime = field(validator=aware)
    version: int = 0


E = TypeVar("E", bound=Entity)


def stored(entity: E, at: datetime) -> E:
    """*entity* as it stands in the store once saved at *at*: one version up."""
    return evolve(entity, version=entity.version + 1, updated_at=at)


def check_version(entity: Entity, wanted: int | None, *, kind: str) -> None:
    """Let a change go on if *entity* still is at version *wanted*; None asks for no certain one.

    Raises:
        Stale: somebody changed it in between.
    """
    if wanted is not None and entity.version != wanted:
        raise Stale(kind)
