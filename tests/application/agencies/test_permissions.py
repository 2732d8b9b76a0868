"""Every use-case of identity and agencies refuses those to whom the table grants nothing."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import attrs
import pytest
from hypothesis import given

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.application.agencies.edit_rocket import RocketUpdate
from astrobookings.application.agencies.edit_spaceport import SpaceportUpdate
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.application.agencies.update_agency_profile import AgencyUpdate
from astrobookings.application.identity.change_user import UserChange
from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.list_users import UserQuery
from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.identity.roles import Position, Principal, Standing
from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    NotAllowed,
    NotFound,
    NotSignedIn,
)
from astrobookings.domain.kernel.ids import (
    AgencyId,
    LaunchId,
    RocketId,
    SessionId,
    SpaceportId,
    UserId,
)
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.testing.in_memory import START, in_memory_world
from astrobookings.testing.strategies.identity import principals
from astrobookings.testing.world import PASSWORD, World

Call = Callable[[System, Principal], object]

SOMETHING = UUID("01890000-0000-7000-8000-000000000001")
ROCKET = RocketDetails(name="Heron", model="II", capacity=10, range=Destination.MOON)
SPACEPORT = SpaceportDetails(
    name="Cape", location="Florida", latitude=28.5, longitude=-80.6, time_zone="America/New_York"
)
PLAN = LaunchPlan(
    destination=Destination.MOON,
    launch_at=START + timedelta(days=400),
    price=Money.of("250000.00"),
    seats_total=8,
)
EMPLOYEE = EmployeeDetails(
    email="mae@astro.test",
    password=PASSWORD,
    first_name="Mae",
    last_name="Ito",
    position=Position.IT,
    department="Machines",
    phone="+14155552671",
    country="US",
)
_A = Action
PAGE = PageRequest()
AGENCY, LAUNCH = AgencyId(SOMETHING), LaunchId(SOMETHING)
SHIP, PORT = RocketId(SOMETHING), SpaceportId(SOMETHING)
USER, SESSION = UserId(SOMETHING), SessionId(SOMETHING)
REQUEST = LaunchRequest(rocket_id=SHIP, spaceport_id=PORT, plan=PLAN)

GUARDED: Mapping[str, tuple[Action, Call]] = {
    "sign_out": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.sign_out(by)),
    "sign_out_everywhere": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.sign_out_everywhere(by)),
    "read_me": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.read_me(by)),
    "export_me": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.export_me(by)),
    "close_account": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.close_account(by, PASSWORD)),
    "update_me": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.update_me(by, ProfileUpdate())),
    "change_password": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.change_password(by, PASSWORD, PASSWORD),
    ),
    "change_email": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.change_email(by, PASSWORD, "new@example.test"),
    ),
    "list_sessions": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.list_sessions(by)),
    "end_session": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.end_session(by, SESSION)),
    "end_other_sessions": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.end_other_sessions(by)),
    "view_second_factor": (_A.MANAGE_OWN_ACCOUNT, lambda s, by: s.view_second_factor(by)),
    "begin_second_factor": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.begin_second_factor(by, PASSWORD),
    ),
    "confirm_second_factor": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.confirm_second_factor(by, "287082"),
    ),
    "renew_recovery_codes": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.renew_recovery_codes(by, PASSWORD, "287082"),
    ),
    "end_second_factor": (
        _A.MANAGE_OWN_ACCOUNT,
        lambda s, by: s.end_second_factor(by, PASSWORD, "287082"),
    ),
    "create_employee": (_A.MANAGE_USERS, lambda s, by: s.create_employee(by, EMPLOYEE)),
    "list_users": (_A.MANAGE_USERS, lambda s, by: s.list_users(by, PAGE, UserQuery())),
    "view_user": (_A.MANAGE_USERS, lambda s, by: s.view_user(by, USER)),
    "change_user": (_A.MANAGE_USERS, lambda s, by: s.change_user(by, USER, UserChange())),
    "invite_again": (_A.MANAGE_USERS, lambda s, by: s.invite_again(by, USER)),
    "reset_second_factor": (
        _A.MANAGE_USERS,
        lambda s, by: s.reset_second_factor(by, USER, "a lost phone"),
    ),
    "read_agency_profile": (_A.MANAGE_AGENCY_PROFILE, lambda s, by: s.read_agency_profile(by)),
    "update_agency_profile": (
        _A.MANAGE_AGENCY_PROFILE,
        lambda s, by: s.update_agency_profile(by, AgencyUpdate()),
    ),
    "add_rocket": (_A.MANAGE_ROCKETS, lambda s, by: s.add_rocket(by, ROCKET)),
    "edit_rocket": (_A.MANAGE_ROCKETS, lambda s, by: s.edit_rocket(by, SHIP, RocketUpdate())),
    "delete_rocket": (_A.MANAGE_ROCKETS, lambda s, by: s.delete_rocket(by, SHIP)),
    "list_rockets": (_A.MANAGE_ROCKETS, lambda s, by: s.list_rockets(by, PAGE)),
    "view_rocket": (_A.MANAGE_ROCKETS, lambda s, by: s.view_rocket(by, SHIP)),
    "schedule_launch": (_A.SCHEDULE_LAUNCHES, lambda s, by: s.schedule_launch(by, REQUEST)),
    "edit_launch": (
        _A.SCHEDULE_LAUNCHES,
        lambda s, by: s.edit_launch(by, LAUNCH, LaunchUpdate()),
    ),
    "view_agency_launch": (
        _A.VIEW_AGENCY_LAUNCHES,
        lambda s, by: s.view_agency_launch(by, LAUNCH),
    ),
    "list_agency_launches": (
        _A.VIEW_AGENCY_LAUNCHES,
        lambda s, by: s.list_agency_launches(by, PAGE, agency_id=AGENCY),
    ),
    "list_occupancy": (
        _A.VIEW_AGENCY_LAUNCHES,
        lambda s, by: s.list_occupancy(by, OccupancyFilter(), OccupancySort.DATE, PAGE),
    ),
    "view_occupancy": (_A.VIEW_AGENCY_LAUNCHES, lambda s, by: s.view_occupancy(by, LAUNCH)),
    "list_launch_bookings": (
        _A.VIEW_AGENCY_LAUNCHES,
        lambda s, by: s.list_launch_bookings(by, LAUNCH, PAGE),
    ),
    "report_bookings": (_A.VIEW_BOOKINGS_REPORT, lambda s, by: s.report_bookings(by, LAUNCH)),
    "tell_unreported": (_A.RUN_JOBS, lambda s, by: s.tell_unreported(by)),
    "delay_launch": (
        _A.CHANGE_LAUNCH_STATUS,
        lambda s, by: s.delay_launch(by, LAUNCH, START + timedelta(days=500), "weather"),
    ),
    "abort_launch": (_A.CHANGE_LAUNCH_STATUS, lambda s, by: s.abort_launch(by, LAUNCH, "weather")),
    "fail_launch": (_A.CHANGE_LAUNCH_STATUS, lambda s, by: s.fail_launch(by, LAUNCH, "a valve")),
    "mark_launch_successful": (
        _A.CHANGE_LAUNCH_STATUS,
        lambda s, by: s.mark_launch_successful(by, LAUNCH),
    ),
    "list_agencies": (_A.MANAGE_AGENCIES, lambda s, by: s.list_agencies(by, PAGE)),
    "view_agency": (_A.MANAGE_AGENCIES, lambda s, by: s.view_agency(by, AGENCY)),
    "approve_agency": (_A.MANAGE_AGENCIES, lambda s, by: s.approve_agency(by, AGENCY)),
    "suspend_agency": (_A.MANAGE_AGENCIES, lambda s, by: s.suspend_agency(by, AGENCY, "debts")),
    "reinstate_agency": (_A.MANAGE_AGENCIES, lambda s, by: s.reinstate_agency(by, AGENCY)),
    "add_spaceport": (_A.MANAGE_SPACEPORTS, lambda s, by: s.add_spaceport(by, SPACEPORT)),
    "edit_spaceport": (
        _A.MANAGE_SPACEPORTS,
        lambda s, by: s.edit_spaceport(by, PORT, SpaceportUpdate()),
    ),
    "delete_spaceport": (_A.MANAGE_SPACEPORTS, lambda s, by: s.delete_spaceport(by, PORT)),
    "list_spaceports": (_A.VIEW_SPACEPORTS, lambda s, by: s.list_spaceports(by, PAGE)),
    "view_spaceport": (_A.VIEW_SPACEPORTS, lambda s, by: s.view_spaceport(by, PORT)),
}

OPEN_TO_ALL = {
    "register_traveler",
    "register_agency",
    "confirm_email",
    "resend_confirmation",
    "sign_in",
    "set_up_second_factor",
    "prove_second_factor",
    "refresh_session",
    "authenticate",
    "request_password_reset",
    "reset_password",
}
"""These prove who asks by a password, a token or a link, or open an account."""

HANDLERS = {"announce_ended_sessions", "create_agency", "forget_person"}

CONTEXTS = ("astrobookings.application.identity", "astrobookings.application.agencies")

WORLD = in_memory_world()
"""Shared: a refused call leaves it as it was, which is what the test asserts."""


def granted(action: Action) -> frozenset[Standing]:
    return PERMISSIONS[action].everyones | PERMISSIONS[action].own


def written(world: World) -> int:
    return world.parts.system_outbox.waiting() + world.parts.operations_outbox.waiting()


def test_every_use_case_is_listed() -> None:
    ours = {
        field.name
        for field in attrs.fields(System)
        if isinstance(field.type, type) and field.type.__module__.startswith(CONTEXTS)
    }

    assert ours == GUARDED.keys() | OPEN_TO_ALL | HANDLERS


@pytest.mark.story("0.5")
@pytest.mark.parametrize("name", GUARDED)
@given(by=principals())
def test_a_use_case_lets_in_whom_the_table_grants_it_and_nobody_else(
    name: str, by: Principal
) -> None:
    action, call = GUARDED[name]
    before = written(WORLD)

    if by.standing in granted(action):
        refused = _refusal(call, by)
        assert not isinstance(refused, NotAllowed)
    elif by.standing is Standing.VISITOR:
        assert isinstance(_refusal(call, by), NotSignedIn)
        assert written(WORLD) == before
    else:
        assert isinstance(_refusal(call, by), NotAllowed)
        assert written(WORLD) == before


def _refusal(call: Call, by: Principal) -> AstroBookingsError | None:
    try:
        call(WORLD.system, by)
    except AstroBookingsError as refusal:
        return refusal
    return None


OF_ANOTHER: Mapping[str, Callable[[World, Principal, Any], Any]] = {
    "view_rocket": lambda w, by, launch: w.system.view_rocket(by, launch.rocket_id),
    "edit_rocket": lambda w, by, launch: w.system.edit_rocket(
        by, launch.rocket_id, RocketUpdate(name="Mine")
    ),
    "delete_rocket": lambda w, by, launch: w.system.delete_rocket(by, launch.rocket_id),
    "schedule_launch": lambda w, by, launch: w.system.schedule_launch(
        by,
        LaunchRequest(rocket_id=launch.rocket_id, spaceport_id=launch.spaceport_id, plan=PLAN),
    ),
    "view_agency_launch": lambda w, by, launch: w.system.view_agency_launch(by, launch.id),
    "list_agency_launches": lambda w, by, launch: w.system.list_agency_launches(
        by, PAGE, agency_id=launch.agency_id
    ),
    "edit_launch": lambda w, by, launch: w.system.edit_launch(
        by, launch.id, LaunchUpdate(price=Money.of("1.00"))
    ),
    "delay_launch": lambda w, by, launch: w.system.delay_launch(
        by, launch.id, launch.launch_at + timedelta(days=2), "weather"
    ),
    "abort_launch": lambda w, by, launch: w.system.abort_launch(by, launch.id, "weather"),
    "fail_launch": lambda w, by, launch: w.system.fail_launch(by, launch.id, "a valve"),
    "mark_launch_successful": lambda w, by, launch: w.system.mark_launch_successful(by, launch.id),
}


@pytest.mark.story("1.5")
@pytest.mark.parametrize("name", OF_ANOTHER)
def test_what_belongs_to_another_agency_looks_like_nothing(world: World, name: str) -> None:
    launch, stranger = world.launch(), world.agency()
    before = written(world)

    with pytest.raises(NotFound):
        OF_ANOTHER[name](world, stranger, launch)

    assert written(world) == before
