"""References people read aloud, slugs they link to."""

import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.ids import BookingId, booking_reference, slug
from astrobookings.testing.strategies import ids, uuids

SHAPE = re.compile(r"AB-[0-9A-HJKMNP-TV-Z]{6}")


@given(uuids())
def test_a_reference_is_ab_and_six_letters_nobody_confuses(booking_id: UUID) -> None:
    assert SHAPE.fullmatch(booking_reference(booking_id))


def test_a_reference_comes_from_the_random_end_of_the_id() -> None:
    same_end = [UUID("01900000-0000-7000-8000-0000000000ff"), UUID(int=0xFF)]
    other_end = UUID("01900000-0000-7000-8000-0000000001ff")

    references = {booking_reference(one) for one in same_end}

    assert len(references) == 1
    assert booking_reference(other_end) not in references


def test_every_letter_of_a_reference_counts() -> None:
    references = {
        booking_reference(UUID(int=digit << 5 * place))
        for digit in range(1, 32)
        for place in range(6)
    }

    assert len(references) == 31 * 6


@given(ids(BookingId))
def test_ids_are_of_version_7(booking_id: BookingId) -> None:
    assert booking_id.version == 7


@given(st.lists(st.text(max_size=10), max_size=4))
def test_a_slug_has_lower_case_letters_digits_and_single_hyphens(parts: list[str]) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(*parts))


@given(st.lists(st.text(max_size=10), max_size=4))
def test_a_slug_of_a_slug_is_the_same(parts: list[str]) -> None:
    once = slug(*parts)

    assert slug(once) == once


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Falcon  9", "Cape Canaveral"), "falcon-9-cape-canaveral"),
        (("Núñez", "Kōchi"), "nunez-kochi"),
        (("low_earth_orbit",), "low-earth-orbit"),
        (("--", "x"), "x"),
        (("火箭", "moon"), "moon"),
    ],
)
def test_a_slug_reads_like_its_parts(parts: tuple[str, ...], expected: str) -> None:
    assert slug(*parts) == expected
