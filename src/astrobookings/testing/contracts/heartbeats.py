"""What every adapter of `Heartbeats` must do."""

from datetime import timedelta

from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind
from astrobookings.testing.contracts.harness import SystemHarness

__all__ = ["HeartbeatsContract"]

INSTANT = timedelta(microseconds=1)


def _beat(store: SystemHarness, name: str, kind: WorkerKind = WorkerKind.WORKER) -> Heartbeat:
    now = store.clock.now()
    beaten = Heartbeat(
        id=name, kind=kind, started_at=now - timedelta(hours=1), beat_at=now, decisions=len(name)
    )
    store.heartbeats.beat(beaten)
    return beaten


class HeartbeatsContract:
    """The last sign of life of each process."""

    def test_a_sign_of_life_is_kept(self, store: SystemHarness) -> None:
        other = _beat(store, "two:7", WorkerKind.SCHEDULER)
        one = _beat(store, "one:7")

        assert list(store.heartbeats.since(store.clock.now())) == [one, other]

    def test_the_newest_takes_the_place_of_the_one_before(self, store: SystemHarness) -> None:
        _beat(store, "one:7")
        store.clock.move(timedelta(seconds=15))
        newest = _beat(store, "one:7")

        assert list(store.heartbeats.since(store.clock.now() - timedelta(days=1))) == [newest]

    def test_silent_ones_are_left_out(self, store: SystemHarness) -> None:
        silent = _beat(store, "one:7")
        store.clock.move(INSTANT)
        alive = _beat(store, "two:7")

        assert list(store.heartbeats.since(silent.beat_at + INSTANT)) == [alive]
        assert list(store.heartbeats.since(silent.beat_at)) == [silent, alive]

    def test_old_ones_are_forgotten(self, store: SystemHarness) -> None:
        old = _beat(store, "one:7")
        store.clock.move(INSTANT)
        kept = _beat(store, "two:7")

        assert store.heartbeats.forget_before(kept.beat_at) == 1
        assert store.heartbeats.forget_before(kept.beat_at) == 0
        assert list(store.heartbeats.since(old.beat_at)) == [kept]
