"""What every adapter of `Attempts` must do."""

from datetime import timedelta
from functools import partial

from astrobookings.application.ports.attempts import Attempts
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.threads import at_once

__all__ = ["AttemptsContract"]

MINUTE = timedelta(minutes=1)


class AttemptsContract:
    """Needs a fixture `attempts`."""

    def test_nothing_was_tried_at_first(self, attempts: Attempts) -> None:
        assert list(attempts.since("ada", NOW)) == []

    def test_attempts_after_a_moment_come_oldest_first(self, attempts: Attempts) -> None:
        for minutes in (3, 1, 2):
            attempts.note("ada", NOW + minutes * MINUTE)

        found = list(attempts.since("ada", NOW + MINUTE))

        assert found == [NOW + 2 * MINUTE, NOW + 3 * MINUTE]

    def test_keys_are_counted_apart(self, attempts: Attempts) -> None:
        attempts.note("ada", NOW)

        assert list(attempts.since("bob", NOW - MINUTE)) == []

    def test_forgotten_attempts_no_longer_count(self, attempts: Attempts) -> None:
        attempts.note("ada", NOW)
        attempts.note("bob", NOW)

        attempts.forget("ada")
        attempts.forget("nobody")

        assert list(attempts.since("ada", NOW - MINUTE)) == []
        assert list(attempts.since("bob", NOW - MINUTE)) == [NOW]

    def test_attempts_at_the_same_instant_all_count(self, attempts: Attempts) -> None:
        for _ in range(3):
            attempts.note("ada", NOW)

        assert list(attempts.since("ada", NOW - MINUTE)) == [NOW] * 3

    def test_no_attempt_of_many_is_lost(self, attempts: Attempts) -> None:
        at_once([partial(attempts.note, "ada", NOW + n * MINUTE) for n in range(8)])

        assert len(attempts.since("ada", NOW - MINUTE)) == 8
