"""Operations managers look after accounts (story 0.9)."""

import pytest

from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.testing.world import PASSWORD
from tests.application.identity.codes import code_at
from tests.entrypoints.web.guest import Guest, Site

pytestmark = pytest.mark.story("0.9")

HERE = "/system/users"


@pytest.fixture
def manager(site: Site) -> Principal:
    """An operations manager."""
    return site.world.employee(Position.OPERATIONS)


@pytest.fixture
def guest(site: Site, manager: Principal) -> Guest:
    """The browser of the manager."""
    return site.enter(manager)


def test_users_are_filtered_by_role_position_status_and_text(site: Site, guest: Guest) -> None:
    traveler, agency = site.world.traveler(), site.world.agency()
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    sought = {
        "role": ("traveler", traveler),
        "position": ("customer_service", clerk),
        "text": (site.email_of(agency)[:7], agency),
    }

    for name, (value, whom) in sought.items():
        found = guest.open(HERE).send("Show", **{name: value})
        assert site.email_of(whom) in found.text, name
        assert len(found.soup.select("tbody tr")) == 1, name
    assert "Nobody fits" in guest.open(HERE).send("Show", status="closed").text


def test_a_list_of_many_users_goes_on_in_its_order(site: Site, guest: Guest) -> None:
    for _ in range(26):
        site.world.traveler()

    first = guest.open(HERE).send("Show", role="traveler", sort="-created_at")
    second = first.follow("More users")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(second.soup.select("tbody tr")) == 1
    assert "sort=-created_at" in second.path


def test_an_employee_is_invited_and_signs_in_by_the_mail(site: Site, guest: Guest) -> None:
    form = guest.open(HERE).follow("Invite an employee")
    given = {"email": "new@example.test", "first_name": "Rosa", "last_name": "Lind"}

    refused = form.send("Send the invitation", **given)
    assert refused.fault("position")
    assert refused.value("email") == "new@example.test"
    done = refused.send(
        "Send the invitation", position="finance", department="Ledger", phone="+34600123456"
    )

    assert done.told == "Rosa Lind is invited; the mail is on its way."
    assert "Not confirmed" in done.text
    assert "Ledger" in done.text
    again = done.send("Send the invitation again")
    assert "another invitation" in again.told
    site.world.settle()
    mailbox = site.world.system.mailbox
    assert mailbox is not None
    assert "new@example.test" in {one.to for one in mailbox.newest(10)}


def test_a_taken_address_and_a_wrong_phone_are_said(site: Site, guest: Guest) -> None:
    taken = site.email_of(site.world.traveler())
    form = guest.open(f"{HERE}/new")
    given = {"first_name": "Rosa", "last_name": "Lind", "position": "it"}

    assert form.send("Send the invitation", email=taken, **given).status == 409
    refused = form.send("Send the invitation", email="a@example.test", phone="12", **given)
    assert refused.fault("phone")


def test_an_account_is_deactivated_with_a_reason_and_reactivated(site: Site, guest: Guest) -> None:
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    theirs = site.enter(clerk)
    page = guest.open(f"{HERE}/{clerk.user_id}").follow("Deactivate")
    assert "Every session ends at once" in page.text

    assert page.send("Deactivate the account").fault("reason")
    done = page.send("Deactivate the account", reason="Left the company.")

    assert "signed out everywhere" in done.told
    assert "Deactivated: Left the company." in done.text
    assert theirs.open("/system").heading == "Sign in"
    back = done.follow("Reactivate").send("Reactivate the account", reason="Came back.")
    assert "may sign in again" in back.told
    assert theirs.sign_in_as(site.email_of(clerk), PASSWORD).open("/system").status == 200


@pytest.mark.parametrize("role", ["traveler", "agency"])
def test_what_a_deactivation_leaves_alone_is_said_by_role(
    site: Site, guest: Guest, role: str
) -> None:
    by = site.world.traveler() if role == "traveler" else site.world.agency()
    left = {"traveler": "Bookings and payments stand", "agency": "go on selling"}

    page = guest.open(f"{HERE}/{by.user_id}/deactivation")

    assert left[role] in page.text


def test_an_employee_moves_to_another_position(site: Site, guest: Guest) -> None:
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    page = guest.open(f"{HERE}/{clerk.user_id}").follow("Change the position")
    assert page.value("position") == "customer_service"
    assert "Every session ends" in page.text

    assert page.send("Change the position", position="").fault("position")
    done = page.send("Change the position", position="finance")

    assert "signs in again" in done.told
    assert "Role Finance" in done.text


def test_details_of_an_employee_are_changed(site: Site, guest: Guest) -> None:
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    form = guest.open(f"{HERE}/{clerk.user_id}").follow("Change the details")
    assert form.value("first_name") == "Mae"

    refused = form.send("Save the details", first_name="", department="Desk 4")
    assert refused.fault("first_name")
    assert refused.value("department") == "Desk 4"
    done = refused.send("Save the details", first_name="May")

    assert done.heading == "May Ito"
    assert "Desk 4" in done.text


def test_details_that_changed_in_between_are_not_overwritten(site: Site, guest: Guest) -> None:
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    old = guest.open(f"{HERE}/{clerk.user_id}/edit")
    guest.open(f"{HERE}/{clerk.user_id}/edit").send("Save the details", department="One")

    refused = old.send("Save the details", department="Two")

    assert "changed in between" in refused.told


def test_a_lost_second_factor_is_taken_off(site: Site, guest: Guest) -> None:
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    secret = site.world.system.begin_second_factor(clerk, PASSWORD).secret
    site.world.system.confirm_second_factor(clerk, code_at(secret, site.world.clock.now()))
    shown = guest.open(f"{HERE}/{clerk.user_id}")
    assert "Second factor In use" in shown.text
    page = shown.follow("Reset the second factor")

    assert page.send("Reset the second factor").fault("reason")
    done = page.send("Reset the second factor", reason="Lost the phone.")

    assert "password alone" in done.told
    assert "Second factor None" in done.text


def test_nobody_decides_about_the_own_account(site: Site, manager: Principal, guest: Guest) -> None:
    shown = guest.open(f"{HERE}/{manager.user_id}")
    assert "your own account" in shown.text
    assert not any(path.endswith("/deactivation") for path in shown.links())

    page = guest.open(f"{HERE}/{manager.user_id}/deactivation")
    refused = page.send("Deactivate the account", reason="Enough.")

    assert refused.status in {403, 409}
    kept = site.world.parts.users.get(manager.user_id)  # type: ignore[arg-type]
    assert kept.status is AccountStatus.ACTIVE


def test_travelers_and_agencies_have_no_details_to_change_here(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    shown = guest.open(f"{HERE}/{agency.user_id}")
    assert "Change the details" not in shown.text
    assert shown.follow("The agency").path == f"/system/agencies/{agency.user_id}"


def test_only_operations_managers_see_users(site: Site, guest: Guest) -> None:
    traveler = site.world.traveler()
    for by in (traveler, site.world.employee(Position.FINANCE), site.world.agency()):
        other = site.enter(by)
        for path in (HERE, f"{HERE}/new", f"{HERE}/{traveler.user_id}"):
            assert other.open(path).status == 403
    nobody = site.world.launch().id
    assert guest.open(f"{HERE}/{nobody}").status == 404
