"""The clock tells UTC, and in embedded mode can be moved by every process that knows its file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from astrobookings.adapters.system.clock import ShiftedClock, SystemClock

SOON = timedelta(seconds=5)
AT_ONCE = timedelta(0)


def is_about(moment: datetime, offset: timedelta) -> bool:
    return abs(moment - datetime.now(UTC) - offset) < SOON


def test_the_system_clock_tells_real_time_in_utc() -> None:
    now = SystemClock().now()

    assert now.tzinfo is UTC
    assert is_about(now, timedelta(0))


def test_without_a_file_the_time_is_real(tmp_path: Path) -> None:
    assert is_about(ShiftedClock(tmp_path / "clock").now(), timedelta(0))


def test_steps_add_up_and_are_told_at_once(tmp_path: Path) -> None:
    clock = ShiftedClock(tmp_path / "clock")

    clock.move(timedelta(days=90))
    told = clock.move(timedelta(hours=-2))

    assert is_about(told, timedelta(days=90, hours=-2))
    assert is_about(clock.now(), timedelta(days=90, hours=-2))


def test_the_offset_outlives_the_process(tmp_path: Path) -> None:
    ShiftedClock(tmp_path / "var" / "clock").move(timedelta(days=1))

    assert is_about(ShiftedClock(tmp_path / "var" / "clock").now(), timedelta(days=1))


def test_a_running_process_follows_a_move_made_by_another(tmp_path: Path) -> None:
    running = ShiftedClock(tmp_path / "clock", look_every=AT_ONCE)
    running.now()

    ShiftedClock(tmp_path / "clock").move(timedelta(days=7))

    assert is_about(running.now(), timedelta(days=7))


def test_a_running_process_looks_only_now_and_then(tmp_path: Path) -> None:
    running = ShiftedClock(tmp_path / "clock", look_every=timedelta(hours=1))
    running.now()

    ShiftedClock(tmp_path / "clock").move(timedelta(days=7))

    assert is_about(running.now(), timedelta(0))


def test_a_reset_goes_back_to_real_time(tmp_path: Path) -> None:
    clock = ShiftedClock(tmp_path / "clock", look_every=AT_ONCE)
    clock.move(timedelta(days=90))

    told = clock.reset()

    assert is_about(told, timedelta(0))
    assert is_about(clock.now(), timedelta(0))


@pytest.mark.parametrize("text", ["", "soon", "1e400", "nan"])
def test_an_offset_that_cannot_be_read_leaves_the_last_one_in_force(
    tmp_path: Path, text: str
) -> None:
    clock = ShiftedClock(tmp_path / "clock", look_every=AT_ONCE)
    clock.move(timedelta(days=2))

    (tmp_path / "clock").write_text(text)

    assert is_about(clock.now(), timedelta(days=2))


def test_a_move_beyond_all_calendars_is_refused_and_not_kept(tmp_path: Path) -> None:
    clock = ShiftedClock(tmp_path / "clock")

    with pytest.raises(OverflowError):
        clock.move(timedelta(days=9_000_000))

    assert is_about(ShiftedClock(tmp_path / "clock").now(), timedelta(0))
