"""Password hashing and strength from the standard library."""

import math
import string
from hashlib import pbkdf2_hmac
from hmac import compare_digest
from secrets import token_bytes

__all__ = ["MemoryPasswords"]

_ALPHABETS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_OTHERS = 33
_BITS = (20, 35, 50, 65)
"""From so many bits a password scores 1, 2, 3, 4."""


class MemoryPasswords:
    """PBKDF2 with few *rounds*: quick enough for tests, too quick to withstand guessing.

    Strength counts different letters and kinds of letters. It knows no dictionary, so that
    `correct-password` passes.
    """

    def __init__(self, rounds: int = 1000) -> None:
        self._rounds = rounds

    def hash(self, password: str) -> str:
        salt = token_bytes(16)
        return f"pbkdf2${self._rounds}${salt.hex()}${_digest(password, salt, self._rounds)}"

    def verify(self, password_hash: str, password: str) -> bool:
        try:
            kind, rounds, salt, digest = password_hash.split("$")
            made = _digest(password, bytes.fromhex(salt), int(rounds))
        except ValueError:
            return False
        return kind == "pbkdf2" and compare_digest(digest, made)

    def waste_time(self, password: str) -> None:
        _digest(password, bytes(16), self._rounds)

    def strength(self, password: str, personal: tuple[str, ...]) -> int:
        rest = password
        for word in personal:
            rest = _without(rest, word)
        pool = sum(len(letters) for letters in _ALPHABETS if set(letters) & set(rest))
        pool += _OTHERS if set(rest) - set("".join(_ALPHABETS)) else 0
        bits = len(set(rest)) * math.log2(pool) if pool else 0
        return sum(bits >= least for least in _BITS)


def _digest(password: str, salt: bytes, rounds: int) -> str:
    return pbkdf2_hmac("sha256", password.encode(), salt, rounds).hex()


def _without(text: str, word: str) -> str:
    place = text.lower().find(word.lower()) if len(word) > 2 else -1
    return text if place < 0 else text[:place] + text[place + len(word) :]
