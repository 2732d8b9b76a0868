"""Every port call of making an export is once the last one; the file is the same in the end."""

from datetime import date, timedelta
from functools import cache

import pytest
from attrs import evolve

from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.domain.finance.events import ExportEnded
from astrobookings.domain.finance.exports import (
    Export,
    ExportFormat,
    ExportKind,
    ExportOrder,
    ExportPolicy,
)
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.world import World
from tests.faults.worlds import make_world

FORMATS = list(ExportFormat)
RECORDS = 3


def prepared(world: World, form: ExportFormat) -> tuple[Principal, Export]:
    """Bookings, and an export of them that waits; it takes two steps."""
    policy = ExportPolicy(step=2)
    world.restart(evolve(world.parts, export_policy=policy, sheets=DocumentSheets()))
    finance, launch = world.employee(Position.FINANCE), world.launch()
    for _ in range(RECORDS):
        world.book(world.traveler(), launch.id, seats=1)
    world.clock.move(timedelta(seconds=1))
    order = ExportOrder(
        kind=ExportKind.BOOKINGS,
        format=form,
        since=date(2027, 1, 1),
        until=date(2027, 12, 31),
    )
    return finance, world.system.request_export(finance, order)


def work(world: World) -> int:
    return world.system.write_exports(world.operator)


def ended(world: World) -> int:
    waiting = world.parts.system_outbox.unpublished(1000)
    return sum(isinstance(one.event, ExportEnded) for one in waiting)


@cache
def calls(form: ExportFormat) -> list[str]:
    """The port calls of a run that survives, in order."""
    with make_world("memory") as world:
        prepared(world, form)
        fuse = Fuse()
        world.restart(mortal(world.parts, fuse))
        work(world)
        return fuse.calls


def dies(kind: str, form: ExportFormat, fuse: Fuse) -> None:
    with make_world(kind) as world:
        finance, export = prepared(world, form)
        parts = world.parts
        world.restart(mortal(parts, fuse))
        with pytest.raises(ProcessDied):
            work(world)
        world.restart(parts)

        world.clock.move(ExportPolicy().lease)
        work(world)

        file = world.system.fetch_export(finance, export.id)
        content = b"".join(file.pieces)
        assert len(content) == file.export.size, fuse.calls[-1]
        assert (file.export.rows, file.export.completion) == (RECORDS, 100), fuse.calls[-1]
        assert ended(world) == 1, fuse.calls[-1]
        if form is ExportFormat.CSV:
            lines = content.decode().splitlines()
            assert len(set(lines)) == len(lines) == RECORDS + 1, fuse.calls[-1]


@pytest.mark.parametrize("form", FORMATS)
def test_any_port_call_may_be_the_last_in_memory(form: ExportFormat) -> None:
    assert len(calls(form)) > 10

    for step in range(1, len(calls(form)) + 1):
        for after in (False, True):
            dies("memory", form, Fuse(at=step, after=after))


@pytest.mark.parametrize("form", FORMATS)
def test_any_commit_may_be_the_last_on_sqlite(form: ExportFormat) -> None:
    steps = [step for step, call in enumerate(calls(form), 1) if call.endswith(".commit")]

    assert len(steps) >= 4
    for step in steps:
        dies("sqlite", form, Fuse(at=step, after=True))


def test_without_a_takeover_most_crashes_leave_no_file() -> None:
    """The negative control: nobody goes on before the lease is over."""
    left = 0
    for step in range(1, len(calls(ExportFormat.CSV)) + 1):
        with make_world("memory") as world:
            finance, export = prepared(world, ExportFormat.CSV)
            parts = world.parts
            world.restart(mortal(parts, Fuse(at=step, after=True)))
            with pytest.raises(ProcessDied):
                work(world)
            world.restart(parts)
            work(world)
            left += not world.system.view_export(finance, export.id).ready(world.clock.now())

    assert left > 5
