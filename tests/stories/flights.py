"""A launch on sale, from nothing: its agency, its rocket, its spaceport."""

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import frozen

from tests.stories.platform import Person, Platform, eventually

__all__ = ["Flight", "book", "scheduled", "try_to_book"]


@frozen
class Flight:
    """A launch on sale, and who flies it."""

    agency: Person
    operations: Person
    id: str
    slug: str
    launch_at: datetime


def scheduled(platform: Platform, operations: Person) -> Flight:
    """A launch of an agency that was approved, with eight seats to the Moon."""
    agency = platform.agency()
    own = eventually(lambda: _profile(agency), "the agency's own profile")
    operations.post(f"/agency/agencies/{own['id']}/approval")
    rocket = agency.post(
        "/agency/rockets", {"name": "Heron", "model": "II", "capacity": 8, "range": "mars"}
    )
    port = operations.post(
        "/agency/spaceports",
        {
            "name": f"Kourou {own['id']}",
            "location": "French Guiana",
            "latitude": 5.24,
            "longitude": -52.77,
            "time_zone": "America/Cayenne",
        },
    )
    launch_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=500)
    launch = agency.post(
        "/agency/launches",
        {
            "rocket_id": rocket["id"],
            "spaceport_id": port["id"],
            "destination": "moon",
            "launch_at": launch_at.isoformat(),
            "price": {"amount": "250000.00", "currency": "USD"},
            "seats_total": 8,
        },
    )
    return Flight(agency, operations, launch["id"], launch["slug"], launch_at)


def _profile(agency: Person) -> Any:
    """The agency's profile, once the agency is made."""
    own = agency.get("/agency/profile")
    return own if own.get("status") == "pending" and own["version"] else None


def book(traveler: Person, flight: Flight, seats: int | list[int] = 2) -> Any:
    """A paid booking, once the traveler is known where bookings are."""
    answer = try_to_book(traveler, flight, seats)
    assert answer.status_code == 201, answer.text
    return answer.json()


def try_to_book(traveler: Person, flight: Flight, seats: int | list[int]) -> Any:
    """What booking is answered, once the traveler is known where bookings are."""
    body = {"launch_id": flight.id, "seats": seats, "payment_method": "pm_ok"}

    def answered() -> Any:
        answer = traveler.try_to_post("/booking/bookings", body)
        return None if "traveler-not-ready" in answer.text else (answer,)

    (answer,) = eventually(answered, "the traveler to be known")
    return answer
