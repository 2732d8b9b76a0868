"""What every adapter of `WorkQueue` must do."""

from collections.abc import Callable

import pytest

from astrobookings.application.ports.work_queue import Errand, Lane, WorkQueue
from astrobookings.domain.kernel.ids import EventId
from astrobookings.testing.builders import fresh_id

__all__ = ["WorkQueueContract", "an_errand"]

Done = Callable[[], list[object]]
"""Lets workers do what waits; what they were given since, errands and names of jobs."""


def an_errand(*, context: str = "booking", this_round: int = 1) -> Errand:
    return Errand(
        store="operations", event_id=EventId(fresh_id()), context=context, round=this_round
    )


class WorkQueueContract:
    """Work is handed over; the fixture `done` lets it be done, for booking and notifications."""

    def test_an_errand_reaches_the_workers_of_its_context(
        self, queue: WorkQueue, done: Done
    ) -> None:
        errands = [an_errand(context="booking"), an_errand(context="notifications", this_round=7)]

        for errand in errands:
            queue.deliver(errand)

        assert sorted(map(str, done())) == sorted(map(str, errands))
        assert done() == []

    @pytest.mark.parametrize("lane", [Lane.JOBS, Lane.MAIL, Lane.VIP_MAIL])
    def test_a_job_reaches_the_workers_of_its_lane(
        self, queue: WorkQueue, done: Done, lane: Lane
    ) -> None:
        queue.run("expire-holds", lane)

        assert done() == ["expire-holds"]

    def test_what_waits_is_counted_lane_by_lane(self, queue: WorkQueue, done: Done) -> None:
        assert {queue.waiting(lane) for lane in Lane} == {0}

        queue.deliver(an_errand())
        queue.deliver(an_errand())
        queue.run("send-mail", Lane.MAIL)

        assert [queue.waiting(lane) for lane in Lane] == [2, 0, 1, 0]
        done()
        assert {queue.waiting(lane) for lane in Lane} == {0}

    def test_jobs_that_nobody_does_do_not_pile_up(self, queue: WorkQueue) -> None:
        for _ in range(500):
            queue.run("send-mail", Lane.MAIL)

        assert queue.waiting(Lane.MAIL) == 100
        assert queue.waiting(Lane.JOBS) == 0
