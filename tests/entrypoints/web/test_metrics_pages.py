"""Metrics by pages (story 6.4)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.monitoring.metrics import Metric, Point, floored
from astrobookings.entrypoints.web.system_web.it import measures
from astrobookings.entrypoints.web.system_web.it.sparkline import sparkline
from astrobookings.testing.builders import NOW
from tests.entrypoints.web.guest import Guest, Site
from tests.entrypoints.web.it_records import samples, somebody_of_it

PATH = "/system/metrics"
STEP = timedelta(seconds=30)


@pytest.fixture
def it(site: Site) -> Guest:
    return site.enter(somebody_of_it(site.world))


def _point(steps: int, mean: float) -> Point:
    return Point(at=NOW + steps * STEP, mean=mean, least=mean, most=mean)


def _drawn(*points: Point, limit: float | None = None) -> str:
    return str(sparkline(points, since=NOW, until=NOW + 10 * STEP, step=STEP, limit=limit))


def test_a_line_goes_from_left_to_right_and_up() -> None:
    drawn = _drawn(_point(0, 0), _point(1, 5), _point(2, 10))

    assert 'd="M0.0 71.0L32.0 36.5L64.0 2.0"' in drawn
    assert 'aria-hidden="true"' in drawn


def test_a_line_breaks_off_where_samples_are_missing() -> None:
    drawn = _drawn(_point(0, 1), _point(1, 1), _point(6, 1))

    assert drawn.count('class="line"') == 1
    assert drawn.count('class="line dot"') == 1


def test_a_limit_above_all_samples_is_drawn_on_top() -> None:
    assert 'class="limit" d="M0 2.0H320"' in _drawn(_point(0, 1), limit=4)


def test_no_samples_are_no_line() -> None:
    assert 'class="line' not in _drawn()


@pytest.mark.parametrize("metric", Metric)
def test_every_metric_has_words_and_a_place(metric: Metric) -> None:
    assert measures.of(metric).name
    assert sum(metric in some for _, some in measures.GROUPS) == 1


@pytest.mark.parametrize(
    ("metric", "value", "said"),
    [
        (Metric.REQUESTS_PER_SECOND, 2.5, "2.5 a second"),
        (Metric.LATENCY_P95_MS, 1240.4, "1,240 ms"),
        (Metric.ERROR_SHARE, 0.031, "3.1 %"),
        (Metric.SYNC_LAG_SECONDS, 3600, "1 hour"),
        (Metric.OUTBOX_LAG_SECONDS, 90, "90 seconds"),
        (Metric.OUTBOX_WAITING, 1200, "1,200"),
        (Metric.OPERATIONS_UP, 0, "down"),
    ],
)
def test_figures_have_their_unit(metric: Metric, value: float, said: str) -> None:
    assert measures.figure(metric, value) == said


@pytest.mark.story("6.4")
def test_metrics_are_charted_with_their_figures(site: Site, it: Guest) -> None:
    samples(site.world, Metric.LATENCY_P95_MS, 120, 90, 400)

    sheet = it.open(PATH)

    assert "Slow answer time 400 ms 90 ms to 400 ms; in order: at most 1,000 ms" in sheet.text
    assert "No samples in this time" in sheet.text
    assert len(sheet.soup.select("svg.sparkline")) == 1


@pytest.mark.story("6.4")
def test_a_metric_is_told_step_by_step(site: Site, it: Guest) -> None:
    samples(site.world, Metric.REQUESTS_PER_SECOND, 2, 4)

    sheet = it.open(PATH).follow("Request rate")

    assert sheet.heading == "Request rate"
    newest = floored(site.world.clock.now() - STEP, STEP)
    rows = [" ".join(row.get_text(" ").split()) for row in sheet.soup.select("tbody tr")]
    assert rows[0] == f"{newest:%-d %b %Y, %H:%M:%S} UTC 4 a second 4 a second 4 a second"
    assert len(rows) == 2


@pytest.mark.story("6.4")
@pytest.mark.parametrize("said", ["Last day", "Last week", "As long as they are kept"])
def test_longer_times_are_looked_at(site: Site, it: Guest, said: str) -> None:
    site.world.pass_time(timedelta(hours=7))
    samples(site.world, Metric.REQUESTS_PER_SECOND, 2)
    site.world.pass_time(timedelta(hours=7))

    assert "a second" not in it.open(PATH).text
    sheet = it.open(PATH).follow(said)

    assert "2 a second" in sheet.text
    assert sheet.soup.select("[aria-current]")
    assert sheet.follow("Request rate").heading == "Request rate"


def test_an_unknown_metric_is_not_found(it: Guest) -> None:
    assert it.open(f"{PATH}/luck").status == 404


def test_a_metric_without_samples_says_so(it: Guest) -> None:
    assert "No samples in this time" in it.open(f"{PATH}/sync_lag_seconds").text


@pytest.mark.parametrize("path", [PATH, f"{PATH}/sync_lag_seconds"])
def test_metrics_are_for_it_alone(site: Site, path: str) -> None:
    assert site.enter(site.world.employee(Position.FINANCE)).open(path).status == 403
    assert site.guest().open(path).heading == "Sign in"
