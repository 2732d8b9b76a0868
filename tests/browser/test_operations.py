"""Operations managers at work, in a browser (stories 0.9, 1.4, 1.5, 1.8, 1.9)."""

from datetime import timedelta

import pytest

from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.identity.roles import Position
from tests.browser.served_world import ServedWorld, Window


def in_the_office(site: ServedWorld) -> Window:
    return site.window(site.world.employee(Position.OPERATIONS))


@pytest.mark.story("0.9")
def test_an_employee_is_invited_moved_and_deactivated(site: ServedWorld) -> None:
    window = in_the_office(site)
    window.open("/system/users")
    window.check()
    window.follow("Invite an employee")
    window.type(email="rosa@example.test", first_name="Rosa", last_name="Lind")
    window.page.locator("[name='position']").select_option("finance")
    window.press("Send the invitation")
    assert "is invited" in window.text
    window.check()
    window.follow("Change the position")
    window.page.locator("[name='position']").select_option("it")
    window.press("Change the position")
    assert "another position" in window.text
    window.follow("Deactivate")
    window.check()
    window.type(reason="Never started.")
    window.press("Deactivate the account")
    assert "signed out everywhere" in window.text
    window.check()


@pytest.mark.story("1.8")
def test_an_agency_is_approved_suspended_and_reinstated(site: ServedWorld) -> None:
    site.world.agency(approved=False)
    window = in_the_office(site)
    window.open("/system/agencies")
    window.check()
    window.page.get_by_role("link", name="Perigee Lines").click()
    window.press("Approve the agency")
    assert "may publish launches" in window.text
    window.follow("Suspend")
    window.type(reason="Unpaid invoices.")
    window.press("Suspend the agency")
    assert "Suspended: Unpaid invoices." in window.text
    window.check()
    window.follow("Reinstate")
    window.check()
    window.press("Reinstate the agency")
    assert "is reinstated" in window.text


@pytest.mark.story("1.9")
def test_a_spaceport_is_added_edited_and_deleted(site: ServedWorld) -> None:
    window = in_the_office(site)
    window.open("/system/spaceports")
    window.follow("Add a spaceport")
    window.type(name="Kourou", location="French Guiana", latitude="99", longitude="-52.775")
    window.page.locator("[name='time_zone']").select_option("America/Cayenne")
    window.press("Add the spaceport")
    assert "degrees" in window.text
    window.check()
    window.type(latitude="5.236")
    window.press("Add the spaceport")
    assert "Kourou is added" in window.text
    window.check()
    window.follow("Edit Kourou")
    window.type(description="Near the equator.")
    window.press("Save the changes")
    assert "described anew" in window.text
    window.follow("Delete Kourou")
    window.press("Delete the spaceport")
    assert "No spaceports yet" in window.text


@pytest.mark.story("1.4")
@pytest.mark.story("1.5")
def test_a_launch_is_aborted_once_its_consequences_were_read(site: ServedWorld) -> None:
    launch = site.world.launch(days=30)
    site.world.book(site.world.traveler(), launch.id, 2)
    site.world.pass_time(timedelta(minutes=1))
    window = in_the_office(site)
    window.open("/system/launches")
    window.check()
    window.page.locator(f"a[href='/system/launches/{launch.id}']").click()
    window.check()
    window.follow("Abort")
    assert "500,000.00 USD in total" in window.text
    window.check()
    window.type(reason="Engine fault.")
    window.press("Abort the launch")
    assert "Nothing leaves a final status" in window.text
    assert site.world.parts.launches.get(launch.id).status is LaunchStatus.ABORTED
    window.check()
