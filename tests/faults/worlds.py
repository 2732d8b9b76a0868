"""Worlds to crash: in memory, and on SQLite files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.sql_world import prepared_sqlite, sqlite_world
from astrobookings.testing.world import World

__all__ = ["make_world"]


@cache
def _template() -> Path:
    """Migrated, empty SQLite files to copy: migrating takes longer than everything else."""
    folder = Path(tempfile.mkdtemp(prefix="astro-template-"))
    prepared_sqlite(folder)
    return folder


@contextmanager
def make_world(kind: str) -> Iterator[World]:
    """A fresh world, gone afterwards."""
    if kind == "memory":
        yield in_memory_world(faults=True)
        return
    with tempfile.TemporaryDirectory(prefix="astro-world-") as name:
        folder = Path(name) / "data"
        shutil.copytree(_template(), folder)
        with sqlite_world(folder) as world:
            yield world
