"""AgencyWeb: what becomes of a launch (story 1.5)."""

from datetime import timedelta

import pytest

from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Site

pytestmark = pytest.mark.story("1.5")


def test_a_launch_offers_what_can_be_done_now_and_no_more(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency, days=30)
    guest = site.enter(agency)
    here = f"/agency/launches/{launch.id}"
    before = guest.open(here)
    assert {f"{here}/delay", f"{here}/abort", f"{here}/edit"} <= set(before.links())
    assert f"{here}/success" not in before.links()
    site.world.pass_time(timedelta(days=31))
    guest = site.enter(agency)
    after = guest.open(here)
    assert "What became of it?" in after.text
    assert {f"{here}/success", f"{here}/failure"} <= set(after.links())
    site.world.system.abort_launch(agency, launch.id, "weather")
    done = guest.open(here)
    assert not {link for link in done.links() if link.startswith(f"{here}/")} - {f"{here}/bookings"}
    assert "that is final" in done.text


def test_a_delay_says_what_follows_and_is_kept_in_the_history(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency)
    world.book(world.traveler(), launch.id, 2)
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}").follow("Delay")
    assert "1 confirmed booking of 1 traveler (2 seats)" in asked.text
    assert "500,000.00 USD in total, if all of them do" in asked.text
    assert "until 29 January 2027, 12:00 UTC" in asked.text
    assert asked.value("launch_at") == "2028-02-19T07:00"
    done = asked.send("Delay the launch", launch_at="2028-03-01T07:00", reason="Bad\nweather.")
    assert done.told == "The launch is delayed, and its travelers are told."
    assert "New lift-off Wednesday 1 March 2028, 07:00 EST" in done.text
    assert "Bad weather." in done.text
    assert world.system.view_agency_launch(agency, launch.id).delays[0].reason == "Bad\nweather."


def test_faults_of_a_delay_stand_beside_their_fields(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}/delay")
    assert asked.send("Delay the launch", launch_at="soon").fault("launch_at")
    assert asked.send("Delay the launch", launch_at="2028-03-01T07:00").fault("reason")
    again = asked.send("Delay the launch", launch_at="2028-02-18T07:00", reason="weather")
    assert again.fault("launch_at") == "Must be later than the present date."
    assert again.value("reason") == "weather"
    assert "Nobody has booked a seat" in again.text


def test_a_delay_into_another_flight_is_named(site: Site) -> None:
    world = site.world
    agency = world.agency()
    guest = site.enter(agency)
    launch = world.launch(agency)
    form = guest.open(f"/agency/launches/{launch.id}").follow("Plan another launch like this one")
    form.send("Look at the launch", launch_at="2028-03-01T07:00").send("Publish the launch")
    asked = guest.open(f"/agency/launches/{launch.id}/delay")
    refused = asked.send("Delay the launch", launch_at="2028-03-01T09:00", reason="weather")
    assert "flies to Moon on 1 March 2028, 07:00" in refused.fault("launch_at")
    manager = site.enter(world.employee(Position.OPERATIONS))
    asked = manager.open(f"/system/launches/{launch.id}/becomes/delayed")
    refused = asked.send("Delay the launch", launch_at="2028-03-01T09:00", reason="weather")
    assert "flies to Moon on 1 March 2028, 07:00" in refused.fault("launch_at")


def test_an_abort_names_refunds_and_fee_before_it_is_done(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency)
    booked = world.book(world.traveler(), launch.id, 2)
    world.book(world.traveler(), launch.id, 1, method=None)
    guest = site.enter(agency)
    asked = guest.open(f"/agency/launches/{launch.id}").follow("Abort")
    assert "1 confirmed booking of 1 traveler (2 seats)" in asked.text
    assert "500,000.00 USD in total" in asked.text
    assert "1 hold that nobody paid for yet will end" in asked.text
    assert "1,000.00 USD" in asked.text
    assert asked.send("Abort the launch").fault("reason")
    done = asked.send("Abort the launch", reason="The engine cracked.")
    assert "being cancelled and refunded" in done.told
    assert "The engine cracked." in done.text
    world.settle()
    assert world.parts.bookings.get(booked.booking.id).status is BookingStatus.CANCELLED
    assert guest.open(f"/agency/launches/{launch.id}/abort").status == 409


def test_a_failure_gives_everything_back_and_costs_no_fee(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, days=30)
    world.book(world.traveler(), launch.id, 2)
    guest = site.enter(agency)
    early = guest.open(f"/agency/launches/{launch.id}/failure")
    assert early.status == 409
    world.pass_time(timedelta(days=31))
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}").follow("Report failure")
    assert "No fee is invoiced" in asked.text
    done = asked.send("Report the failure", reason="Lost in orbit.")
    assert "Failed" in done.text
    assert world.system.view_agency_launch(agency, launch.id).status is LaunchStatus.FAILED


def test_a_success_names_the_fee(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, days=30)
    world.book(world.traveler(), launch.id, 2)
    world.pass_time(timedelta(days=31))
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}").follow("Report success")
    assert "a fee of 5,000.00 USD on a revenue of 500,000.00 USD" in asked.text
    done = asked.send("Report the success")
    assert "Congratulations" in done.told
    assert "Report of its bookings" in done.text


def test_a_success_waits_for_payments_that_are_under_way(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, days=30)
    world.pass_time(timedelta(days=29, hours=23, minutes=50))
    world.book(world.traveler(), launch.id, 1, method="pm_requires_action")
    world.pass_time(timedelta(minutes=11))
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}/success")
    refused = asked.send("Report the success")
    assert refused.status == 409
    assert refused.heading == "Report that this launch was successful?"
    assert world.system.view_agency_launch(agency, launch.id).status is LaunchStatus.SCHEDULED


def test_a_form_that_was_overtaken_is_refused(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    asked = site.enter(agency).open(f"/agency/launches/{launch.id}/delay")
    site.world.system.abort_launch(agency, launch.id, "weather")
    late = asked.send("Delay the launch", launch_at="2028-03-01T07:00", reason="weather")
    assert late.status == 409
    assert "aborted" in late.text
