"""Whoever leaves is in no row of either database any more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.bootstrap import migrate_stores, open_parts
from astrobookings.entrypoints.settings import Settings, embedded_settings
from astrobookings.testing.in_memory import START
from astrobookings.testing.world import PASSWORD, World

GRACE = Passenger(first_name="Grace", last_name="Okafor", birth_date=date(1991, 1, 1))


@pytest.fixture
def embedded(tmp_path: Path) -> Settings:
    """Give the settings of two SQLite files, migrated."""
    settings = embedded_settings(tmp_path / "var", port=8000)
    migrate_stores(settings)
    return settings


@pytest.fixture
def world(embedded: Settings) -> Iterator[World]:
    """Give a world on them."""
    clock = MemoryClock(START)
    parts = open_parts(embedded, clock=clock)
    try:
        yield World(parts, clock)
    finally:
        parts.close()


def flown(world: World, by: Principal) -> None:
    """Let *by* fly, with a passenger named."""
    launch = world.launch(days=10)
    booked = world.book(by, launch.id, 2).booking
    world.system.name_passengers(by, booked.id, (GRACE,))
    world.settle()
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()


def rows_with(folder: Path, *texts: str) -> set[str]:
    """The tables of both stores that have any of *texts* somewhere."""
    found = set()
    for name in ("operations", "system"):
        with closing(sqlite3.connect(folder / f"{name}.db")) as connection:
            for line in connection.iterdump():
                if any(text in line for text in texts):
                    found.add(f"{name}: {line.split('(')[0][:60]}")
    return found


@pytest.mark.story("0.6")
def test_whoever_leaves_is_in_no_row_any_more(world: World, tmp_path: Path) -> None:
    by = world.traveler()
    account = world.parts.users.get(signed_in(by))
    flown(world, by)
    texts = (account.email, account.last_name, GRACE.last_name)
    before = rows_with(tmp_path / "var", *texts)

    world.system.close_account(by, PASSWORD)
    world.settle()

    assert before
    assert rows_with(tmp_path / "var", *texts) == set()
