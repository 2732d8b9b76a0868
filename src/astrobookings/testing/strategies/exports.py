"""Long exports on their way."""

from datetime import date, timedelta
from uuid import UUID

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.finance.exports import (
    Export,
    ExportFormat,
    ExportId,
    ExportKind,
    ExportOrder,
    ExportPolicy,
    begin,
    end,
    gathered,
    give_up,
    pause,
)
from astrobookings.domain.kernel.ids import AgencyId, UserId
from astrobookings.testing.strategies.kernel import ids, instants, lines, uuids

__all__ = ["export_orders", "exports"]

_SECOND = timedelta(seconds=1)


@st.composite
def export_orders(draw: DrawFn) -> ExportOrder:
    """What people may ask for."""
    since = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    return ExportOrder(
        kind=draw(st.sampled_from(ExportKind)),
        format=draw(st.sampled_from(ExportFormat)),
        since=since,
        until=since + timedelta(days=draw(st.integers(0, 800))),
        agency_id=draw(st.none() | ids(AgencyId)),
    )


@st.composite
def exports(
    draw: DrawFn,
    *,
    order: SearchStrategy[ExportOrder] = export_orders(),
    steps: SearchStrategy[int] = st.integers(0, 4),
) -> Export:
    """Exports that wait, are being made, paused, done or failed."""
    wanted, now, policy = draw(order), draw(instants()), ExportPolicy()
    export = Export(
        id=draw(ids(ExportId)),
        kind=wanted.kind,
        format=wanted.format,
        since=wanted.since,
        until=wanted.until,
        agency_id=wanted.agency_id,
        requested_by=draw(ids(UserId)),
        created_at=now,
        updated_at=now,
        version=1,
    )
    count = draw(steps)
    if not count:
        return export
    export = begin(export, draw(uuids()), total=10 * count, now=now, policy=policy)
    for number in range(count):
        export = _gathered(export, draw(uuids()), number, policy)
    ended_at = now + count * _SECOND
    return draw(
        st.sampled_from(
            [
                export,
                pause(export),
                end(export, ended_at, policy),
                give_up(export, draw(lines()), ended_at, policy),
            ]
        )
    )


def _gathered(export: Export, key: UUID, number: int, policy: ExportPolicy) -> Export:
    now = export.updated_at + number * _SECOND
    made = gathered(
        export,
        (now.isoformat(), str(key)),
        records=10,
        rows=10,
        size=1000,
        now=now,
        policy=policy,
    )
    return evolve(made, updated_at=now, version=export.version + 1)
