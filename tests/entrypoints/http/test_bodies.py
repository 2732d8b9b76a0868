"""Bodies are decoded strictly, and every fault is named."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints import http
from astrobookings.entrypoints.http.bodies import decode, require_json
from astrobookings.entrypoints.http.booking.bodies import NewBooking, PassengerNames, PassengerShape
from astrobookings.entrypoints.http.examples import EXAMPLES
from astrobookings.entrypoints.http.problems import Rejected

LAUNCH = "0197c3a0-0000-7000-8000-000000000005"


def _shapes() -> Iterator[type[msgspec.Struct]]:
    """Every body that any route takes."""
    for module in pkgutil.walk_packages(http.__path__, f"{http.__name__}."):
        if module.name.endswith("bodies"):
            bodies = importlib.import_module(module.name)
            named = (getattr(bodies, name) for name in bodies.__all__)
            yield from (
                one for one in named if isinstance(one, type) and hasattr(one, "__struct_fields__")
            )


SHAPES = list(_shapes())

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=10,
)


def faults_of(raw: bytes, shape: type[Any] = NewBooking) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        decode(raw, shape)
    return {fault.pointer: fault.detail for fault in caught.value.faults}


def test_all_faults_are_found_at_once() -> None:
    body = {
        "launch_id": "no id",
        "seats": 0,
        "passengers": [
            {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10"},
            {"first_name": 7, "birth_date": "soon", "nick/name": "x"},
        ],
        "expected_total": {"amount": "ten", "currency": "EUR"},
        "on_behalf_of": {},
        "gift": True,
    }

    found = faults_of(msgspec.json.encode(body))

    assert set(found) == {
        "/launch_id",
        "/seats",
        "/passengers/1/first_name",
        "/passengers/1/last_name",
        "/passengers/1/birth_date",
        "/passengers/1/nick~1name",
        "/expected_total/amount",
        "/expected_total/currency",
        "/on_behalf_of/traveler_id",
        "/on_behalf_of/reason",
        "/gift",
    }
    assert found["/passengers/1/last_name"] == "is required"
    assert found["/gift"] == "is no field of this request"


GOOD_SEATS: tuple[object, ...] = (1, [3, 4])
BAD_SEATS: tuple[object, ...] = ("2", 2.0, [], [0], True, 2**63, 10**40, [1, "2"], None)


@pytest.mark.parametrize(
    ("seats", "good"), [(one, True) for one in GOOD_SEATS] + [(one, False) for one in BAD_SEATS]
)
def test_nothing_is_coerced(seats: object, good: bool) -> None:
    raw = msgspec.json.encode({"launch_id": LAUNCH, "seats": seats})

    if good:
        assert decode(raw, NewBooking).seats == seats
    else:
        assert all(pointer.startswith("/seats") for pointer in faults_of(raw))


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"nul", b"\xff", b'"\xed\xa0\x80"', b"NaN", b'{"a": "\\ud800"}']
)
def test_what_is_not_json_is_refused_as_such(raw: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        decode(raw, NewBooking)

    assert (caught.value.status, caught.value.code) == (400, "not-json")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises((Rejected, Invalid)):
        decode(b'{"seats":' + b"[" * 20_000, NewBooking)
    with pytest.raises((Rejected, Invalid)):
        decode(b'{"seats":' + b"[" * 20_000 + b"]" * 20_000 + b"}", NewBooking)


def test_a_number_beyond_all_ranges_is_a_fault() -> None:
    assert faults_of(b'{"launch_id": 1e999}')


def test_control_characters_are_faults_wherever_they_are() -> None:
    body = {
        "passengers": [None, {"first_name": "A\0", "last_name": "B", "birth_date": "2000-01-01"}]
    }

    found = faults_of(msgspec.json.encode(body), PassengerNames)

    assert set(found) == {"/passengers/1/first_name"}


def test_an_escaped_backslash_is_no_control_character() -> None:
    person = PassengerShape("A\\u0000", "B", date(2000, 1, 1))
    raw = msgspec.json.encode(PassengerNames([person]))

    assert decode(raw, PassengerNames).passengers == [person]


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_other_media_types_are_refused(content_type: str) -> None:
    with pytest.raises(Rejected) as caught:
        require_json(content_type)

    assert caught.value.status == 415


@pytest.mark.parametrize("content_type", ["", "application/json", "application/merge-patch+json"])
def test_json_goes_by_several_names(content_type: str) -> None:
    require_json(content_type)


def outcome(raw: bytes, shape: type[Any]) -> object:
    try:
        return decode(raw, shape)
    except Invalid as refusal:
        return refusal


@given(value=anything, shape=st.sampled_from(SHAPES))
def test_any_json_is_taken_or_refused_with_a_reason(value: Any, shape: type[Any]) -> None:
    found = outcome(msgspec.json.encode(value), shape)

    assert found.faults if isinstance(found, Invalid) else isinstance(found, shape)


@given(data=st.data(), shape=st.sampled_from(SHAPES))
def test_bodies_of_the_right_fields_are_taken_or_refused_field_by_field(
    data: st.DataObject, shape: type[msgspec.Struct]
) -> None:
    names = st.sampled_from(shape.__struct_fields__)
    value = data.draw(st.dictionaries(names, anything))

    found = outcome(msgspec.json.encode(value), shape)

    if isinstance(found, Invalid):
        assert all(fault.pointer.startswith("/") for fault in found.faults)
    else:
        assert isinstance(found, shape)


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.__name__ in EXAMPLES])
def test_examples_are_good_requests(shape: type[msgspec.Struct]) -> None:
    example = EXAMPLES[shape.__name__]

    assert decode(msgspec.json.encode(example), shape) == example
