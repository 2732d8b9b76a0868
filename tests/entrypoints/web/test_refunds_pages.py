"""The queue of refunds by pages (story 3.7)."""

from uuid import uuid4

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.testing.laws import broken_laws
from tests.entrypoints.web.guest import Site
from tests.entrypoints.web.money import finance, for_hand, given_up, owed

LIST = "/system/refunds"


@pytest.mark.story("3.7")
def test_an_empty_queue_says_when_refunds_appear(site: Site) -> None:
    shown = site.enter(finance(site.world)).open(LIST)
    assert "Nothing is owed to any traveler" in shown.text


@pytest.mark.story("3.7")
def test_the_queue_tells_age_state_and_amount_and_filters(site: Site) -> None:
    stuck = given_up(site.world)
    waiting = owed(site.world)
    guest = site.enter(finance(site.world))

    queue = guest.open(LIST)
    rows = [" ".join(one.get_text(" ").split()) for one in queue.soup.select("tbody tr")]
    assert rows[0].startswith("9 hours")
    assert "Given up" in rows[0]
    assert rows[0].endswith("8 225,000.00 USD")
    assert "Waiting" in rows[1]
    only = queue.follow("Show those that wait for you")
    assert f"{LIST}/{stuck.id}" in only.links()
    assert f"{LIST}/{waiting.id}" not in only.links()
    agency = site.world.parts.agencies.get(waiting.agency_id).company_name
    named = queue.send("Show refunds", agency=agency.lower())
    assert named.links().count(f"{LIST}/{waiting.id}") == 1
    assert f"{LIST}/{stuck.id}" not in named.links()
    assert "No refund fits" in queue.send("Show refunds", status="executing").text


@pytest.mark.story("3.7")
def test_filters_that_make_no_sense_are_told_beside_their_fields(site: Site) -> None:
    owed(site.world)
    site.world.agency()
    queue = site.enter(finance(site.world)).open(LIST)

    assert queue.guest.open(f"{LIST}?status=lost").fault("status")
    unknown = queue.send("Show refunds", agency="Nobody & Sons")
    assert unknown.fault("agency") == "No agency is called so."
    assert unknown.value("agency") == "Nobody & Sons"
    assert "type more of the name" in queue.send("Show refunds", agency="Perigee").fault("agency")


@pytest.mark.story("3.7")
def test_a_refund_that_was_given_up_is_tried_again(site: Site) -> None:
    refund = given_up(site.world)
    guest = site.enter(finance(site.world))

    shown = guest.open(f"{LIST}/{refund.id}")
    assert "8 of at most 8" in shown.text
    assert "does not answer" in shown.text
    asked = shown.follow("Try again")
    assert "What it made before is not made twice." in asked.text
    done = asked.send("Try again")

    assert done.told == "225,000.00 USD will be tried again at once."
    assert "Waiting" in done.text
    site.world.settle()
    made = guest.open(f"{LIST}/{refund.id}")
    assert "The traveler has the money" in made.text
    assert "Given back as" in made.text
    assert "“made”" in guest.open(f"{LIST}/{refund.id}/retry").told
    assert broken_laws(site.world.parts) == []


@pytest.mark.story("3.7")
def test_a_retry_that_comes_too_late_says_so(site: Site) -> None:
    refund = given_up(site.world)
    asked = site.enter(finance(site.world)).open(f"{LIST}/{refund.id}/retry")
    site.world.system.retry_refund(finance(site.world), refund.id)
    assert asked.send("Try again").told == "Not now: this refund is “waiting”."


@pytest.mark.story("3.7")
def test_a_refund_of_a_bank_transfer_is_settled_by_hand(site: Site) -> None:
    refund = for_hand(site.world)
    guest = site.enter(finance(site.world))

    shown = guest.open(f"{LIST}/{refund.id}")
    assert "To be paid by hand" in shown.text
    assert f"{LIST}/{refund.id}/retry" not in shown.links()
    form = shown.follow("Settle by hand")
    assert "This cannot be undone." in form.text
    refused = form.send("Settle by hand", reference=" ")
    assert refused.fault("reference") == "Must not be empty."
    refused = form.send("Settle by hand", reference="TRF\t" + "9" * 200)
    assert refused.fault("reference") == "Must have at most 200 characters."
    assert refused.value("reference").endswith("999")
    done = refused.send("Settle by hand", reference="TRF 9")

    assert done.told == "225,000.00 USD are settled by hand under TRF 9."
    assert "Transferred by hand" in done.text
    assert broken_laws(site.world.parts) == []


@pytest.mark.story("3.7")
def test_a_refund_that_was_settled_meanwhile_is_not_settled_again(site: Site) -> None:
    refund = for_hand(site.world)
    form = site.enter(finance(site.world)).open(f"{LIST}/{refund.id}/settlement")
    site.world.system.settle_refund(finance(site.world), refund.id, "TRF 1")

    late = form.send("Settle by hand", reference="TRF 2")

    assert late.told == "Not now: this refund is “settled by hand”."
    assert "TRF 1" in late.text


@pytest.mark.story("3.7")
def test_a_long_queue_has_pages(site: Site) -> None:
    launch = site.world.launch(seats=8)
    travelers = [site.world.traveler() for _ in range(4)]
    for by in travelers * 7:
        site.world.cancel(by, site.world.book(by, launch.id, 1))
    first = site.enter(finance(site.world)).open(f"{LIST}?status=pending")
    rest = first.follow("More refunds")
    assert (len(first.soup.select("tbody tr")), len(rest.soup.select("tbody tr"))) == (25, 3)


def test_only_finance_sees_refunds_and_absent_ones_are_not_found(site: Site) -> None:
    one = f"{LIST}/{uuid4()}"
    clerk = site.enter(site.world.employee(Position.CUSTOMER_SERVICE))
    guest = site.enter(finance(site.world))
    for path in (LIST, one, f"{one}/retry", f"{one}/settlement"):
        assert clerk.open(path).status == 403
        assert site.guest().open(path).heading == "Sign in"
    for path in (one, f"{one}/retry", f"{one}/settlement"):
        assert guest.open(path).status == 404
