"""Passwords are hashed with Argon2id, on few threads and for few people at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from argon2 import extract_parameters
from argon2.profiles import CHEAPEST
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.system.passwords import INTERACTIVE, Argon2Passwords, PasswordsBusy
from astrobookings.domain.kernel.errors import Unavailable


@pytest.fixture(scope="module")
def passwords() -> Iterator[Argon2Passwords]:
    made = Argon2Passwords(CHEAPEST)
    yield made
    made.close()


def test_by_default_a_hash_costs_19_mib_and_two_passes() -> None:
    passwords = Argon2Passwords(threads=1)

    found = extract_parameters(passwords.hash("correct horse battery staple"))

    assert found == INTERACTIVE
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19 * 1024, 2, 1)
    passwords.close()


@given(password=st.text(), other=st.text())
def test_only_the_password_itself_matches_its_hash(
    passwords: Argon2Passwords, password: str, other: str
) -> None:
    kept = passwords.hash(password)

    assert passwords.verify(kept, password)
    assert passwords.verify(kept, other) == (password == other)


def test_the_same_password_is_hashed_differently_each_time(passwords: Argon2Passwords) -> None:
    assert passwords.hash("swordfish") != passwords.hash("swordfish")


@pytest.mark.parametrize("kept", ["", "nonsense", "$argon2id$v=19$m=8,t=1,p=1$abc"])
def test_nothing_matches_what_is_no_hash(passwords: Argon2Passwords, kept: str) -> None:
    assert not passwords.verify(kept, "swordfish")


def test_a_half_of_a_surrogate_pair_is_hashed_too(passwords: Argon2Passwords) -> None:
    assert passwords.verify(passwords.hash("\ud83d"), "\ud83d")


def test_time_is_wasted_at_the_price_of_a_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Argon2Passwords(CHEAPEST)
    asked: list[str] = []
    monkeypatch.setattr(passwords, "_matches", lambda kept, _: asked.append(kept))

    passwords.waste_time("swordfish")
    passwords.verify(passwords.hash("swordfish"), "other")

    assert [extract_parameters(kept) for kept in asked] == [CHEAPEST, CHEAPEST]
    passwords.close()


def test_whoever_finds_the_queue_full_is_told_to_come_back() -> None:
    passwords = Argon2Passwords(CHEAPEST, threads=1, waiting=1)
    begun, go_on = Event(), Event()

    def slow() -> None:
        begun.set()
        go_on.wait(5)

    with ThreadPoolExecutor(2) as callers:
        first = callers.submit(passwords._on_pool, slow)
        begun.wait(5)
        second = callers.submit(passwords._on_pool, slow)
        while passwords._places.acquire(blocking=False):
            passwords._places.release()
        for verb in (
            lambda: passwords.hash("swordfish"),
            lambda: passwords.verify("", "swordfish"),
            lambda: passwords.waste_time("swordfish"),
        ):
            with pytest.raises(PasswordsBusy) as refusal:
                verb()
        go_on.set()
        first.result(5)
        second.result(5)

    assert isinstance(refusal.value, Unavailable)
    assert refusal.value.retry_after > 0
    assert passwords.hash("swordfish")
    passwords.close()


def test_places_are_given_back_however_the_work_ends() -> None:
    passwords = Argon2Passwords(CHEAPEST, threads=1, waiting=0)

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            passwords._on_pool(lambda: 1 // 0)

    assert passwords.verify(passwords.hash("swordfish"), "swordfish")
    passwords.close()


def test_many_may_ask_at_once(passwords: Argon2Passwords) -> None:
    together = Barrier(8)

    def sign_in(number: int) -> bool:
        together.wait(5)
        return passwords.verify(passwords.hash(f"pass {number}"), f"pass {number}")

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(sign_in, range(8)))


@pytest.mark.parametrize(
    ("password", "strong"),
    [
        ("password1234", False),
        ("aaaaaaaaaaaa", False),
        ("Astro2027Astro2027", False),
        ("correct horse battery staple", True),
        ("violet kettle 81 marches", True),
    ],
)
def test_strength_tells_weak_from_strong(
    passwords: Argon2Passwords, password: str, strong: bool
) -> None:
    assert (passwords.strength(password, ("Astro",)) >= 3) == strong


def test_personal_words_make_a_password_weaker(passwords: Argon2Passwords) -> None:
    password = "Wolkenstein-Ortega"

    personal = passwords.strength(password, ("Wolkenstein", "Ortega"))

    assert personal < passwords.strength(password, ("",))


@given(password=st.text(max_size=300))
def test_every_text_has_a_strength(passwords: Argon2Passwords, password: str) -> None:
    assert passwords.strength(password, ("Ada", "", "ada@example.com")) in range(5)
