"""What every adapter of `UnreportedLaunches` must do."""

from contextlib import suppress
from datetime import timedelta

from attrs import evolve

from astrobookings.domain.agencies.launch import FINAL, LaunchStatus
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["UnreportedLaunchesContract"]

DAY = timedelta(days=1)


class UnreportedLaunchesContract:
    """Dates that passed, each told once."""

    def test_open_launches_up_to_the_date_are_due_by_date(self, store: OperationsHarness) -> None:
        late, early = (store.given_launch(launch_at=NOW + days * DAY) for days in (3, 2))
        delayed = store.given_launch(launch_at=NOW + DAY, status=LaunchStatus.DELAYED)
        store.given_launch(launch_at=NOW + 3 * DAY + timedelta(microseconds=1))
        for status in FINAL:
            store.given_launch(launch_at=NOW + DAY, status=status)

        wanted = [delayed.id, early.id, late.id]

        assert list(store.unreported_launches.due(NOW + 3 * DAY, 10)) == wanted
        assert list(store.unreported_launches.due(NOW + 3 * DAY, 2)) == wanted[:2]

    def test_suspended_launches_are_due_too(self, store: OperationsHarness) -> None:
        launch = store.given_launch(launch_at=NOW, suspended=True)

        assert list(store.unreported_launches.due(NOW, 10)) == [launch.id]

    def test_a_date_is_told_once_and_a_delay_brings_another(self, store: OperationsHarness) -> None:
        launch = store.given_launch(launch_at=NOW)
        with store.writing():
            assert store.unreported_launches.first_time(launch)
        with store.writing():
            assert not store.unreported_launches.first_time(launch)
        assert list(store.unreported_launches.due(NOW + DAY, 10)) == []

        with store.writing():
            moved = store.launches.save(evolve(launch, launch_at=NOW + DAY))

        assert list(store.unreported_launches.due(NOW + DAY, 10)) == [launch.id]
        with store.writing():
            assert store.unreported_launches.first_time(moved)

    def test_a_rollback_leaves_it_untold(self, store: OperationsHarness) -> None:
        launch = store.given_launch(launch_at=NOW)

        with suppress(ZeroDivisionError), store.writing():
            store.unreported_launches.first_time(launch)
            raise ZeroDivisionError

        assert list(store.unreported_launches.due(NOW, 10)) == [launch.id]
