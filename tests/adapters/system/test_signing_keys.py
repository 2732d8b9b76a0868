"""Signing keys are made once, kept private and can be rotated."""

import json
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from astrobookings.adapters.system.signing_keys import (
    BadKeys,
    SigningKey,
    load_or_create_keys,
    new_key,
    rotate_keys,
)


def secrets_of(keys: Sequence[SigningKey]) -> list[tuple[str, bytes, bytes]]:
    return [(key.kid, key.private.private_bytes_raw(), key.refresh_secret) for key in keys]


def test_keys_are_made_once_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "var" / "keys.json"

    made = load_or_create_keys(file)

    assert len(made) == 1
    assert secrets_of(load_or_create_keys(str(file))) == secrets_of(made)


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    load_or_create_keys(tmp_path / "keys.json")
    rotate_keys(tmp_path / "keys.json")

    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_those_who_start_together_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starters:
        found = list(starters.map(load_or_create_keys, [tmp_path / "keys.json"] * 8))

    assert {key.kid for keys in found for key in keys} == {found[0][0].kid}


def test_a_rotation_signs_with_a_fresh_key_and_keeps_the_last(tmp_path: Path) -> None:
    first = load_or_create_keys(tmp_path / "keys.json")

    second = rotate_keys(tmp_path / "keys.json")
    third = rotate_keys(tmp_path / "keys.json")

    assert secrets_of(second[1:]) == secrets_of(first)
    assert secrets_of(third[1:]) == secrets_of(second[:1])
    assert secrets_of(load_or_create_keys(tmp_path / "keys.json")) == secrets_of(third)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"keys": []}',
        '{"keys": ["a"]}',
        json.dumps({"keys": [{"kid": "a", "ed25519": "AAAA", "refresh_secret": "A" * 44}]}),
        json.dumps({"keys": [{"kid": "a", "ed25519": "A" * 43 + "=", "refresh_secret": "AAAA"}]}),
    ],
)
def test_a_file_without_keys_is_never_overwritten(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.json").write_text(text)

    with pytest.raises(BadKeys, match=r"keys\.json holds no signing keys"):
        load_or_create_keys(tmp_path / "keys.json")

    assert (tmp_path / "keys.json").read_text() == text


def test_a_key_shows_nothing_of_itself() -> None:
    key = new_key()

    assert repr(key) == f"SigningKey(kid='{key.kid}')"
