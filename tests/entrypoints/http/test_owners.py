"""Every route about somebody's record, asked by its owner, by another and for one nobody has.

The routes come from the API description, the rights from the permission table; what is missing here
is a record to ask for, and a route without one fails.
"""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from attrs import frozen
from httpx import Response
from litestar.testing import TestClient

from astrobookings.application.identity.user_changes import UserChange
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.permissions import PERMISSIONS, signed_in
from astrobookings.domain.identity.roles import Position, Principal, Standing
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.builders import a_booking_request, a_notice, a_session
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

from .conftest import ROOMY, Platform
from .test_roles import ACTIONS, OPERATIONS
from .test_roles import ask as ask_of

PUBLIC = {"launch", "spaceport_id", "year"}
"""What anybody may ask for by its name."""
OWNERS = (Standing.TRAVELER, Standing.AGENCY)

Records = dict[str, str]


def of_traveler(world: World, by: Principal) -> Records:
    """A paid booking with its receipt, and a request taken in an outage."""
    booking = world.book(by, world.launch().id).booking
    (receipt,) = world.system.list_receipts(by, booking.id)
    request = a_booking_request(user_id=by.user_id)
    with world.parts.system(by.origin("request_seats", world.clock.now())):
        world.parts.booking_requests.add(request)
    world.settle()
    return {
        "booking_id": str(booking.id),
        "receipt_id": str(receipt.id),
        "request_id": str(request.id),
    }


def of_agency(world: World, by: Principal) -> Records:
    """A rocket, a launch to come, and the invoice of one that was aborted, credited again."""
    launch, aborted = world.launch(by), world.launch(by, days=300)
    world.system.abort_launch(by, aborted.id, "The booster leaks.")
    world.settle()
    finance = world.employee(Position.FINANCE)
    invoice = world.system.issue_invoice(finance, aborted.id)
    world.system.credit_invoice(finance, invoice.id, "Waived.")
    return {
        "agency_id": str(by.user_id),
        "launch_id": str(launch.id),
        "rocket_id": str(launch.rocket_id),
        "invoice_id": str(invoice.id),
    }


MAKES: dict[Standing, Callable[[World, Principal], Records]] = {
    Standing.TRAVELER: of_traveler,
    Standing.AGENCY: of_agency,
}


def records_of(world: World, by: Principal) -> Records:
    """What *by* owns, by the names of path parameters."""
    made = MAKES[by.standing](world, by) if by.standing in MAKES else {}
    notice, session = a_notice(recipient=by.user_id), a_session(user_id=by.user_id)
    with world.parts.system(by.origin("tell", world.clock.now())):
        world.parts.notices.add(notice)
        world.parts.sessions.add(session)
    return made | {"notice_id": str(notice.id), "session_id": str(session.id)}


@frozen
class Side:
    """Two accounts of each standing, and what each of them owns."""

    platform: Platform
    accounts: dict[Standing, Principal]
    others: dict[Standing, Principal]

    def ask(self, by: Principal, name: str, records: Records) -> Response:
        return ask_of(self.platform.sign_in(by), name, records)


def somebody(world: World) -> dict[Standing, Principal]:
    accounts = [world.traveler(), world.agency(), *map(world.employee, Position)]
    return {by.standing: by for by in accounts}


@pytest.fixture(scope="module")
def side() -> Iterator[Side]:
    """Give a platform with two accounts of each standing."""
    world = in_memory_world()
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        yield Side(Platform(world, client), somebody(world), somebody(world))


def parameters(name: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", OPERATIONS[name][1])


def asked_about(name: str) -> str | None:
    """The parameter that says whose record operation *name* is about."""
    return next((each for each in parameters(name) if each not in PUBLIC), None)


def table() -> Iterator[tuple[str, Standing]]:
    for name, action in sorted(ACTIONS.items()):
        if action is not None and asked_about(name) and PERMISSIONS[action].own:
            grant = PERMISSIONS[action]
            yield from ((name, standing) for standing in sorted(grant.own | grant.everyones))


TABLE = list(table())


def told(answer: Response) -> str:
    assert answer.status_code < 500, answer.text
    if answer.headers.get("content-type") != "application/problem+json":
        return "in"
    return str(answer.json()["code"])


def hidden(answer: Response, records: Records) -> bool:
    """Whether *answer* says that there is none of *records*."""
    if told(answer) != "not-found":
        return False
    return any(record in answer.json()["detail"] for record in records.values())


@pytest.mark.story("0.4")
@pytest.mark.parametrize(("name", "standing"), TABLE)
def test_records_are_open_to_their_owners_and_to_whom_the_table_names(
    side: Side, name: str, standing: Standing
) -> None:
    world, grant = side.platform.world, PERMISSIONS[ACTIONS[name]]  # type: ignore[index]
    by, asked = side.accounts[standing], [each for each in parameters(name) if each not in PUBLIC]
    owner = next(each for each in (standing, *OWNERS) if each in grant.own)
    own, foreign = (records_of(world, people[owner]) for people in (side.accounts, side.others))
    unknown = {**own, asked[0]: str(uuid4())}
    cases = {"unknown": unknown, "foreign": foreign, "own": own}

    found = {
        whose: hidden(side.ask(by, name, records), {each: records[each] for each in asked})
        for whose, records in cases.items()
    }

    everyones = standing in grant.everyones
    assert found == {"unknown": True, "foreign": not everyones, "own": False}


@pytest.mark.story("0.9")
@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.VISITOR, Standing.SYSTEM}))
def test_a_suspended_account_gets_in_nowhere(standing: Standing) -> None:
    world = in_memory_world()
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        platform = Platform(world, client)
        by = somebody(world)[standing]
        person = platform.sign_in(by)
        barred = UserChange(status=AccountStatus.SUSPENDED, reason="Left the company.")
        world.system.change_user(world.employee(Position.OPERATIONS), signed_in(by), barred)

        found = {name: told(ask_of(person, name, {})) for name in OPERATIONS}

    assert found == dict.fromkeys(OPERATIONS, "session-ended")
