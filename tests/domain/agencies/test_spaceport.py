"""Spaceports lie somewhere, in a zone of their own (story 1.9)."""

from typing import Any

import pytest
from hypothesis import given

from astrobookings.domain.agencies.spaceport import Spaceport, check_spaceport
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.strategies import spaceports


def pointers(**changes: Any) -> list[str]:
    """Where a spaceport with *changes* is at fault."""
    good: dict[str, Any] = {
        "name": "Kourou",
        "location": "French Guiana",
        "latitude": 5.2,
        "longitude": -52.8,
        "time_zone": "America/Cayenne",
        "description": "",
    }
    try:
        check_spaceport(**(good | changes))
    except Invalid as refusal:
        return [fault.pointer for fault in refusal.faults]
    return []


@pytest.mark.story("1.9")
@given(spaceports())
def test_spaceports_of_the_platform_have_no_fault(spaceport: Spaceport) -> None:
    assert (
        pointers(
            name=spaceport.name,
            location=spaceport.location,
            latitude=spaceport.latitude,
            longitude=spaceport.longitude,
            time_zone=spaceport.time_zone,
            description=spaceport.description,
        )
        == []
    )
    assert spaceport.zone.key == spaceport.time_zone


@pytest.mark.story("1.9")
@pytest.mark.parametrize(("field", "most"), [("latitude", 90), ("longitude", 180)])
@pytest.mark.parametrize("sign", [1, -1])
def test_coordinates_are_on_the_globe(field: str, most: int, sign: int) -> None:
    assert pointers(**{field: float(sign * most)}) == []
    assert pointers(**{field: sign * (most + 0.001)}) == [f"/{field}"]
    assert pointers(**{field: sign * float("inf")}) == [f"/{field}"]
    assert pointers(**{field: float("nan")}) == [f"/{field}"]


@pytest.mark.story("1.9")
@pytest.mark.parametrize(
    "zone", ["", "Moon/Tranquility", "../etc/passwd", "/etc/localtime", "Europe", "a\0b", "x" * 300]
)
def test_a_zone_is_one_of_the_iana_database(zone: str) -> None:
    assert pointers(time_zone=zone) == ["/time_zone"]


@pytest.mark.story("1.9")
def test_every_fault_of_a_spaceport_is_told_at_once() -> None:
    faults = pointers(name="", location="x" * 201, latitude=91.0, longitude=181.0, time_zone="x")

    assert faults == ["/name", "/location", "/time_zone", "/latitude", "/longitude"]
