"""Customer service over HTTP: looking for bookings and travelers, acting for them."""

from typing import Any

import pytest
from httpx import Response

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import LaunchId

from .conftest import Person, Platform

BOOKING = "/api/v1/booking"
REASON = "Called; cannot reach the site."
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10"}
PRICE = {"amount": "500000.00", "currency": "USD"}


@pytest.fixture
def clerk(platform: Platform) -> Person:
    """Give an employee of customer service."""
    return platform.employee(Position.CUSTOMER_SERVICE)


def book_for(clerk: Person, traveler: Principal, launch_id: LaunchId, **more: Any) -> Response:
    """Ask for two seats for *traveler*."""
    whom = {"traveler_id": str(traveler.user_id), "reason": REASON}
    body = {"launch_id": str(launch_id), "seats": 2, "on_behalf_of": whom} | more
    return clerk.post(f"{BOOKING}/bookings", body)


def held_at(platform: Platform, clerk: Person) -> str:
    """The path of a booking held for a traveler."""
    traveler, launch = platform.world.traveler(), platform.world.launch()
    held = book_for(clerk, traveler, launch.id)
    assert held.status_code == 201, held.text
    return str(held.headers["location"])


@pytest.mark.story("2.8")
def test_customer_service_books_for_a_traveler(platform: Platform, clerk: Person) -> None:
    by, launch = platform.world.traveler(), platform.world.launch()
    traveler = platform.sign_in(by)

    held = book_for(clerk, by, launch.id)
    seen = traveler.get(held.headers["location"]).json()

    assert (held.status_code, held.json()["status"]) == (201, "held")
    assert held.json()["on_behalf"]["reason"] == seen["on_behalf"]["reason"] == REASON
    assert held.json()["traveler_id"] == str(by.user_id)
    assert set(held.json()["available_actions"]) >= {"extend_hold", "record_transfer", "cancel"}
    assert "pay" not in held.json()["available_actions"]
    assert "pay" in seen["available_actions"]
    assert "extend_hold" not in seen["available_actions"]
    paid = traveler.post(f"{held.headers['location']}/payment", {"payment_method": "pm_ok"})
    assert paid.json()["status"] == "confirmed"


@pytest.mark.story("2.8")
def test_the_traveler_s_limits_hold_and_others_may_not(platform: Platform, clerk: Person) -> None:
    by, launch = platform.world.traveler(), platform.world.launch()
    traveler = platform.sign_in(by)

    own = book_for(traveler, by, launch.id)
    many = book_for(clerk, by, launch.id, seats=5)
    silent = clerk.post(
        f"{BOOKING}/bookings",
        {
            "launch_id": str(launch.id),
            "seats": 1,
            "on_behalf_of": {"traveler_id": str(by.user_id), "reason": " "},
        },
    )
    unknown = clerk.post(
        f"{BOOKING}/bookings",
        {
            "launch_id": str(launch.id),
            "seats": 1,
            "on_behalf_of": {"traveler_id": str(launch.id), "reason": REASON},
        },
    )

    assert (own.status_code, own.json()["code"]) == (403, "not-allowed")
    assert (many.status_code, many.json()["limit"]) == (422, 4)
    assert (silent.status_code, unknown.status_code) == (422, 404)
    assert silent.json()["errors"][0]["pointer"] == "/on_behalf_of/reason"


@pytest.mark.story("2.8")
def test_a_hold_is_extended(platform: Platform, clerk: Person) -> None:
    path = held_at(platform, clerk)
    before = clerk.get(path).json()["expires_at"]

    longer = clerk.post(f"{path}/hold-extension", {"minutes": 2880, "reason": REASON})
    until = longer.json()["expires_at"]
    exact = {"expires_at": "2027-01-20T00:00:00Z", "reason": REASON}

    assert (longer.status_code, longer.json()["status"]) == (200, "held")
    assert until > before
    assert longer.headers["etag"] == clerk.get(path).headers["etag"]
    assert clerk.post(f"{path}/hold-extension", exact).json()["expires_at"] == exact["expires_at"]
    late = clerk.post(f"{path}/hold-extension", {"minutes": 11520, "reason": REASON})
    assert (late.status_code, late.json()["code"]) == (409, "hold-too-long")
    assert late.json()["latest"].startswith("2027-01-22")
    for wrong in ({"reason": REASON}, exact | {"minutes": 5}, {"minutes": 5, "reason": REASON}):
        assert clerk.post(f"{path}/hold-extension", wrong).status_code == 422


@pytest.mark.story("2.8")
def test_a_bank_transfer_confirms_the_hold_and_is_given_back_by_hand(
    platform: Platform, clerk: Person
) -> None:
    path, finance = held_at(platform, clerk), platform.employee(Position.FINANCE)
    transfer = {"amount": PRICE, "reference": "TRF 1", "reason": "On the statement."}
    half = transfer | {"amount": {"amount": "250000.00", "currency": "USD"}}

    odd = clerk.post(f"{path}/transfers", half)
    paid = clerk.post(f"{path}/transfers", transfer)
    again = clerk.post(f"{path}/transfers", transfer)
    other = clerk.post(f"{held_at(platform, clerk)}/transfers", transfer)

    assert (odd.status_code, odd.json()["code"]) == (409, "transfer-amount")
    assert (paid.status_code, paid.json()["status"]) == (200, "confirmed")
    assert paid.json()["payment"]["status"] == "succeeded"
    assert paid.json()["on_behalf"]["reason"] == "On the statement."
    assert again.json() == paid.json()
    assert (other.status_code, other.json()["code"]) == (409, "transfer-recorded")
    (receipt,) = clerk.get(f"{path}/receipts").json()["items"]
    assert (receipt["kind"], receipt["amount"]) == ("payment", PRICE)

    quote = clerk.post(f"{path}/cancellation-quotes").json()
    clerk.post(f"{path}/cancellation", {"quote_id": quote["id"]})
    (refund,) = finance.get("/api/v1/finance/refunds").json()["items"]
    assert (refund["status"], refund["available_actions"]) == ("failed", ["settle"])
    settled = finance.post(
        f"/api/v1/finance/refunds/{refund['id']}/settlement", {"reference": "BACK 1"}
    )
    assert settled.json()["status"] == "settled_by_hand", settled.text


@pytest.mark.story("2.8")
def test_passengers_are_renamed_and_bookings_cancelled_with_a_reason(
    platform: Platform, clerk: Person
) -> None:
    world = platform.world
    view = world.book(world.traveler(), world.launch(days=30).id)
    path = f"{BOOKING}/bookings/{view.booking.id}"

    silent = clerk.patch(path, {"passengers": [ADA]})
    named = clerk.patch(path, {"passengers": [ADA, None], "reason": REASON})
    quote = clerk.post(f"{path}/cancellation-quotes").json()
    override = {"refund_share": "0.5", "reason": "Illness."}
    cancelled = clerk.post(
        f"{path}/cancellation", {"quote_id": quote["id"], "override": override}
    ).json()

    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert named.json()["passengers"] == [ADA, None]
    assert named.json()["on_behalf"]["reason"] == REASON
    assert (cancelled["status"], cancelled["cancelled_by"]) == ("cancelled", "employee")
    assert cancelled["refunds"][0]["amount"]["amount"] == "250000.00"
    assert cancelled["on_behalf"]["reason"] == "Illness."


@pytest.mark.story("2.7")
def test_customer_service_looks_for_bookings(platform: Platform, clerk: Person) -> None:
    world = platform.world
    by, launch = world.traveler(), world.launch(days=30)
    one, two = (
        world.book(by, launch.id).booking,
        world.book(world.traveler(), world.launch(days=60).id).booking,
    )
    copy = world.parts.travelers.find(by.user_id)  # type: ignore[arg-type]
    assert copy is not None

    def found(query: str) -> set[str]:
        answer = clerk.get(f"{BOOKING}/bookings?{query}")
        assert answer.status_code == 200, answer.text
        return {item["id"] for item in answer.json()["items"]}

    assert found("") == found("text=ada") == {str(one.id), str(two.id)}
    for query in (
        f"text={copy.last_name.upper()}",
        f"text={copy.email}",
        f"traveler_id={by.user_id}",
        f"reference={one.reference.lower()}",
        f"launch_id={launch.id}",
        f"launch_to={launch.launch_at:%Y-%m-%d}&status=confirmed",
    ):
        assert found(query) == {str(one.id)}, query
    assert found("booked_to=2027-01-14") == found("booked_from=2027-01-16") == set()
    assert found("booked_from=2027-01-15&booked_to=2027-01-15") == found("")
    page = clerk.get(f"{BOOKING}/bookings?text=ada&limit=1").json()
    assert found(f"text=ada&limit=1&after={page['next']}") == {str(one.id)}
    foreign = platform.sign_in(by).get(f"{BOOKING}/bookings?text=ada")
    assert (foreign.status_code, foreign.json()["code"]) == (403, "not-allowed")
    assert clerk.get(f"{BOOKING}/bookings?booked_from=soon").status_code == 422


@pytest.mark.story("2.6")
def test_a_traveler_looks_back_and_ahead(platform: Platform) -> None:
    world = platform.world
    by, launch = world.traveler(), world.launch(days=30)
    traveler = platform.sign_in(by)
    ahead = world.book(by, launch.id).booking.id
    gone = world.cancel(by, world.book(by, launch.id)).booking.id
    world.book(world.traveler(), launch.id)

    def trips(query: str) -> list[str]:
        return [item["id"] for item in traveler.get(f"{BOOKING}/bookings?{query}").json()["items"]]

    assert trips("when=upcoming") == trips("status=confirmed") == [str(ahead)]
    assert trips("when=cancelled") == [str(gone)]
    assert trips("when=past") == []
    assert trips("when=upcoming&launch_to=2027-01-20") == []
    assert trips(f"launch_from={launch.launch_at:%Y-%m-%d}") == [str(gone), str(ahead)]


@pytest.mark.story("2.8")
def test_customer_service_finds_whom_to_book_for(platform: Platform, clerk: Person) -> None:
    by = platform.world.traveler()
    platform.world.traveler()

    page = clerk.get(f"{BOOKING}/travelers?text=ada&limit=1").json()
    rest = clerk.get(f"{BOOKING}/travelers?text=ada&limit=1&after={page['next']}").json()

    (first,) = page["items"]
    assert (first["id"], first["first_name"], first["active"]) == (str(by.user_id), "Ada", True)
    assert len(rest["items"]) == 1
    assert rest["next"] is None
    assert not {"tax_id", "address"} & set(first)
    assert platform.sign_in(by).get(f"{BOOKING}/travelers").status_code == 403
