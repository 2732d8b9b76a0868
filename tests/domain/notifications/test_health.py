"""When the notification service is up, degraded or down (story 6.3)."""

from datetime import datetime, timedelta

import pytest

from astrobookings.domain.notifications.health import (
    HealthPolicy,
    SendingFigures,
    ServiceState,
    state_of,
)
from astrobookings.domain.notifications.news import NewsPolicy
from tests.domain.examples import NOW

POLICY = HealthPolicy()
S = ServiceState
MINUTE = timedelta(minutes=1)


def figures(sent: int, missed: int, gap: timedelta = MINUTE) -> SendingFigures:
    """The last miss came *gap* after the last success."""
    return SendingFigures(
        sent=sent,
        missed=missed,
        last_sent_at=NOW - gap if sent else None,
        last_missed_at=NOW if missed else None,
        last_failure="451 later" if missed else "",
    )


@pytest.mark.story("6.3")
@pytest.mark.parametrize(
    ("seen", "state"),
    [
        (figures(0, 0), S.UP),
        (figures(100, 0), S.UP),
        (figures(90, 10), S.UP),
        (figures(89, 11), S.DEGRADED),
        (figures(1, 9), S.DEGRADED),
        (figures(0, 1), S.DOWN),
        (figures(999, 1, 5 * MINUTE), S.UP),
        (figures(999, 1, 6 * MINUTE), S.DOWN),
    ],
)
def test_the_state_follows_from_what_became_of_mails(seen: SendingFigures, state: S) -> None:
    assert state_of(seen, None, NOW, POLICY) is state


@pytest.mark.story("6.3")
@pytest.mark.parametrize(
    ("oldest", "state"),
    [(NOW, S.UP), (NOW - 5 * MINUTE, S.UP), (NOW - 5 * MINUTE - timedelta.resolution, S.DOWN)],
)
def test_what_is_due_for_long_has_no_worker(oldest: datetime, state: S) -> None:
    assert state_of(figures(9, 0), oldest, NOW, POLICY) is state


def test_the_success_rate_is_known_once_something_was_tried() -> None:
    assert figures(0, 0).success_rate is None
    assert figures(3, 1).success_rate == 0.75


@pytest.mark.story("4.3")
@pytest.mark.parametrize(
    ("opens", "told"),
    [
        (None, timedelta(hours=24)),
        (timedelta(hours=2), timedelta(hours=24)),
        (timedelta(days=3), timedelta(days=3)),
    ],
)
def test_others_hear_after_vips_and_never_before_they_can_book(
    opens: timedelta | None, told: timedelta
) -> None:
    general_sale_at = None if opens is None else NOW + opens

    assert NewsPolicy().for_everybody(NOW, general_sale_at) == NOW + told
