"""Figures of requests add up and tell percentiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.monitoring.traffic import BOUNDS_MS, NO_TRAFFIC, Traffic

millis = st.lists(st.floats(0.01, 9_999), min_size=1, max_size=60)


def traffic_of(durations: list[float]) -> Traffic:
    return sum((Traffic.of(ms, 200) for ms in durations), start=NO_TRAFFIC)


def test_no_traffic_tells_nothing() -> None:
    assert NO_TRAFFIC.requests == 0
    assert NO_TRAFFIC.percentile(0.5) is None
    assert NO_TRAFFIC.failed_share == 0


def test_refused_and_failed_requests_are_counted() -> None:
    served = Traffic.of(3, 200) + Traffic.of(3, 404) + Traffic.of(3, 503) + Traffic.of(3, 500)

    assert (served.requests, served.refused, served.failed) == (4, 1, 2)
    assert served.failed_share == 0.5


@given(durations=millis, share=st.sampled_from([0.5, 0.95, 0.99, 1.0]))
def test_a_percentile_is_right_to_within_its_bucket(durations: list[float], share: float) -> None:
    found = traffic_of(durations).percentile(share)

    rank = max(-(-share * len(durations) // 1), 1)
    exact = sorted(durations)[int(rank) - 1]
    low = max((bound for bound in BOUNDS_MS if bound < exact), default=0)
    high = min(bound for bound in BOUNDS_MS if bound >= exact)
    assert found is not None
    assert low <= found <= high


@given(one=millis, other=millis)
def test_traffic_of_two_processes_adds_up(one: list[float], other: list[float]) -> None:
    assert traffic_of(one) + traffic_of(other) == traffic_of(other + one)


@pytest.mark.parametrize("ms", [10_001, 1e9])
def test_what_lasts_too_long_counts_as_the_longest(ms: float) -> None:
    assert Traffic.of(ms, 200).percentile(0.5) == BOUNDS_MS[-1]
