"""Steps of time are even, and few enough for an answer."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.monitoring.metrics import (
    Metric,
    SamplingPolicy,
    floored,
    step_for,
    unit_of,
)
from astrobookings.testing.builders import NOW

POLICY = SamplingPolicy()
moments = st.timedeltas(timedelta(days=-9000), timedelta(days=9000)).map(NOW.__add__)


@given(moment=moments, seconds=st.integers(1, 100_000))
def test_a_moment_lies_in_its_step(moment: datetime, seconds: int) -> None:
    step = timedelta(seconds=seconds)
    begin = floored(moment, step)

    assert begin <= moment < begin + step
    assert floored(begin, step) == begin


@given(span=st.timedeltas(timedelta(seconds=1), timedelta(days=30)))
def test_a_span_has_few_enough_whole_steps(span: timedelta) -> None:
    step = step_for(span, POLICY)

    assert step % POLICY.every == timedelta(0)
    assert -(-span // step) <= POLICY.most_points
    if step > POLICY.every:
        assert -(-span // (step - POLICY.every)) > POLICY.most_points


def test_units_are_told() -> None:
    assert {unit_of(metric) for metric in Metric} == {
        *("per_second", "ms", "share", "seconds", "count")
    }
    assert unit_of(Metric.LATENCY_P95_MS) == "ms"
    assert unit_of(Metric.OUTBOX_WAITING) == "count"
