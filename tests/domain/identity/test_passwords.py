"""The password rule (story 0.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.passwords import PasswordPolicy, password_fault
from astrobookings.domain.kernel.errors import Fault

POLICY = PasswordPolicy()
PERSONAL = ("ana.prieto@mail.example", "Ana", "Prieto")
GOOD = "quartz lemon orbit 7"


def fault(password: str, strength: int = 4) -> Fault | None:
    return password_fault(password, strength=strength, personal=PERSONAL, policy=POLICY)


def code(password: str, strength: int = 4) -> str | None:
    found = fault(password, strength)
    return None if found is None else found.code


@pytest.mark.story("0.1")
@pytest.mark.parametrize(
    ("length", "expected"),
    [(11, "password-length"), (12, None), (128, None), (129, "password-length")],
)
def test_a_password_has_12_to_128_characters(length: int, expected: str | None) -> None:
    assert code(("qwz" * 50)[:length]) == expected


@pytest.mark.story("0.1")
@pytest.mark.parametrize(
    ("strength", "expected"),
    [(0, "password-weak"), (1, "password-weak"), (2, "password-weak"), (3, None), (4, None)],
)
def test_a_password_is_at_least_of_strength_3(strength: int, expected: str | None) -> None:
    assert code(GOOD, strength) == expected


@pytest.mark.story("0.1")
@pytest.mark.parametrize(
    "password",
    ["ana.prieto@mail.example", "ANA.PRIETO@mail.example", "x-prieto-orbit-7", "PRIETO prieto"],
)
def test_a_password_is_not_the_address_or_name_in_any_case(password: str) -> None:
    assert code(password) == "password-personal"


def test_a_short_name_may_be_a_part_of_longer_words() -> None:
    assert code("banana quartz lemon") is None


@given(st.text(max_size=140), st.integers(0, 4))
def test_a_password_without_fault_keeps_every_rule(password: str, strength: int) -> None:
    accepted = fault(password, strength) is None

    if accepted:
        assert 12 <= len(password) <= 128
        assert strength >= 3
        assert "prieto" not in password.casefold()


def test_a_fault_points_to_the_field_it_was_asked_for() -> None:
    found = password_fault("short", strength=4, personal=(), policy=POLICY, pointer="/new_password")

    assert found is not None
    assert found.pointer == "/new_password"
