"""Policies and settings by pages (story 6.6)."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.application.policies.policy_book import Setting
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.policies.figures import FigureKind
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.web.system_web.finance.figure_values import said, typed, typing
from astrobookings.entrypoints.web.system_web.finance.figure_words import (
    group_of,
    is_in_words,
    title_of,
)
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Sheet, Site
from tests.entrypoints.web.money import announced, finance, operations

LIST = "/system/policies"
HOLDS = f"{LIST}/figures/policies.holds.lasts"


def row(sheet: Sheet, title: str) -> str:
    """The row of a figure."""
    for one in sheet.soup.select("tbody tr"):
        text = " ".join(one.get_text(" ").split())
        if text.startswith(title):
            return text
    raise AssertionError(f"no figure is called {title!r}")


@pytest.mark.story("6.6")
def test_every_figure_is_told_in_words_and_units(site: Site) -> None:
    shown = site.enter(operations(site.world)).open(LIST)

    assert "None is announced." in shown.text
    for title, value in {
        "A traveler may hold at most": "4 seats",
        "Time to pay": "15 minutes",
        "Share given back, by notice": "365 days: 90 %; 90 days: 70 %",
        "Fee of a reliable agency": "0.8 %",
        "Fee for an aborted launch": "1,000.00 USD",
        "An agency pays the lower fee after": "2 successful launches",
        "Between two launches of one rocket": "1 day Fixed",
        "Out of order beyond": "0.05",
        "Watched": "Yes",
    }.items():
        assert value in row(shown, title)


@pytest.mark.story("6.6")
def test_every_figure_of_the_release_is_put_into_words(site: Site) -> None:
    view = site.world.system.view_policies(operations(site.world))
    called = Counter((group_of(one.figure.name), title_of(one.figure.name)) for one in view.figures)
    assert called.most_common(1)[0][1] == 1, "two figures are called the same"
    for one in view.figures:
        assert is_in_words(one.figure.name), f"{one.figure.name} is not put into words"
        assert group_of(one.figure.name).prefix, f"{one.figure.name} belongs to no chapter"


@pytest.mark.story("6.6")
def test_every_value_can_be_typed_as_it_stands_in_its_field(site: Site) -> None:
    for one in site.world.system.view_policies(operations(site.world)).figures:
        kind, value = one.figure.kind, one.figure.value
        assert said(one.figure.name, kind, value)
        assert one.fixed_because or typed(kind, typing(kind, value), one.standard) == value


@pytest.mark.story("6.6")
def test_a_change_is_checked_confirmed_and_takes_effect(site: Site) -> None:
    by = operations(site.world)
    guest = site.enter(by)
    form = guest.open(LIST).guest.open(HOLDS)
    assert "The earliest is 15 January 2027, 12:02 UTC" in form.text
    assert form.value("effective_from") == "2027-01-16T00:00"

    asked = form.send("Check the change", value="20 minutes", reason="More time to pay.")
    assert asked.heading == "Announce this change?"
    assert "15 minutes → becomes 20 minutes" in asked.text
    assert "16 Jan 2027, 00:00 UTC" in asked.text
    assert "open holds keep their end" in asked.text
    done = asked.send("Announce the change")

    assert done.told == "Time to pay: 20 minutes from 16 January 2027, 00:00 UTC on."
    assert "More time to pay." in done.text
    assert "20 minutes from 16 Jan 2027" in row(done, "Time to pay")
    site.world.pass_time(timedelta(days=1))
    later = guest.open(LIST)
    assert "20 minutes Since 16 Jan 2027, 00:00 UTC ; the release has 15 minutes" in row(
        later, "Time to pay"
    )
    history = later.follow("History of changes")
    assert "Took effect from 16 Jan 2027" in history.text
    assert "Announced by Mae Ito" in history.text
    assert "A change, in force since" in guest.open(HOLDS).text


@pytest.mark.story("6.6")
@pytest.mark.parametrize(
    ("figure", "value", "fault"),
    [
        ("policies.holds.lasts", "soon", "Is a time such as"),
        ("policies.holds.lasts", "3 hours", "From then on"),
        ("policies.seats.vip", "many", "Is a whole number such as 4."),
        ("finance.fees.new", "1.2.3", "Is a share in percent such as 0.8."),
        ("finance.fees.new", "120", "Is from 0 to 100 percent."),
        ("finance.fees.abort_fee", "a lot", "Is an amount in US dollars such as 1000.00."),
        ("alert_policy.error_share.limit", "high", "Is a number such as 0.05."),
        ("alert_policy.error_share.watched", "maybe", "Is yes or no."),
        ("policies.refunds.tiers", "90 days 70 %", "Has a line that is not written as"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_beside_its_field(
    site: Site, figure: str, value: str, fault: str
) -> None:
    form = site.enter(operations(site.world)).open(f"{LIST}/figures/{figure}")

    refused = form.send("Check the change", value=value, reason="Kept.")

    assert refused.status == 422
    assert refused.fault("value")
    if fault != "From then on":
        assert refused.fault("value").startswith(fault)
    assert figure not in refused.fault("value")
    assert "[" not in refused.fault("value")
    assert refused.value("reason") == "Kept."
    assert refused.value("value") == value or value == "maybe"


@pytest.mark.story("6.6")
def test_an_instant_too_near_or_none_and_a_missing_reason_are_told(site: Site) -> None:
    form = site.enter(operations(site.world)).open(HOLDS)

    refused = form.send("Check the change", effective_from="2027-01-15T12:00", reason="")
    assert refused.fault("effective_from") == "Must be at least 60 seconds from now."
    assert refused.fault("reason") == "Must not be empty."
    refused = form.send("Check the change", effective_from="whenever", reason="So.")
    assert "day and time" in refused.fault("effective_from")
    assert refused.value("reason") == "So."
    far = form.send("Check the change", effective_from="2099-01-01T00:00", reason="So.")
    assert "within" in far.fault("effective_from")


@pytest.mark.story("6.6")
def test_a_confirmation_that_comes_too_late_changes_nothing(site: Site) -> None:
    guest = site.enter(operations(site.world))
    asked = guest.open(HOLDS).send(
        "Check the change", value="20 minutes", effective_from="2027-01-15T12:05", reason="So."
    )
    site.world.pass_time(timedelta(minutes=5))

    refused = asked.send("Announce the change")

    assert refused.status == 422
    assert refused.fault("effective_from") == "Must be at least 60 seconds from now."
    assert refused.value("value") == "20 minutes"
    assert "Nothing was changed yet" in guest.open(f"{LIST}/history").text


@pytest.mark.story("6.6")
def test_tiers_and_flags_are_typed_as_they_are_said(site: Site) -> None:
    guest = site.enter(operations(site.world))

    asked = guest.open(f"{LIST}/figures/policies.refunds.tiers").send(
        "Check the change", value="180 days: 95 %\n30 days: 50 %", reason="Kinder."
    )
    assert "becomes 180 days: 95 %; 30 days: 50 %" in asked.text
    assert "180 days: 95 %; 30 days: 50 %" in asked.send("Announce the change").told
    asked = guest.open(f"{LIST}/figures/alert_policy.error_share.watched").send(
        "Check the change", value="no", reason="Maintenance."
    )
    assert "Yes → becomes No" in asked.text
    asked = guest.open(f"{LIST}/figures/finance.fees.new").send(
        "Check the change", value="1.2", reason="Costs."
    )
    assert "1 % → becomes 1.2 %" in asked.text


@pytest.mark.story("6.6")
def test_a_coming_change_is_withdrawn_with_a_reason(site: Site) -> None:
    by = operations(site.world)
    change = announced(site.world, by).change
    guest = site.enter(by)

    path = f"{LIST}/changes/{change.id}/withdrawal"
    asked = guest.open(path)
    assert path in guest.open(LIST).links()
    assert "“Held seats: Time to pay” will not become 20 minutes." in asked.text
    assert asked.send("Withdraw the change", reason=" ").fault("reason") == "Must not be empty."
    done = asked.send("Withdraw the change", reason="Not before the summer.")

    assert "withdrawn" in done.told
    assert "None is announced." in done.text
    assert "withdrawn before" in guest.open(path).told
    history = guest.open(f"{LIST}/history?status=withdrawn")
    assert "Withdrawn: “Not before the summer.”" in history.text
    assert guest.open(f"{LIST}/changes/{uuid4()}/withdrawal").status == 404


@pytest.mark.story("6.6")
def test_a_change_that_is_too_near_can_no_longer_be_withdrawn(site: Site) -> None:
    by = operations(site.world)
    change = announced(site.world, by).change
    asked = site.enter(by).open(f"{LIST}/changes/{change.id}/withdrawal")
    site.world.pass_time(timedelta(days=7) - timedelta(seconds=30))

    refused = asked.send("Withdraw the change", reason="Too late.")

    assert refused.status == 409
    assert "too soon to be withdrawn" in refused.told
    assert refused.value("reason") == "Too late."
    assert "Too near to be withdrawn" in refused.guest.open(LIST).text


@pytest.mark.story("6.6")
def test_the_history_is_filtered_by_figure_and_has_pages(site: Site) -> None:
    by = operations(site.world)
    for number in range(26):
        announced(site.world, by, value=f"{16 + number % 10} minutes")
    announced(site.world, by, "finance.fees.abort_fee", "1200.00")
    guest = site.enter(by)

    shown = guest.open(HOLDS).follow("Its history")
    assert "Only changes of “Held seats: Time to pay”." in shown.text
    assert "Fee for an aborted launch" not in shown.text
    rest = shown.follow("Earlier changes")
    assert [len(one.soup.select("main ol > li")) for one in (shown, rest)] == [25, 1]
    assert "No change fits" in shown.send("Show changes", status="withdrawn").text
    assert guest.open(f"{LIST}/history?status=lost").fault("status")


@pytest.mark.story("6.6")
def test_a_fixed_figure_says_why_it_stays(site: Site) -> None:
    shown = site.enter(operations(site.world)).open(f"{LIST}/figures/turn_around.between")
    assert "The database itself keeps launches of one rocket so far apart." in shown.text
    assert not shown.has_button("Check the change")
    refused = shown.guest.open(
        f"{LIST}/figures/turn_around.between/change"
        "?value=2+days&effective_from=2027-02-01T00:00&reason=So"
    )
    assert "It cannot be changed here" in refused.text


@pytest.mark.story("6.6")
def test_settings_are_shown_with_secrets_masked() -> None:
    world = in_memory_world()
    masked = Setting("ASTRO_CACHE_URL", "redis://***@cache:6379/0", is_default=False)
    world.restart(evolve(world.parts, settings=(masked,)))
    with TestClient(create_app(world.system, settings=ROOMY)) as client:
        shown = Site(world, client).enter(operations(world)).open(LIST)
    assert "ASTRO_CACHE_URL redis://***@cache:6379/0 By the operator" in shown.text


def test_only_operations_managers_see_policies(site: Site) -> None:
    change = f"{LIST}/changes/{uuid4()}/withdrawal"
    clerk, money = (
        site.enter(site.world.employee(Position.IT)),
        site.enter(finance(site.world)),
    )
    for path in (LIST, f"{LIST}/history", HOLDS, f"{HOLDS}/change", change):
        assert clerk.open(path).status == 403
        assert money.open(path).status == 403
        assert site.guest().open(path).heading == "Sign in"
    guest = site.enter(operations(site.world))
    assert guest.open(f"{LIST}/figures/no.such.figure").status == 404


def test_words_of_lists_are_read_as_they_are() -> None:
    assert typed(FigureKind.LIST, "finance\n it \n", ["it"]) == ["finance", "it"]
    assert said("x", FigureKind.LIST, []) == "None"
