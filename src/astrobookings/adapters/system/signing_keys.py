"""The keys that tokens are signed with, kept in a file that only its owner can read."""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

from attrs import field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["BadKeys", "SigningKey", "load_or_create_keys", "new_key", "rotate_keys"]

_SECRET_BYTES = 32


class BadKeys(Exception):
    """The file holds no keys; the text says where and what to do."""


@frozen
class SigningKey:
    """A key for access tokens, and the secret of refresh tokens, under one name."""

    kid: str
    private: Ed25519PrivateKey = field(repr=False, eq=False)
    refresh_secret: bytes = field(repr=False, eq=False)


def new_key() -> SigningKey:
    """A fresh key under a random name."""
    return SigningKey(
        secrets.token_hex(8), Ed25519PrivateKey.generate(), secrets.token_bytes(_SECRET_BYTES)
    )


def load_or_create_keys(path: Path | str) -> tuple[SigningKey, ...]:
    """The keys in the file at *path*, the signing one first; a fresh one if there is no file.

    Of several processes that find no file, one makes the key and all get it.

    Raises:
        BadKeys: the file is there but holds no keys.
    """
    file = Path(path)
    if not file.exists():
        _write(file, (new_key(),), replace=False)
    try:
        keys = tuple(_read(entry) for entry in json.loads(file.read_text("utf-8"))["keys"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadKeys(f"{file} holds no signing keys: {error!r}; restore or remove it.") from error
    if not keys:
        raise BadKeys(f"{file} holds no signing keys; restore or remove it.")
    return keys


def rotate_keys(path: Path | str, *, keep: int = 2) -> tuple[SigningKey, ...]:
    """Put a fresh key before those in the file and drop all but *keep* in total.

    Tokens of dropped keys stop working; processes read the file when they start.
    """
    file = Path(path)
    keys = (new_key(), *load_or_create_keys(file))[:keep]
    _write(file, keys, replace=True)
    return keys


def _read(entry: dict[str, str]) -> SigningKey:
    private = Ed25519PrivateKey.from_private_bytes(b64decode(entry["ed25519"], validate=True))
    secret = b64decode(entry["refresh_secret"], validate=True)
    if len(secret) < _SECRET_BYTES:
        raise ValueError("the secret of refresh tokens is too short")
    return SigningKey(str(entry["kid"]), private, secret)


def _written(key: SigningKey) -> dict[str, str]:
    return {
        "kid": key.kid,
        "ed25519": b64encode(key.private.private_bytes_raw()).decode(),
        "refresh_secret": b64encode(key.refresh_secret).decode(),
    }


def _write(file: Path, keys: Sequence[SigningKey], *, replace: bool) -> None:
    """Put *keys* into *file* in one step; without *replace*, a file made meanwhile stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    text = json.dumps({"keys": [_written(key) for key in keys]}, indent=2)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    try:
        if replace:
            fresh.replace(file)
        elif not file.exists():
            _link(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def _link(fresh: Path, file: Path) -> None:
    try:
        file.hardlink_to(fresh)
    except FileExistsError:
        return
