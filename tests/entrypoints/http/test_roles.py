"""Every route lets in exactly those whom the permission table names."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from attrs import define
from httpx import Response
from litestar.testing import TestClient

from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.identity.roles import Position, Principal, Standing
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.in_memory import in_memory_world

from .conftest import ROOMY, Person, Platform
from .test_every_route import ROUTES, example_of, filled

ACTIONS: dict[str, Action | None] = {
    "register_traveler": None,
    "register_agency": None,
    "confirm_email": None,
    "resend_confirmation": None,
    "sign_in": None,
    "refresh_session": None,
    "request_password_reset": None,
    "reset_password": None,
    "search_entries": Action.VIEW_MONITORING,
    "export_entries": Action.VIEW_MONITORING,
    "view_metrics": Action.VIEW_MONITORING,
    "list_alerts": Action.VIEW_MONITORING,
    "view_status": Action.VIEW_MONITORING,
    "list_sync_runs": Action.VIEW_SYNC,
    "view_sync_run": Action.VIEW_SYNC,
    "start_sync": Action.RUN_SYNC,
    "list_sync_conflicts": Action.VIEW_SYNC,
    "view_sync_conflict": Action.VIEW_SYNC,
    "resolve_conflict": Action.RESOLVE_CONFLICTS,
    "list_sync_changes": Action.VIEW_SYNC,
    "view_policies": Action.MANAGE_POLICIES,
    "announce_policy_change": Action.MANAGE_POLICIES,
    "list_policy_changes": Action.MANAGE_POLICIES,
    "withdraw_policy_change": Action.MANAGE_POLICIES,
    "sign_out": Action.MANAGE_OWN_ACCOUNT,
    "sign_out_everywhere": Action.MANAGE_OWN_ACCOUNT,
    "read_me": Action.MANAGE_OWN_ACCOUNT,
    "update_me": Action.MANAGE_OWN_ACCOUNT,
    "export_me": Action.MANAGE_OWN_ACCOUNT,
    "close_account": Action.MANAGE_OWN_ACCOUNT,
    "change_password": Action.MANAGE_OWN_ACCOUNT,
    "change_email": Action.MANAGE_OWN_ACCOUNT,
    "list_sessions": Action.MANAGE_OWN_ACCOUNT,
    "end_session": Action.MANAGE_OWN_ACCOUNT,
    "end_other_sessions": Action.MANAGE_OWN_ACCOUNT,
    "view_second_factor": Action.MANAGE_OWN_ACCOUNT,
    "begin_second_factor": Action.MANAGE_OWN_ACCOUNT,
    "confirm_second_factor": Action.MANAGE_OWN_ACCOUNT,
    "renew_recovery_codes": Action.MANAGE_OWN_ACCOUNT,
    "end_second_factor": Action.MANAGE_OWN_ACCOUNT,
    "set_up_second_factor": None,
    "prove_second_factor": None,
    "list_users": Action.MANAGE_USERS,
    "invite_employee": Action.MANAGE_USERS,
    "view_user": Action.MANAGE_USERS,
    "change_user": Action.MANAGE_USERS,
    "invite_again": Action.MANAGE_USERS,
    "reset_second_factor": Action.MANAGE_USERS,
    "read_agency_profile": Action.MANAGE_AGENCY_PROFILE,
    "update_agency_profile": Action.MANAGE_AGENCY_PROFILE,
    "list_rockets": Action.MANAGE_ROCKETS,
    "add_rocket": Action.MANAGE_ROCKETS,
    "view_rocket": Action.MANAGE_ROCKETS,
    "edit_rocket": Action.MANAGE_ROCKETS,
    "delete_rocket": Action.MANAGE_ROCKETS,
    "list_agency_launches": Action.VIEW_AGENCY_LAUNCHES,
    "view_agency_launch": Action.VIEW_AGENCY_LAUNCHES,
    "list_occupancy": Action.VIEW_AGENCY_LAUNCHES,
    "view_occupancy": Action.VIEW_AGENCY_LAUNCHES,
    "list_launch_bookings": Action.VIEW_AGENCY_LAUNCHES,
    "report_bookings": Action.VIEW_BOOKINGS_REPORT,
    "report_bookings_csv": Action.VIEW_BOOKINGS_REPORT,
    "report_bookings_xlsx": Action.VIEW_BOOKINGS_REPORT,
    "schedule_launch": Action.SCHEDULE_LAUNCHES,
    "edit_launch": Action.SCHEDULE_LAUNCHES,
    "delay_launch": Action.CHANGE_LAUNCH_STATUS,
    "abort_launch": Action.CHANGE_LAUNCH_STATUS,
    "fail_launch": Action.CHANGE_LAUNCH_STATUS,
    "mark_launch_successful": Action.CHANGE_LAUNCH_STATUS,
    "list_agencies": Action.MANAGE_AGENCIES,
    "view_agency": Action.MANAGE_AGENCIES,
    "approve_agency": Action.MANAGE_AGENCIES,
    "suspend_agency": Action.MANAGE_AGENCIES,
    "reinstate_agency": Action.MANAGE_AGENCIES,
    "list_spaceports": Action.VIEW_SPACEPORTS,
    "view_spaceport": Action.VIEW_SPACEPORTS,
    "add_spaceport": Action.MANAGE_SPACEPORTS,
    "edit_spaceport": Action.MANAGE_SPACEPORTS,
    "delete_spaceport": Action.MANAGE_SPACEPORTS,
    "search_launches": Action.VIEW_LAUNCHES,
    "view_launch": Action.VIEW_LAUNCHES,
    "view_seat_map": Action.VIEW_LAUNCHES,
    "view_launch_history": Action.VIEW_LAUNCHES,
    "book_seats": Action.BOOK_SEATS,
    "pay_booking": Action.BOOK_SEATS,
    "list_bookings": Action.VIEW_BOOKINGS,
    "view_booking": Action.VIEW_BOOKINGS,
    "view_timeline": Action.VIEW_TIMELINES,
    "calendar_file": Action.VIEW_BOOKINGS,
    "boarding_pass": Action.VIEW_BOOKINGS,
    "list_receipts": Action.VIEW_BOOKINGS,
    "print_receipt": Action.VIEW_BOOKINGS,
    "name_passengers": Action.CHANGE_BOOKINGS,
    "extend_hold": Action.EXTEND_HOLDS,
    "record_transfer": Action.RECORD_TRANSFERS,
    "find_travelers": Action.BOOK_ON_BEHALF,
    "change_seats": Action.CHANGE_BOOKINGS,
    "quote_cancellation": Action.CANCEL_BOOKINGS,
    "cancel_booking": Action.CANCEL_BOOKINGS,
    "answer_delay": Action.ANSWER_DELAYS,
    "view_neighbours": Action.VIEW_LAUNCHES,
    "read_about": Action.READ_TESTIMONIALS,
    "list_testimonials": Action.READ_TESTIMONIALS,
    "list_own_testimonials": Action.GIVE_TESTIMONIALS,
    "give_testimonial": Action.GIVE_TESTIMONIALS,
    "moderate_testimonial": Action.MODERATE_TESTIMONIALS,
    "make_wish": Action.KEEP_WISHES,
    "view_wish": Action.KEEP_WISHES,
    "withdraw_wish": Action.KEEP_WISHES,
    "list_wishes": Action.KEEP_WISHES,
    "list_invoices": Action.VIEW_INVOICES,
    "view_invoice": Action.VIEW_INVOICES,
    "print_invoice": Action.VIEW_INVOICES,
    "print_credit_note": Action.VIEW_INVOICES,
    "issue_invoice": Action.ISSUE_INVOICES,
    "issue_due_invoices": Action.ISSUE_INVOICES,
    "credit_invoice": Action.MANAGE_INVOICES,
    "move_due_date": Action.MANAGE_INVOICES,
    "settle_invoice": Action.MANAGE_INVOICES,
    "return_payment": Action.MANAGE_INVOICES,
    "pay_invoice": Action.PAY_INVOICES,
    "annual_report": Action.VIEW_ANNUAL_REPORT,
    "annual_report_csv": Action.VIEW_ANNUAL_REPORT,
    "annual_report_xlsx": Action.VIEW_ANNUAL_REPORT,
    "annual_report_pdf": Action.VIEW_ANNUAL_REPORT,
    "annual_chart": Action.VIEW_ANNUAL_REPORT,
    "agencies_report": Action.VIEW_AGENCY_REPORTS,
    "agency_report": Action.VIEW_AGENCY_REPORTS,
    "agencies_report_csv": Action.VIEW_AGENCY_REPORTS,
    "agencies_report_xlsx": Action.VIEW_AGENCY_REPORTS,
    "agency_report_csv": Action.VIEW_AGENCY_REPORTS,
    "agency_report_xlsx": Action.VIEW_AGENCY_REPORTS,
    "launches_report": Action.VIEW_AGENCY_REPORTS,
    "launches_report_csv": Action.VIEW_AGENCY_REPORTS,
    "launches_report_xlsx": Action.VIEW_AGENCY_REPORTS,
    "operations_report": Action.VIEW_OPERATIONS_REPORT,
    "operations_report_csv": Action.VIEW_OPERATIONS_REPORT,
    "operations_report_xlsx": Action.VIEW_OPERATIONS_REPORT,
    "list_exports": Action.EXPORT_RECORDS,
    "request_export": Action.EXPORT_RECORDS,
    "view_export": Action.EXPORT_RECORDS,
    "fetch_export": Action.EXPORT_RECORDS,
    "list_refunds": Action.PROCESS_REFUNDS,
    "view_refund": Action.PROCESS_REFUNDS,
    "retry_refund": Action.PROCESS_REFUNDS,
    "settle_refund": Action.PROCESS_REFUNDS,
    "view_queue": Action.MANAGE_NOTIFICATIONS,
    "check_notification_service": Action.MANAGE_NOTIFICATIONS,
    "list_notifications": Action.MANAGE_NOTIFICATIONS,
    "view_notification": Action.MANAGE_NOTIFICATIONS,
    "move_notification": Action.MANAGE_NOTIFICATIONS,
    "retry_notification": Action.MANAGE_NOTIFICATIONS,
    "list_notices": Action.READ_OWN_NOTIFICATIONS,
    "read_notice": Action.READ_OWN_NOTIFICATIONS,
    "read_preferences": Action.READ_OWN_NOTIFICATIONS,
    "choose_preferences": Action.READ_OWN_NOTIFICATIONS,
    "hear_gateway": None,
    "list_dead_letters": Action.MANAGE_DEAD_LETTERS,
    "retry_dead_letter": Action.MANAGE_DEAD_LETTERS,
    "view_booking_request": Action.VIEW_BOOKINGS,
}
"""What each operation asks for; None: open to everybody, since it is how one comes in."""

ASKING = [standing for standing in Standing if standing is not Standing.SYSTEM]
OPERATIONS = {operation["operationId"]: (method, path) for method, path, operation in ROUTES}
BODIES = {
    operation["operationId"]: example_of(operation)
    for _, _, operation in ROUTES
    if "requestBody" in operation
}
KEYS = count()


def test_the_table_names_every_route_and_no_other() -> None:
    assert set(ACTIONS) == set(OPERATIONS)


def test_every_action_of_people_is_asked_for_by_a_route() -> None:
    of_no_route_yet: set[Action] = set()
    within_cancelling = {Action.OVERRIDE_REFUNDS}
    of_people = {
        action
        for action, grant in PERMISSIONS.items()
        if (grant.everyones | grant.own) - {Standing.SYSTEM}
    }

    assert of_people - set(ACTIONS.values()) == of_no_route_yet | within_cancelling


def expected(action: Action | None, standing: Standing) -> str:
    """`in`, or the code of the refusal."""
    if action is None:
        return "in"
    grant = PERMISSIONS[action]
    if standing in grant.everyones | grant.own:
        return "in"
    return "not-signed-in" if standing is Standing.VISITOR else "not-allowed"


def verdict(answer: Response) -> str:
    """`in` whatever came of it then, unless the caller's standing was the reason to refuse."""
    assert answer.status_code < 500, answer.text
    refusals = {"not-signed-in": 401, "not-allowed": 403}
    if answer.headers.get("content-type") != "application/problem+json":
        return "in"
    document = answer.json()
    if document["code"] not in refusals:
        return "in"
    assert answer.status_code == refusals[document["code"]]
    return str(document["code"])


@define
class Known:
    """A platform, an account of each standing, and the traveler's booking with its receipt."""

    platform: Platform
    accounts: list[Principal]
    records: dict[str, str]


@pytest.fixture(scope="module")
def known() -> Iterator[Known]:
    """Give a platform that knows somebody of each standing."""
    world = in_memory_world()
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        traveler = world.traveler()
        accounts = [traveler, world.agency(), *map(world.employee, Position)]
        assert {by.standing for by in accounts} == set(ASKING) - {Standing.VISITOR}
        booking = world.book(traveler, world.launch().id).booking
        (receipt,) = world.system.list_receipts(traveler, booking.id)
        records = {"booking_id": str(booking.id), "receipt_id": str(receipt.id)}
        records["year"] = "2027"
        yield Known(Platform(world, client), accounts, records)


@pytest.fixture
def people(known: Known) -> dict[Standing, Person]:
    """Give somebody of each standing, freshly signed in."""
    platform = known.platform
    signed_in = {by.standing: platform.sign_in(by) for by in known.accounts}
    return {Standing.VISITOR: Person(platform.client, {})} | signed_in


def ask(person: Person, name: str, records: dict[str, str]) -> Response:
    """A request of operation *name* that is right in itself; other *records* are not there."""
    method, path = OPERATIONS[name]
    path = re.sub(r"\{(\w+)\}", lambda found: records.get(found[1], found[0]), path)
    headers: dict[str, Any] = person.headers | {"idempotency-key": f"role-{next(KEYS)}"}
    return person.client.request(method, filled(path), json=BODIES.get(name), headers=headers)


@pytest.mark.story("0.4")
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_route_lets_in_whom_the_table_names(
    known: Known, people: dict[Standing, Person], name: str
) -> None:
    action, records = ACTIONS[name], known.records

    found = {standing: verdict(ask(people[standing], name, records)) for standing in ASKING}

    assert found == {standing: expected(action, standing) for standing in ASKING}


@pytest.mark.story("0.4")
@pytest.mark.parametrize("name", [name for name in sorted(ACTIONS) if ACTIONS[name] is None])
def test_a_bad_token_is_refused_even_where_none_is_needed(
    people: dict[Standing, Person], name: str
) -> None:
    impostor = Person(people[Standing.VISITOR].client, {"authorization": "Bearer made-up"})

    answer = ask(impostor, name, {})

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-token")
