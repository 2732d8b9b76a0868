"""What every adapter of `Turns` must do."""

from datetime import timedelta
from functools import partial

from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["TurnsContract"]

PERIOD = timedelta(seconds=30)
INSTANT = timedelta(microseconds=1)


def _take(store: SystemHarness, name: str = "expire-holds") -> bool:
    return store.turns.take(name, store.clock.now(), PERIOD)


class TurnsContract:
    """One turn in each period."""

    def test_the_first_who_comes_has_the_turn(self, store: SystemHarness) -> None:
        assert _take(store)
        assert not _take(store)

    def test_the_next_turn_comes_after_a_period(self, store: SystemHarness) -> None:
        _take(store)

        store.clock.move(PERIOD - INSTANT)
        assert not _take(store)

        store.clock.move(INSTANT)
        assert _take(store)
        assert not _take(store)

    def test_each_job_has_turns_of_its_own(self, store: SystemHarness) -> None:
        assert _take(store, "expire-holds")
        assert _take(store, "execute-refunds")

    def test_of_many_at_once_one_has_the_turn(self, store: SystemHarness) -> None:
        for _ in range(3):
            taken = at_once([partial(_take, store) for _ in range(4)])
            assert sorted(taken) == [False, False, False, True]
            store.clock.move(PERIOD)

    def test_a_clock_put_back_holds_nobody_up(self, store: SystemHarness) -> None:
        store.clock.move(timedelta(days=90))
        _take(store)

        store.clock.move(timedelta(days=-90))

        assert _take(store)
        assert not _take(store)
