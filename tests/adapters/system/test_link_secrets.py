"""Secrets of links cannot be guessed and are known by their hash."""

import re

from astrobookings.adapters.system.link_secrets import RandomLinkSecrets

SECRETS = RandomLinkSecrets()


def test_a_secret_has_256_bits_in_letters_that_a_link_may_hold() -> None:
    assert re.fullmatch(r"[\w-]{43}", SECRETS.new(), re.ASCII)


def test_no_two_secrets_are_the_same() -> None:
    assert len({SECRETS.new() for _ in range(1000)}) == 1000


def test_a_hash_is_the_same_each_time_and_tells_secrets_apart() -> None:
    one, other = SECRETS.new(), SECRETS.new()

    assert SECRETS.hash(one) == SECRETS.hash(one)
    assert SECRETS.hash(one) != SECRETS.hash(other)
    assert one not in SECRETS.hash(one)


def test_whatever_comes_as_a_secret_has_a_hash() -> None:
    assert SECRETS.hash("\ud800 nonsense é") != SECRETS.hash("")
