"""The board, bookings, payments and receipts over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.ids import LaunchId

from .conftest import Person, Platform

BOOKING = "/api/v1/booking"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10"}


def book(person: Person, launch_id: LaunchId, seats: Any = 2, **more: Any) -> Response:
    body = {"launch_id": str(launch_id), "seats": seats} | more
    return person.post(f"{BOOKING}/bookings", body)


@pytest.mark.story("2.1")
def test_everybody_sees_the_launches_on_sale(platform: Platform) -> None:
    launch = platform.world.launch(seats=8)
    answer = platform.client.get(f"{BOOKING}/launches?destination=moon&seats=8&sort=-price")
    (item,) = answer.json()["items"]

    assert set(item) >= {"id", "slug", "destination", "launch_at", "price", "seats_left"}
    assert set(item) >= {"seats_total", "status", "agency", "rocket", "spaceport"}
    assert (item["id"], item["slug"]) == (str(launch.id), launch.slug)
    assert item["available_actions"] == ["book"]
    assert answer.json()["as_of"].endswith("Z")
    assert platform.client.get(f"{BOOKING}/launches?destination=mars").json()["items"] == []


@pytest.mark.story("2.1")
def test_the_board_is_read_page_by_page(platform: Platform) -> None:
    agency = platform.world.agency()
    launches = {str(platform.world.launch(agency, days=100 + day).id) for day in range(5)}

    found, after = [], ""
    while True:
        page = platform.client.get(f"{BOOKING}/launches?limit=2{after}").json()
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert (len(found), set(found)) == (5, launches)
    other_order = platform.client.get(f"{BOOKING}/launches?limit=2&sort=price{after}")
    assert other_order.json()["code"] == "invalid-cursor"


@pytest.mark.story("2.1")
def test_a_launch_is_found_by_id_and_slug(platform: Platform) -> None:
    launch = platform.world.launch()
    by_id = platform.client.get(f"{BOOKING}/launches/{launch.id}")
    by_slug = platform.client.get(f"{BOOKING}/launches/{launch.slug}")

    assert by_id.json() == by_slug.json()
    assert by_id.headers["etag"] == f'"{launch.version}.8"'
    assert platform.client.get(f"{BOOKING}/launches/no-such").status_code == 404
    assert platform.client.get(f"{BOOKING}/launches/%00").status_code == 404
    seats = platform.client.get(f"{BOOKING}/launches/{launch.slug}/seats").json()
    assert (seats["seats_total"], seats["taken"]) == (8, [])
    history = platform.client.get(f"{BOOKING}/launches/{launch.id}/history").json()
    assert [entry["status"] for entry in history["items"]] == ["scheduled"]


@pytest.mark.story("2.3")
def test_a_traveler_books_and_pays_at_once(platform: Platform) -> None:
    launch, traveler = platform.world.launch(seats=8), platform.traveler()
    total = {"amount": "500000.00", "currency": "USD"}
    answer = book(
        traveler, launch.id, [3, 5], payment_method="pm_ok", passengers=[ADA], expected_total=total
    )
    booking = answer.json()

    assert (answer.status_code, booking["status"]) == (201, "confirmed"), answer.text
    assert booking["seats"] == [3, 5]
    assert booking["total_price"] == total
    assert booking["payment"]["status"] == "succeeded"
    assert booking["passengers"] == [ADA, None]
    assert booking["reference"].startswith("AB-")
    assert booking["available_actions"] == ["cancel", "change_seats", "name_passengers"]
    seen = traveler.get(answer.headers["location"])
    assert seen.json() == booking
    assert (
        traveler.get(answer.headers["location"], if_none_match=seen.headers["etag"]).status_code
        == 304
    )
    seats = platform.client.get(f"{BOOKING}/launches/{launch.id}/seats").json()
    assert seats["taken"] == [3, 5]


@pytest.mark.story("2.3")
def test_seats_are_held_and_paid_later(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    held = book(traveler, launch.id)
    path = held.headers["location"]
    paid = traveler.post(f"{path}/payment", {"payment_method": "pm_ok"})
    twice = traveler.post(f"{path}/payment", {"payment_method": "pm_ok"})

    assert (held.status_code, held.json()["status"]) == (201, "held")
    assert held.json()["expires_at"] is not None
    assert held.json()["available_actions"] == ["pay", "cancel", "change_seats", "name_passengers"]
    assert (paid.status_code, paid.json()["status"]) == (201, "confirmed")
    assert paid.json()["expires_at"] is None
    assert (twice.status_code, twice.json()["code"]) == (409, "booking-status")


@pytest.mark.story("2.3")
def test_a_declined_payment_leaves_the_seats_held(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    declined = book(traveler, launch.id, payment_method="pm_declined")
    document = declined.json()

    assert (declined.status_code, document["code"]) == (402, "payment-declined")
    assert declined.headers["content-type"] == "application/problem+json"
    assert document["expires_at"].endswith("Z")
    path = f"{BOOKING}/bookings/{document['booking_id']}"
    assert traveler.get(path).json()["status"] == "held"
    again = traveler.post(f"{path}/payment", {"payment_method": "pm_insufficient_funds"})
    assert again.status_code == 402
    paid = traveler.post(f"{path}/payment", {"payment_method": "pm_ok"})
    assert paid.json()["status"] == "confirmed"


@pytest.mark.story("2.3")
def test_a_bank_may_ask_for_more(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    asked = book(traveler, launch.id, payment_method="pm_requires_action")
    booking = asked.json()

    assert (asked.status_code, booking["status"]) == (202, "held"), asked.text
    assert booking["payment"]["status"] == "requires_action"
    assert booking["payment"]["next_action"]
    provider_id = booking["payment"]["next_action"].rpartition("/")[2]
    page = platform.client.get(f"/sandbox/actions/{provider_id}")
    assert "Approve" in page.text
    done = platform.client.post(f"/sandbox/actions/{provider_id}", data={"decision": "approve"})
    assert done.status_code == 200, done.text
    platform.world.pass_time(timedelta(minutes=2))
    platform.world.settle()
    assert traveler.get(asked.headers["location"]).json()["status"] == "confirmed"
    assert (
        platform.client.post("/sandbox/actions/none", data={"decision": "approve"}).status_code
        == 404
    )


@pytest.mark.story("2.3")
def test_the_same_request_books_once(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    body = {"launch_id": str(launch.id), "seats": 2, "payment_method": "pm_ok"}
    reordered = dict(reversed(body.items()))
    path = f"{BOOKING}/bookings"

    first = traveler.post(path, body, idempotency_key="one")
    again = traveler.post(path, reordered, idempotency_key="one")
    other = traveler.post(path, body | {"seats": 1}, idempotency_key="one")
    fresh = traveler.post(path, body, idempotency_key="two")

    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert fresh.json()["id"] != first.json()["id"]
    assert platform.world.seats_left(launch.id) == 4


@pytest.mark.story("2.3")
def test_a_declined_answer_is_replayed_too(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    body = {"launch_id": str(launch.id), "seats": 2, "payment_method": "pm_declined"}
    first = traveler.post(f"{BOOKING}/bookings", body, idempotency_key="one")
    again = traveler.post(f"{BOOKING}/bookings", body, idempotency_key="one")

    assert (again.status_code, again.content) == (402, first.content)
    assert again.headers["content-type"] == "application/problem+json"


@pytest.mark.story("2.3")
def test_a_refusal_leaves_the_key_free(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    body = {"launch_id": str(launch.id), "seats": 5}
    refused = traveler.post(f"{BOOKING}/bookings", body, idempotency_key="one")
    taken = traveler.post(f"{BOOKING}/bookings", body | {"seats": 4}, idempotency_key="one")

    assert (refused.status_code, refused.json()["code"]) == (422, "seat-limit-exceeded")
    assert (refused.json()["limit"], refused.json()["held"]) == (4, 0)
    assert taken.status_code == 201


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "idempotency-key-missing"),
        ("a b", "idempotency-key-invalid"),
        ("k" * 201, "idempotency-key-invalid"),
    ],
)
def test_a_key_is_demanded(platform: Platform, key: str, code: str) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    for path in (f"{BOOKING}/bookings", f"{BOOKING}/bookings/{launch.id}/payment"):
        answer = traveler.post(path, {}, idempotency_key=key)
        assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.story("2.3")
def test_keys_belong_to_users(platform: Platform) -> None:
    launch = platform.world.launch()
    body = {"launch_id": str(launch.id), "seats": 1}
    ids = {
        platform.traveler().post(f"{BOOKING}/bookings", body, idempotency_key="same").json()["id"]
        for _ in range(2)
    }

    assert len(ids) == 2


@pytest.mark.story("2.3")
def test_refusals_carry_their_figures(platform: Platform) -> None:
    launch = platform.world.launch(seats=3)
    first, second = platform.traveler(), platform.traveler()
    book(first, launch.id, [2])

    taken = book(second, launch.id, [1, 2])
    sold_out = book(second, launch.id, 3)
    dearer = book(second, launch.id, 1, expected_total={"amount": "1.00", "currency": "USD"})
    nowhere = book(second, launch.id, [4])

    assert (taken.json()["code"], taken.json()["seats"]) == ("seats-taken", [2])
    assert (sold_out.json()["code"], sold_out.json()["left"]) == ("sold-out", 2)
    assert dearer.json()["code"] == "price-changed"
    assert nowhere.status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        {"seats": 0},
        {"seats": []},
        {"seats": [1, 1]},
        {"seats": "2"},
        {"seats": 2.0},
        {"on_behalf_of": {"traveler_id": "x", "reason": "y"}},
        {"launch_id": "moon"},
        {"passengers": [ADA | {"birth_date": "2026-01-01"}]},
        {"passengers": [ADA, ADA, ADA]},
        {"payment_method": ""},
        {"expected_total": "500000.00"},
    ],
)
def test_wrong_bookings_are_refused_as_such(platform: Platform, change: dict[str, Any]) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    body = {"launch_id": str(launch.id), "seats": 2} | change
    answer = traveler.post(f"{BOOKING}/bookings", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input")
    assert all(fault["pointer"].startswith("/") for fault in answer.json()["errors"])


@pytest.mark.story("2.4")
@pytest.mark.story("2.6")
def test_travelers_see_their_own_bookings_only(platform: Platform) -> None:
    launch = platform.world.launch()
    mine, other = platform.traveler(), platform.traveler()
    path = book(mine, launch.id, payment_method="pm_ok").headers["location"]

    assert [one["id"] for one in mine.get(f"{BOOKING}/bookings?when=upcoming").json()["items"]] == [
        path.rpartition("/")[2]
    ]
    assert mine.get(f"{BOOKING}/bookings?when=cancelled").json()["items"] == []
    assert other.get(f"{BOOKING}/bookings").json()["items"] == []
    for verb in ("", "/receipts", "/calendar.ics"):
        assert other.get(path + verb).status_code == 404
    assert other.post(f"{path}/cancellation-quotes").status_code == 404
    assert platform.client.get(path).status_code == 401


@pytest.mark.story("2.7")
def test_customer_service_finds_bookings(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    booking = book(traveler, launch.id).json()
    service = platform.employee(Position.CUSTOMER_SERVICE)

    for query in (f"reference={booking['reference']}", f"traveler_id={booking['traveler_id']}"):
        found = service.get(f"{BOOKING}/bookings?{query}&status=held").json()["items"]
        assert [one["id"] for one in found] == [booking["id"]]


@pytest.mark.story("2.3")
def test_passengers_are_named_later(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    made = book(traveler, launch.id)
    path, etag = made.headers["location"], made.headers["etag"]

    named = traveler.patch(path, {"passengers": [None, ADA]}, if_match=etag)
    lost = traveler.patch(path, {"passengers": [ADA]}, if_match=etag)
    tagged_with_more = traveler.patch(path, {"passengers": []}, if_match='"1.8"')

    assert named.json()["passengers"] == [None, ADA]
    assert (lost.status_code, lost.json()["code"]) == (412, "stale-version")
    assert tagged_with_more.json()["code"] == "invalid-if-match"
    assert traveler.patch(path, {"seats": 3}).status_code == 422


@pytest.mark.story("2.5")
def test_a_traveler_cancels_by_quote(platform: Platform) -> None:
    launch, traveler = platform.world.launch(days=100), platform.traveler()
    path = book(traveler, launch.id, payment_method="pm_ok").headers["location"]
    quoted = traveler.post(f"{path}/cancellation-quotes")
    quote = quoted.json()

    assert quoted.status_code == 201
    assert quote["refund"] == {"amount": "350000.00", "currency": "USD"}
    assert (quote["share"], "70%" in quote["explanation"]) == ("0.7", True)
    cancelled = traveler.post(f"{path}/cancellation", {"quote_id": quote["id"]})
    again = traveler.post(f"{path}/cancellation", {"quote_id": quote["id"]})
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert [refund["amount"] for refund in cancelled.json()["refunds"]] == [quote["refund"]]
    assert again.json()["refunds"] == cancelled.json()["refunds"]
    assert platform.world.seats_left(launch.id) == 8


@pytest.mark.story("2.8")
def test_only_customer_service_overrides_a_refund(platform: Platform) -> None:
    launch, traveler = platform.world.launch(days=10), platform.traveler()
    path = book(traveler, launch.id, payment_method="pm_ok").headers["location"]
    quote = traveler.post(f"{path}/cancellation-quotes").json()
    body = {"quote_id": quote["id"], "override": {"refund_share": "0.5", "reason": "Illness"}}

    assert traveler.post(f"{path}/cancellation", body).status_code == 403
    service = platform.employee(Position.CUSTOMER_SERVICE)
    wrong = body | {"override": {"refund_share": "1.5", "reason": "Illness"}}
    assert service.post(f"{path}/cancellation", wrong).status_code == 422
    cancelled = service.post(f"{path}/cancellation", body).json()
    assert cancelled["cancelled_by"] == "employee"
    assert cancelled["refunds"][0]["amount"]["amount"] == "250000.00"


@pytest.mark.story("1.5")
@pytest.mark.story("2.4")
def test_a_delay_is_refused_or_accepted(platform: Platform) -> None:
    account = platform.world.agency()
    launch = platform.world.launch(account, days=100)
    stays, leaves = platform.traveler(), platform.traveler()
    paths = [
        book(one, launch.id, payment_method="pm_ok").headers["location"] for one in (stays, leaves)
    ]
    platform.world.pass_time(timedelta(minutes=1))
    agency = platform.sign_in(account)
    later = (platform.world.clock.now() + timedelta(days=120)).isoformat()
    agency.post(f"/api/v1/agency/launches/{launch.id}/delays", {"launch_at": later, "reason": "R"})

    (delay,) = stays.get(paths[0]).json()["open_delays"]
    body = {"delay_id": delay["id"], "accept": True}
    accepted = stays.post(f"{paths[0]}/delay-response", body)
    refused = leaves.post(f"{paths[1]}/delay-response", body | {"accept": False})

    assert (accepted.status_code, accepted.json()["status"]) == (200, "confirmed")
    assert accepted.json()["open_delays"] == []
    assert refused.json()["cancelled_by"] == "delay_refused"
    assert refused.json()["refunds"][0]["amount"]["amount"] == "500000.00"


@pytest.mark.story("2.3")
@pytest.mark.story("2.11")
def test_papers_are_handed_out(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()
    path = book(traveler, launch.id, payment_method="pm_ok").headers["location"]
    calendar = traveler.get(f"{path}/calendar.ics")
    (receipt,) = traveler.get(f"{path}/receipts").json()["items"]
    printed = traveler.get(receipt["href"])

    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "attachment" in calendar.headers["content-disposition"]
    assert calendar.content
    assert receipt["kind"] == "payment"
    assert receipt["amount"]["amount"] == "500000.00"
    assert printed.status_code == 200
    assert printed.content


@pytest.mark.story("2.3")
def test_the_board_follows_a_booking_at_once(platform: Platform) -> None:
    launch, traveler = platform.world.launch(), platform.traveler()

    def left() -> list[int]:
        items = platform.client.get(f"{BOOKING}/launches").json()["items"]
        return [item["seats_left"] for item in items]

    assert left() == [8]
    held = book(traveler, launch.id)
    assert left() == [6]
    book(traveler, launch.id, 1, payment_method="pm_declined")
    assert left() == [5]
    quote = traveler.post(f"{held.headers['location']}/cancellation-quotes").json()
    traveler.post(f"{held.headers['location']}/cancellation", {"quote_id": quote["id"]})
    assert left() == [7]


@pytest.mark.story("1.8")
def test_the_board_follows_a_suspension_at_once(platform: Platform) -> None:
    launch = platform.world.launch()
    operations = platform.employee(Position.OPERATIONS)
    assert len(platform.client.get(f"{BOOKING}/launches").json()["items"]) == 1

    path = f"/api/v1/agency/agencies/{launch.agency_id}/suspension"
    assert operations.post(path, {"reason": "Insurance"}).status_code == 200

    assert platform.client.get(f"{BOOKING}/launches").json()["items"] == []


@pytest.mark.story("5.5")
def test_who_books_a_moment_after_confirming_is_known(platform: Platform) -> None:
    launch = platform.world.launch()
    traveler = platform.sign_in(platform.world.newcomer())

    booked = book(traveler, launch.id, payment_method="pm_ok")

    assert (booked.status_code, booked.json()["status"]) == (201, "confirmed")


@pytest.mark.story("2.3")
def test_a_boarding_pass_is_there_once_the_booking_is_paid(platform: Platform) -> None:
    traveler, launch = platform.traveler(), platform.world.launch()
    held = book(traveler, launch.id).json()
    before = traveler.get(f"{BOOKING}/bookings/{held['id']}/boarding-pass")

    traveler.post(f"{BOOKING}/bookings/{held['id']}/payment", {"payment_method": "pm_ok"})
    after = traveler.get(f"{BOOKING}/bookings/{held['id']}/boarding-pass")

    assert (before.status_code, before.json()["code"]) == (409, "booking-status")
    assert after.status_code == 200
    assert held["reference"] in after.headers["content-disposition"]
