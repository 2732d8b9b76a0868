"""When a threshold is breached, when it is kept again."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.monitoring.alerts import (
    AlertPolicy,
    AlertStatus,
    Judgement,
    Threshold,
    alarm_of,
    judge,
    raised,
    resolved,
)
from astrobookings.domain.monitoring.metrics import Metric, Sample
from astrobookings.testing.builders import NOW, a_sample, an_alert

LAG = Threshold(
    metric=Metric.OUTBOX_LAG_SECONDS, limit=120, clear=30, in_a_row=3, what="Events wait"
)
ALIVE = Threshold(
    metric=Metric.WORKERS_ALIVE, limit=1, clear=1, is_least=True, in_a_row=2, what="No worker"
)


def samples(*values: float) -> list[Sample]:
    """The newest first."""
    return [
        a_sample(at=NOW - age * timedelta(seconds=30), value=value)
        for age, value in enumerate(values)
    ]


@pytest.mark.story("6.5")
@pytest.mark.parametrize(
    ("values", "judgement"),
    [
        ((121, 500, 130), Judgement.BREACHED),
        ((121, 500, 130, 0), Judgement.BREACHED),
        ((121, 500, 120), Judgement.UNCLEAR),
        ((121, 500), Judgement.UNCLEAR),
        ((30, 0, 12), Judgement.KEPT),
        ((30, 0, 31), Judgement.UNCLEAR),
        ((60, 60, 60), Judgement.UNCLEAR),
        ((), Judgement.UNCLEAR),
    ],
)
def test_so_many_samples_in_a_row_decide(values: tuple[float, ...], judgement: Judgement) -> None:
    assert judge(LAG, samples(*values)) is judgement


@pytest.mark.parametrize(
    ("values", "judgement"),
    [
        ((0, 0), Judgement.BREACHED),
        ((0, 1), Judgement.UNCLEAR),
        ((1, 2), Judgement.KEPT),
    ],
)
def test_a_least_value_is_the_other_way_round(
    values: tuple[float, ...], judgement: Judgement
) -> None:
    assert judge(ALIVE, samples(*values)) is judgement


@given(value=st.floats(allow_nan=False), threshold=st.sampled_from(AlertPolicy().thresholds))
def test_no_value_is_both_beyond_and_within(value: float, threshold: Threshold) -> None:
    assert not (threshold.beyond(value) and threshold.within(value))


def test_a_threshold_has_the_name_of_its_metric() -> None:
    policy = AlertPolicy()

    assert all(getattr(policy, one.rule) is one for one in policy.thresholds)
    assert len(policy.thresholds) == 9


@pytest.mark.parametrize(
    "odd", [{"clear": 121}, {"is_least": True}, {"in_a_row": 0}], ids=["clear", "turned", "none"]
)
def test_a_threshold_that_contradicts_itself_cannot_be_made(odd: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"clear|in_a_row"):
        evolve(LAG, **odd)


def test_a_threshold_need_not_be_watched() -> None:
    policy = AlertPolicy(outbox_dead=evolve(AlertPolicy().outbox_dead, watched=False))

    assert "outbox_dead" not in {one.rule for one in policy.thresholds}


def test_an_alert_says_what_is_wrong_and_what_would_be_right() -> None:
    alert = raised(an_alert().id, alarm_of(LAG, 130), NOW)

    assert (alert.title, alert.figure) == ("Events wait", "outbox_lag_seconds is 130")
    assert alert.threshold == "at most 120"
    assert alarm_of(ALIVE, 0).threshold == "at least 1"
    assert (alert.status, alert.raised_at, alert.resolved_at) == (AlertStatus.OPEN, NOW, None)


def test_what_was_found_is_told_without_secrets() -> None:
    alarm = evolve(alarm_of(LAG, 130), figure="mongodb://astro:hunter22@db.example is away")

    assert "hunter22" not in alarm.figure


def test_a_resolved_alert_knows_since_when() -> None:
    alert = resolved(an_alert(), NOW + timedelta(hours=1))

    assert (alert.status, alert.resolved_at) == (AlertStatus.RESOLVED, NOW + timedelta(hours=1))
