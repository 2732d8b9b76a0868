"""What every adapter of `Audiences` must do."""

from astrobookings.domain.booking.booking import CancelledBy, cancel, complete
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["AudiencesContract"]


class AudiencesContract:
    """Who has booked what, by user id, in batches."""

    def test_travelers_of_a_launch_come_once_each_in_batches(
        self, store: OperationsHarness
    ) -> None:
        launch = store.given_launch(seats_total=20)
        travelers = sorted(store.given_traveler() for _ in range(3))
        for traveler in (*travelers, travelers[0]):
            store.given_hold(launch, traveler_id=traveler, seats=1)
        store.given_hold(traveler_id=store.given_traveler())

        assert list(store.audiences.of_launch(launch.id, None, 2)) == travelers[:2]
        assert list(store.audiences.of_launch(launch.id, travelers[1], 2)) == travelers[2:]

    def test_ended_bookings_have_no_audience(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        held, paid = (store.given_hold(launch, traveler_id=self._new(store)) for _ in range(2))
        store.expire(held)
        confirmed = store.confirm(paid)
        assert list(store.audiences.of_launch(launch.id, None, 9)) == [paid.traveler_id]

        with store.writing():
            ended = cancel(confirmed, by=CancelledBy.TRAVELER, reason="", now=store.clock.now())
            store.bookings.save(ended)

        assert list(store.audiences.of_launch(launch.id, None, 9)) == []

    def test_frequent_travelers_paid_for_several_launches(self, store: OperationsHarness) -> None:
        often, twice_the_same, only_held = sorted(self._new(store) for _ in range(3))
        first, second = store.given_launch(), store.given_launch()
        for launch in (first, second):
            store.confirm(store.given_hold(launch, traveler_id=often, seats=1))
            store.given_hold(launch, traveler_id=only_held, seats=1)
        for _ in range(2):
            store.confirm(store.given_hold(first, traveler_id=twice_the_same, seats=1))

        assert list(store.audiences.frequent(2, None, 9)) == [often]
        assert list(store.audiences.frequent(1, None, 9)) == [often, twice_the_same]
        assert list(store.audiences.frequent(1, often, 9)) == [twice_the_same]
        assert list(store.audiences.frequent(3, None, 9)) == []

    def test_completed_journeys_count(self, store: OperationsHarness) -> None:
        traveler = self._new(store)
        booking = store.confirm(store.given_hold(traveler_id=traveler))
        with store.writing():
            store.bookings.save(complete(booking, store.clock.now()))

        assert list(store.audiences.frequent(1, None, 9)) == [traveler]

    @staticmethod
    def _new(store: OperationsHarness) -> UserId:
        return store.given_traveler()
