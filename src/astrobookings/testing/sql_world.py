"""The platform on databases, with a clock to move; everything else in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from attrs import evolve

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.sql import SqlStore, migrate
from astrobookings.entrypoints.bootstrap import operations_parts, system_parts
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.world import World

__all__ = ["database_world", "prepared_sqlite", "sqlite_world"]


def prepared_sqlite(folder: Path) -> None:
    """Migrated, empty SQLite files in *folder*, to be copied or used."""
    folder.mkdir(parents=True, exist_ok=True)
    migrate(f"sqlite:///{folder / 'operations'}.db", "operations")
    migrate(f"sqlite:///{folder / 'system'}.db", "system")


@contextmanager
def sqlite_world(folder: Path) -> Iterator[World]:
    """A world on the files that `prepared_sqlite` made in *folder*."""
    with database_world(
        f"sqlite:///{folder / 'operations'}.db", f"sqlite:///{folder / 'system'}.db"
    ) as world:
        yield world


@contextmanager
def database_world(
    operations_url: str, system_url: str, *, connections: int = 4
) -> Iterator[World]:
    """A world on two migrated databases, with the gateway's fault methods switched on."""
    rest = in_memory_parts(faults=True)
    operations = SqlStore(operations_url, rest.ids, connections=connections)
    system = SqlStore(system_url, rest.ids, connections=connections)
    try:
        parts = evolve(rest, **operations_parts(operations), **system_parts(system))
        yield World(parts, cast(MemoryClock, parts.clock))
    finally:
        operations.close()
        system.close()
