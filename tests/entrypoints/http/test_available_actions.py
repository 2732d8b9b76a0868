"""What `available_actions` names can be done, and nothing else; every resource has it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import pytest
from attrs import frozen
from httpx import Response

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.testing.world import PASSWORD

from .conftest import Person, Platform
from .stub import client_of, stub_system

NOTHING_TO_DO = {
    "AlertAnswer": "it is resolved by what raised it",
    "BookingRequestAnswer": "it is settled or refused by the platform alone",
    "LaunchBookingAnswer": "agencies look at bookings; acting is for travelers and employees",
    "ProfileAnswer": "it is changed with the account that it is part of",
    "SyncRunAnswer": "it runs to its end by itself; another one is started for a set",
}
"""Shapes of resources without `available_actions`, and why."""
REFUSED = frozenset({403, 404, 409})
NOT_OF_THIS_ONE = frozenset({"not-applicable", "not-yours"})
"""Fields that this resource does not have, or not for the one who asks."""
BOOKING, AGENCY = "/api/v1/booking", "/api/v1/agency"
FINANCE, NOTIFY, SYSTEM = "/api/v1/finance", "/api/v1/notify", "/api/v1/system"
WHY = "Called; cannot reach the site."
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10"}


@frozen
class Scene:
    """Somebody looks at a resource, at *path*, that was *told* so."""

    who: Person
    path: str
    told: Any


Act: TypeAlias = Callable[[Scene], Response]
Setting: TypeAlias = Callable[[Platform], Scene]


@pytest.fixture(scope="module")
def schemas() -> Iterator[Mapping[str, Any]]:
    """Give the shapes of the API description."""
    with client_of(stub_system()) as client:
        yield client.get("/api/v1/openapi.json").json()["components"]["schemas"]


def test_every_resource_says_what_can_be_done_with_it(schemas: Mapping[str, Any]) -> None:
    resources = {
        name: shape["properties"]
        for name, shape in schemas.items()
        if "version" in shape.get("properties", {})
    }

    silent = {name for name, fields in resources.items() if "available_actions" not in fields}

    assert silent == NOTHING_TO_DO.keys()


def test_no_shape_is_named_after_its_module(schemas: Mapping[str, Any]) -> None:
    assert [name for name in schemas if "_" in name or "." in name] == []


def seen(who: Person, path: str) -> Scene:
    """The resource at *path* as *who* sees it now."""
    answer = who.get(path)
    assert answer.status_code == 200, answer.text
    return Scene(who, path, answer.json())


def listed(who: Person, path: str, resource_id: str, query: str = "") -> Scene:
    """The resource as the list at *path* shows it."""
    (told,) = [one for one in who.get(f"{path}{query}").json()["items"] if one["id"] == resource_id]
    return Scene(who, f"{path}/{resource_id}", told)


def check(setting: Setting, acts: Mapping[str, Act], platform: Platform) -> None:
    """Try every act on a resource of its own: what is offered is done, the rest is refused."""
    for name, act in acts.items():
        scene = setting(platform)
        offered = scene.told["available_actions"]
        assert set(offered) <= acts.keys()
        answer = act(scene)
        if name in offered:
            assert answer.status_code < 300, (name, answer.text)
        else:
            assert refused(answer), (name, offered, answer.text)


def refused(answer: Response) -> bool:
    if answer.status_code != 422:
        return answer.status_code in REFUSED
    return {one["code"] for one in answer.json()["errors"]} <= NOT_OF_THIS_ONE


# Bookings


def booked(platform: Platform, method: str | None = "pm_ok") -> tuple[Principal, Launch, str]:
    world = platform.world
    by, launch = world.traveler(), world.launch(days=10)
    view = world.book(by, launch.id, method=method)
    world.settle()
    return by, launch, f"{BOOKING}/bookings/{view.booking.id}"


def held(platform: Platform) -> tuple[Principal, str]:
    by, _, path = booked(platform, None)
    return by, path


def lapsed(platform: Platform) -> tuple[Principal, str]:
    by, path = held(platform)
    platform.world.pass_time(timedelta(hours=1))
    return by, path


def being_paid(platform: Platform) -> tuple[Principal, str]:
    by, _, path = booked(platform, "pm_requires_action")
    return by, path


def confirmed(platform: Platform) -> tuple[Principal, str]:
    by, _, path = booked(platform)
    return by, path


def cancelled(platform: Platform) -> tuple[Principal, str]:
    world = platform.world
    by, launch = world.traveler(), world.launch(days=10)
    view = world.cancel(by, world.book(by, launch.id))
    return by, f"{BOOKING}/bookings/{view.booking.id}"


def delayed(platform: Platform) -> tuple[Principal, str]:
    world = platform.world
    by, launch, path = booked(platform)
    later = launch.launch_at + timedelta(days=30)
    world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")
    world.settle()
    return by, path


def flown(platform: Platform) -> tuple[Principal, str]:
    world = platform.world
    by, launch, path = booked(platform)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return by, path


def cancel(scene: Scene) -> Response:
    quote = scene.who.post(f"{scene.path}/cancellation-quotes", {})
    if quote.status_code >= 400:
        return quote
    return scene.who.post(f"{scene.path}/cancellation", {"quote_id": quote.json()["id"]})


def swap(scene: Scene) -> Response:
    seats = scene.told["seats"]
    free = next(number for number in range(1, 9) if number not in seats)
    body = {"swap": [{"seat": seats[0] if seats else 1, "to": free}], "reason": WHY}
    return scene.who.post(f"{scene.path}/changes", body)


def answer_delay(scene: Scene) -> Response:
    (delay, *_) = scene.told.get("open_delays") or [{"id": scene.told["id"]}]
    body = {"delay_id": delay["id"], "accept": True}
    return scene.who.post(f"{scene.path}/delay-response", body)


def transfer(scene: Scene) -> Response:
    told = {"amount": scene.told["total_price"], "reference": scene.path[-30:], "reason": WHY}
    return scene.who.post(f"{scene.path}/transfers", told)


OF_BOOKINGS: Mapping[str, Act] = {
    "pay": lambda it: it.who.post(f"{it.path}/payment", {"payment_method": "pm_ok"}),
    "cancel": cancel,
    "change_seats": swap,
    "name_passengers": lambda it: it.who.patch(it.path, {"passengers": [ADA, None], "reason": WHY}),
    "answer_delay": answer_delay,
    "extend_hold": lambda it: it.who.post(
        f"{it.path}/hold-extension", {"minutes": 60, "reason": WHY}
    ),
    "record_transfer": transfer,
}
BOOKED = (held, lapsed, being_paid, confirmed, cancelled, delayed, flown)


@pytest.mark.parametrize("state", BOOKED, ids=lambda state: state.__name__)
def test_a_traveler_can_do_with_a_booking_what_it_says(
    platform: Platform, state: Callable[[Platform], tuple[Principal, str]]
) -> None:
    def setting(platform: Platform) -> Scene:
        by, path = state(platform)
        return seen(platform.sign_in(by), path)

    check(setting, OF_BOOKINGS, platform)


@pytest.mark.parametrize("state", BOOKED, ids=lambda state: state.__name__)
def test_customer_service_can_do_with_a_booking_what_it_says(
    platform: Platform, state: Callable[[Platform], tuple[Principal, str]]
) -> None:
    clerk = platform.world.employee(Position.CUSTOMER_SERVICE)

    def setting(platform: Platform) -> Scene:
        _, path = state(platform)
        return seen(platform.sign_in(clerk), path)

    check(setting, OF_BOOKINGS, platform)


# Invoices


def invoiced(platform: Platform) -> tuple[Launch, str]:
    """A launch that came to a fee of 5,000.00 USD, and its invoice's id."""
    world = platform.world
    launch = world.launch(days=10)
    world.book(world.traveler(), launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    finance = platform.employee(Position.FINANCE)
    issued = finance.post(f"{FINANCE}/invoices", {"launch_id": str(launch.id)})
    return launch, issued.json()["id"]


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def received(platform: Platform, invoice_id: str, amount: str) -> None:
    finance, body = platform.employee(Position.FINANCE), {"amount": usd(amount), "reference": "TRF"}
    path = f"{FINANCE}/invoices/{invoice_id}/payments"
    assert finance.post(path, body).status_code == 201


def online(platform: Platform, launch: Launch, invoice_id: str, amount: str) -> None:
    """A payment that waits for the payer."""
    agency = platform.sign_in(platform.world.owner_of(launch))
    body = {"amount": usd(amount), "payment_method": "pm_requires_action"}
    path = f"{FINANCE}/invoices/{invoice_id}/payments"
    assert agency.post(path, body, idempotency_key="waiting").status_code == 202


def pending(platform: Platform) -> tuple[Launch, str]:
    return invoiced(platform)


def partly_paid(platform: Platform) -> tuple[Launch, str]:
    launch, invoice_id = invoiced(platform)
    received(platform, invoice_id, "2000.00")
    return launch, invoice_id


def paid(platform: Platform) -> tuple[Launch, str]:
    launch, invoice_id = invoiced(platform)
    received(platform, invoice_id, "5000.00")
    return launch, invoice_id


def partly_under_way(platform: Platform) -> tuple[Launch, str]:
    launch, invoice_id = invoiced(platform)
    online(platform, launch, invoice_id, "2000.00")
    return launch, invoice_id


def under_way(platform: Platform) -> tuple[Launch, str]:
    launch, invoice_id = invoiced(platform)
    online(platform, launch, invoice_id, "5000.00")
    return launch, invoice_id


def credited(platform: Platform) -> tuple[Launch, str]:
    launch, invoice_id = invoiced(platform)
    finance, note = platform.employee(Position.FINANCE), {"reason": "Twice."}
    assert finance.post(f"{FINANCE}/invoices/{invoice_id}/credit-note", note).status_code == 201
    return launch, invoice_id


def give_back(scene: Scene) -> Response:
    payments = seen(scene.who, scene.path).told["payments"]
    offered = [one["id"] for one in payments if "return" in one["available_actions"]]
    (payment, *_) = offered or [one["id"] for one in payments] or [scene.told["id"]]
    return scene.who.post(f"{scene.path}/payments/{payment}/return", {"reference": "BACK"})


OF_INVOICES: Mapping[str, Act] = {
    "settle": lambda it: it.who.post(f"{it.path}/settlement", {"reference": "TRF"}),
    "move_due_date": lambda it: it.who.post(
        f"{it.path}/due-date", {"due_on": "2030-12-01", "reason": WHY}
    ),
    "return_payment": give_back,
    "credit": lambda it: it.who.post(f"{it.path}/credit-note", {"reason": "Twice."}),
}
BY_AGENCY: Mapping[str, Act] = {
    **OF_INVOICES,
    "pay": lambda it: it.who.post(
        f"{it.path}/payments", {"amount": usd("1.00"), "payment_method": "pm_ok"}
    ),
}
BY_FINANCE: Mapping[str, Act] = {
    **OF_INVOICES,
    "record_payment": lambda it: it.who.post(
        f"{it.path}/payments", {"amount": usd("1.00"), "reference": "TRF"}
    ),
}
INVOICED = (pending, partly_paid, paid, partly_under_way, under_way, credited)


@pytest.mark.parametrize("state", INVOICED, ids=lambda state: state.__name__)
def test_finance_can_do_with_an_invoice_what_its_list_says(
    platform: Platform, state: Callable[[Platform], tuple[Launch, str]]
) -> None:
    operator = platform.world.employee(Position.FINANCE)

    def setting(platform: Platform) -> Scene:
        _, invoice_id = state(platform)
        scene = listed(platform.sign_in(operator), f"{FINANCE}/invoices", invoice_id)
        whole = seen(scene.who, scene.path).told
        assert whole["available_actions"] == scene.told["available_actions"]
        return scene

    check(setting, BY_FINANCE, platform)


@pytest.mark.parametrize("state", INVOICED, ids=lambda state: state.__name__)
def test_an_agency_can_do_with_an_invoice_what_its_list_says(
    platform: Platform, state: Callable[[Platform], tuple[Launch, str]]
) -> None:
    def setting(platform: Platform) -> Scene:
        launch, invoice_id = state(platform)
        agency = platform.sign_in(platform.world.owner_of(launch))
        return listed(agency, f"{FINANCE}/invoices", invoice_id)

    check(setting, BY_AGENCY, platform)


# Launches and agencies


def scheduled(platform: Platform) -> Launch:
    return platform.world.launch(days=10)


def put_off(platform: Platform) -> Launch:
    world, launch = platform.world, scheduled(platform)
    later = launch.launch_at + timedelta(days=30)
    return world.system.delay_launch(world.owner_of(launch), launch.id, later, "Weather")


def unreported(platform: Platform) -> Launch:
    launch = scheduled(platform)
    platform.world.pass_time(timedelta(days=11))
    return launch


def successful(platform: Platform) -> Launch:
    world, launch = platform.world, unreported(platform)
    return world.system.mark_launch_successful(world.owner_of(launch), launch.id)


def aborted(platform: Platform) -> Launch:
    world, launch = platform.world, scheduled(platform)
    return world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")


def delay(scene: Scene) -> Response:
    later = f"2030-01-01T12:00:{len(scene.path) % 60:02}Z"
    return scene.who.post(f"{scene.path}/delays", {"launch_at": later, "reason": WHY})


OF_LAUNCHES: Mapping[str, Act] = {
    "edit": lambda it: it.who.patch(it.path, {"price": usd("1000.00")}),
    "delay": delay,
    "abort": lambda it: it.who.post(f"{it.path}/abort", {"reason": WHY}),
    "report_failure": lambda it: it.who.post(f"{it.path}/failure", {"reason": WHY}),
    "report_success": lambda it: it.who.post(f"{it.path}/success"),
}


@pytest.mark.parametrize(
    "state",
    [scheduled, put_off, unreported, successful, aborted],
    ids=lambda state: state.__name__,
)
def test_an_agency_can_do_with_a_launch_what_it_says(
    platform: Platform, state: Callable[[Platform], Launch]
) -> None:
    def setting(platform: Platform) -> Scene:
        launch = state(platform)
        agency = platform.sign_in(platform.world.owner_of(launch))
        return seen(agency, f"{AGENCY}/launches/{launch.id}")

    check(setting, OF_LAUNCHES, platform)


@pytest.mark.parametrize("status", ["pending", "approved", "suspended"])
def test_an_operations_manager_can_do_with_an_agency_what_it_says(
    platform: Platform, status: str
) -> None:
    manager = platform.world.employee(Position.OPERATIONS)

    def setting(platform: Platform) -> Scene:
        agency = platform.world.agency(approved=status != "pending")
        who, path = platform.sign_in(manager), f"{AGENCY}/agencies/{agency.user_id}"
        if status == "suspended":
            assert who.post(f"{path}/suspension", {"reason": WHY}).status_code == 200
        return seen(who, path)

    acts: Mapping[str, Act] = {
        "approve": lambda it: it.who.post(f"{it.path}/approval"),
        "suspend": lambda it: it.who.post(f"{it.path}/suspension", {"reason": WHY}),
        "reinstate": lambda it: it.who.post(f"{it.path}/reinstatement"),
    }
    check(setting, acts, platform)


@pytest.mark.parametrize("used", [False, True])
def test_an_agency_can_do_with_a_rocket_what_it_says(platform: Platform, used: bool) -> None:
    def setting(platform: Platform) -> Scene:
        by = platform.world.agency()
        agency = platform.sign_in(by)
        if used:
            rocket_id = platform.world.launch(by).rocket_id
            return seen(agency, f"{AGENCY}/rockets/{rocket_id}")
        body = {"name": "Heron", "model": "II", "capacity": 8, "range": "moon"}
        made = agency.post(f"{AGENCY}/rockets", body)
        return seen(agency, made.headers["location"])

    acts: Mapping[str, Act] = {
        "edit": lambda it: it.who.patch(it.path, {"name": "Egret"}),
        "delete": lambda it: it.who.delete(it.path),
    }
    check(setting, acts, platform)


# What travelers wish and tell


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_traveler_can_do_with_a_wish_what_it_says(platform: Platform, withdrawn: bool) -> None:
    def setting(platform: Platform) -> Scene:
        world = platform.world
        launch = world.launch(seats=1)
        world.book(world.traveler(), launch.id, 1)
        world.settle()
        who, path = platform.traveler(), f"{BOOKING}/launches/{launch.id}/wish"
        assert who.post(path, {"seats": 1}).status_code == 201
        if withdrawn:
            assert who.delete(path).status_code == 200
        (told,) = who.get(f"{BOOKING}/wishes").json()["items"]
        return Scene(who, path, told)

    check(setting, {"withdraw": lambda it: it.who.delete(it.path)}, platform)


@pytest.mark.parametrize("decision", [None, "approved", "rejected"])
def test_customer_service_can_do_with_a_testimonial_what_it_says(
    platform: Platform, decision: str | None
) -> None:
    clerk = platform.world.employee(Position.CUSTOMER_SERVICE)

    def setting(platform: Platform) -> Scene:
        by, booking = flown(platform)
        traveler = platform.sign_in(by)
        launch_id = traveler.get(booking).json()["launch_id"]
        body = {"launch_id": launch_id, "stars": 5, "text": "Two sunrises."}
        made = traveler.post(f"{BOOKING}/testimonials", body).json()
        who, path = platform.sign_in(clerk), f"{BOOKING}/testimonials/{made['id']}/moderation"
        if decision is not None:
            assert who.post(path, {"decision": decision, "reason": WHY}).status_code == 200
        found = who.get(f"{BOOKING}/testimonials?status={decision or 'pending'}").json()["items"]
        (told,) = [one["moderation"] for one in found if one["id"] == made["id"]]
        return Scene(who, path, told)

    acts: Mapping[str, Act] = {
        "approve": lambda it: it.who.post(it.path, {"decision": "approved"}),
        "reject": lambda it: it.who.post(it.path, {"decision": "rejected", "reason": WHY}),
    }
    check(setting, acts, platform)


# Users


def hired(platform: Platform) -> str:
    return str(platform.world.employee(Position.FINANCE).user_id)


def invited(platform: Platform) -> str:
    ops = platform.employee(Position.OPERATIONS)
    body = {
        "email": f"mae{platform.world.key(platform.world.traveler()).key}@astro.test",
        "first_name": "Mae",
        "last_name": "Ito",
        "position": "customer_service",
    }
    created = ops.post(f"{SYSTEM}/users", body)
    assert created.status_code == 201, created.text
    return str(created.json()["id"])


def suspended(platform: Platform) -> str:
    user_id, ops = hired(platform), platform.employee(Position.OPERATIONS)
    body = {"status": "suspended", "reason": WHY}
    assert ops.patch(f"{SYSTEM}/users/{user_id}", body).status_code == 200
    return user_id


def traveling(platform: Platform) -> str:
    return str(platform.world.traveler().user_id)


def gone(platform: Platform) -> str:
    by = platform.world.traveler()
    platform.world.system.close_account(by, PASSWORD)
    platform.world.settle()
    return str(by.user_id)


OF_USERS: Mapping[str, Act] = {
    "edit": lambda it: it.who.patch(it.path, {"first_name": "Grace"}),
    "move": lambda it: it.who.patch(it.path, {"position": "it"}),
    "suspend": lambda it: it.who.patch(it.path, {"status": "suspended", "reason": WHY}),
    "reinstate": lambda it: it.who.patch(it.path, {"status": "active", "reason": WHY}),
    "invite": lambda it: it.who.post(f"{it.path}/invitation"),
    "reset_second_factor": lambda it: it.who.post(
        f"{it.path}/second-factor-reset", {"reason": WHY}
    ),
}


@pytest.mark.parametrize(
    "state", [hired, invited, suspended, traveling, gone], ids=lambda state: state.__name__
)
def test_an_operations_manager_can_do_with_a_user_what_it_says(
    platform: Platform, state: Callable[[Platform], str]
) -> None:
    manager = platform.world.employee(Position.OPERATIONS)

    def setting(platform: Platform) -> Scene:
        user_id = state(platform)
        return seen(platform.sign_in(manager), f"{SYSTEM}/users/{user_id}")

    check(setting, OF_USERS, platform)


def test_nobody_is_offered_to_put_the_own_account_out_of_office(platform: Platform) -> None:
    def setting(platform: Platform) -> Scene:
        manager = platform.world.employee(Position.OPERATIONS)
        return seen(platform.sign_in(manager), f"{SYSTEM}/users/{manager.user_id}")

    check(setting, OF_USERS, platform)


# What one has oneself


def test_people_can_do_with_their_own_account_what_it_says(platform: Platform) -> None:
    path = f"{SYSTEM}/auth/me"
    acts: Mapping[str, Act] = {
        "edit": lambda it: it.who.patch(it.path, {"first_name": "Grace"}),
        "change_password": lambda it: it.who.post(
            f"{it.path}/password",
            {"current_password": PASSWORD, "new_password": "five-other-unrelated-words"},
        ),
        "change_email": lambda it: it.who.post(
            f"{it.path}/email", {"password": PASSWORD, "email": "grace@example.test"}
        ),
    }

    check(lambda platform: seen(platform.traveler(), path), acts, platform)


def test_a_notice_can_be_read_until_it_was(platform: Platform) -> None:
    by, _, _ = booked(platform)
    who, path = platform.sign_in(by), f"{NOTIFY}/me/notifications"

    (told, *_) = who.get(path).json()["items"]
    first = who.post(f"{path}/{told['id']}/read").json()
    again = who.post(f"{path}/{told['id']}/read").json()

    assert (told["available_actions"], first["available_actions"]) == (["read"], [])
    assert again == first


@pytest.mark.parametrize("position", [None, Position.IT])
def test_mails_are_chosen_by_those_who_have_a_choice(
    platform: Platform, position: Position | None
) -> None:
    who = platform.traveler() if position is None else platform.employee(position)
    acts: Mapping[str, Act] = {"choose": lambda it: it.who.patch(it.path, {"new_launches": True})}

    check(lambda _: seen(who, f"{NOTIFY}/me/preferences"), acts, platform)


@pytest.mark.parametrize("state", [traveling, gone], ids=lambda state: state.__name__)
def test_customer_service_books_for_the_travelers_it_is_offered(
    platform: Platform, state: Callable[[Platform], str]
) -> None:
    clerk = platform.world.employee(Position.CUSTOMER_SERVICE)

    def setting(platform: Platform) -> Scene:
        found = state(platform)
        return listed(platform.sign_in(clerk), f"{BOOKING}/travelers", found)

    def book(scene: Scene) -> Response:
        launch = platform.world.launch()
        whom = {"traveler_id": scene.told["id"], "reason": WHY}
        body = {"launch_id": str(launch.id), "seats": 1, "on_behalf_of": whom}
        return scene.who.post(f"{BOOKING}/bookings", body)

    check(setting, {"book": book}, platform)
