"""Alerts by pages (story 6.5)."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.entrypoints.web.system_web.it import measures
from astrobookings.testing.builders import an_alert
from tests.entrypoints.web.guest import Guest, Site
from tests.entrypoints.web.it_records import an_open_alert, samples, somebody_of_it

PATH = "/system/alerts"


@pytest.fixture
def it(site: Site) -> Guest:
    return site.enter(somebody_of_it(site.world))


@pytest.mark.story("6.5")
def test_no_alerts_are_good_news_and_thresholds_are_told(site: Site, it: Guest) -> None:
    sheet = it.open(PATH)

    assert "Nothing was out of order so far" in sheet.text
    rows = [" ".join(row.get_text(" ").split()) for row in sheet.soup.select("tbody tr")]
    assert len(rows) == len(site.world.parts.alert_policy.thresholds)
    assert "Error rate Too many requests fail on our side at most 5 % at most 1 % 3 Error" in rows
    assert "OperationsDB OperationsDB does not answer up up 2 Critical" in rows


@pytest.mark.story("6.5")
def test_an_alert_is_raised_and_resolved(site: Site, it: Guest) -> None:
    world, least = site.world, site.world.parts.alert_policy.latency_p95_ms.in_a_row
    an_open_alert(world)
    world.pass_time(timedelta(minutes=20))
    still = it.open(PATH).send("Show these", status="open")
    assert "Answers are slow Slow answer time" in still.text
    assert "1,240 ms at most 1,000 ms" in still.text
    assert "open for 20 minutes" in still.text

    samples(world, Metric.LATENCY_P95_MS, *[100] * least)
    world.system.check_anomalies(world.operator)

    assert "No alert is like that" in it.open(PATH).send("Show these", status="open").text
    assert "after 20 minutes" in it.open(PATH).send("Show these", status="resolved").text


def test_what_is_no_metric_is_told_as_it_is() -> None:
    alert = an_alert(
        rule="sync_failed", figure="run 7 ended as failed", threshold="success, or partial"
    )

    assert measures.found(alert) == "run 7 ended as failed"
    assert measures.wanted(alert) == "success, or partial"
    assert measures.name(alert.rule) == ""


@pytest.mark.story("6.5")
def test_many_alerts_go_on_from_page_to_page(site: Site, it: Guest) -> None:
    world = site.world
    with world.parts.system(world.operator.origin("alert", world.clock.now())):
        for number in range(27):
            world.parts.alerts.add(an_alert(rule=f"rule-{number}"))

    first = it.open(PATH).send("Show these", status="open")
    second = first.follow("Earlier alerts")

    assert "rule" not in second.heading
    counts = [len(each.soup.select("table")[0].select("tbody tr")) for each in (first, second)]
    assert counts == [25, 2]


def test_alerts_are_for_it_alone(site: Site) -> None:
    assert site.enter(site.world.employee(Position.FINANCE)).open(PATH).status == 403
    assert site.guest().open(PATH).heading == "Sign in"
