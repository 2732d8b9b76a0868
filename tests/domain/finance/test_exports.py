"""Exports go on where they stood, and end once."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    Export,
    ExportFormat,
    ExportKind,
    ExportOrder,
    ExportPolicy,
    ExportStatus,
    ExportUnderWay,
    NoSuchExportMove,
    begin,
    end,
    ended,
    gathered,
    give_up,
    pause,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.builders import NOW, an_export, numbered
from astrobookings.testing.strategies import exports

POLICY = ExportPolicy()
HOLDER, OTHER = numbered(1), numbered(2)
SECOND = timedelta(seconds=1)


def begun(export: Export, holder: UUID = HOLDER, now: datetime = NOW) -> Export:
    return begin(export, holder, total=10, now=now, policy=POLICY)


def stepped(export: Export, records: int = 5) -> Export:
    return gathered(
        export, ("a", "b"), records=records, rows=records, size=9, now=NOW, policy=POLICY
    )


def order(since: date, until: date) -> ExportOrder:
    return ExportOrder(kind=ExportKind.BOOKINGS, format=ExportFormat.CSV, since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until", "pointer"),
    [
        (date(2027, 1, 2), date(2027, 1, 1), "/to"),
        (date(1, 1, 1), date(2027, 1, 1), "/from"),
        (date(2027, 1, 1), date(9999, 12, 31), "/from"),
    ],
)
def test_days_that_make_no_span_are_refused(since: date, until: date, pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        order(since, until)

    assert [fault.pointer for fault in caught.value.faults] == [pointer]


def test_one_day_is_a_span() -> None:
    day = date(2027, 1, 1)

    assert order(day, day).until == day


def test_both_days_count_as_far_as_they_were_over_when_it_was_asked_for() -> None:
    past = an_export(since=date(2027, 1, 1), until=date(2027, 1, 3))
    running = an_export(since=date(2027, 1, 1), until=date(2027, 12, 31))

    first = datetime(2027, 1, 1, tzinfo=UTC)
    assert past.bounds == (first, datetime(2027, 1, 4, tzinfo=UTC))
    assert running.bounds == (first, NOW)


def test_two_never_make_one_export() -> None:
    export = begun(an_export())

    with pytest.raises(ExportUnderWay):
        begun(export, OTHER, NOW + POLICY.lease - SECOND)
    taken_over = begun(export, OTHER, NOW + POLICY.lease)

    assert taken_over.holder == OTHER
    assert taken_over.left_behind == 1


def test_what_is_paused_is_not_left_behind() -> None:
    export = begun(pause(begun(an_export())), OTHER)

    assert (export.holder, export.left_behind) == (OTHER, 0)


def test_what_waits_for_a_system_is_not_begun_before() -> None:
    later = NOW + timedelta(seconds=30)
    export = pause(begun(an_export()), later)

    with pytest.raises(ExportUnderWay):
        begun(export, OTHER)
    assert begun(export, OTHER, later).left_behind == 0


def test_progress_forgives_what_went_wrong_before() -> None:
    left = begun(begun(an_export()), OTHER, NOW + POLICY.lease)

    assert stepped(left).left_behind == 0


def test_a_workbook_is_not_done_when_all_its_rows_are_there() -> None:
    csv = stepped(begun(an_export()), 10)
    book = stepped(begun(an_export(format=ExportFormat.XLSX)), 10)

    assert (stepped(begun(an_export())).completion, csv.completion, book.completion) == (50, 99, 80)
    assert begun(an_export()).completion == 0
    assert end(book, NOW, POLICY).completion == 100


def test_an_export_that_ended_is_never_begun_again() -> None:
    export = begun(an_export())

    for final in (end(export, NOW, POLICY), give_up(export, "no room", NOW, POLICY)):
        with pytest.raises(NoSuchExportMove):
            begun(final)
        with pytest.raises(NoSuchExportMove):
            end(final, NOW, POLICY)


def test_a_file_is_there_for_a_week() -> None:
    export = end(begun(an_export()), NOW, POLICY)

    assert export.ready(NOW + POLICY.kept - SECOND)
    assert not export.ready(NOW + POLICY.kept)
    assert not give_up(begun(an_export()), "no room", NOW, POLICY).ready(NOW)
    assert export.name == "bookings-2027-01-01-2027-12-31.csv"
    assert ended(export).status == "done"


@given(exports(), st.integers(0, 100))
def test_completion_is_whole_only_when_it_is_done(export: Export, records: int) -> None:
    assert 0 <= export.completion <= 100
    assert (export.completion == 100) == (export.status is ExportStatus.DONE)
    assert export.seen <= export.total
    assert (export.expires_at is None) == (export.status in OPEN_EXPORTS)
    if export.status is ExportStatus.RUNNING:
        more = stepped(export, records)
        assert more.completion >= export.completion or more.total > export.total
        assert more.seen <= more.total
