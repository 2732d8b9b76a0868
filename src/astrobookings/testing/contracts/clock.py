"""What every adapter of `Clock` must do."""

from datetime import timedelta

from astrobookings.application.ports.clock import Clock

__all__ = ["ClockContract"]


class ClockContract:
    """Needs a fixture `clock`."""

    def test_the_present_is_aware_and_in_utc(self, clock: Clock) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    def test_time_does_not_run_backwards_by_itself(self, clock: Clock) -> None:
        seen = [clock.now() for _ in range(100)]

        assert seen == sorted(seen)
