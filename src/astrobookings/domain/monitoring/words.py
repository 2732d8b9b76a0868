"""Words of a text, the same on every store, and what is sought among them."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from attrs import frozen

from astrobookings.domain.kernel.errors import Fault, Invalid

__all__ = ["Sought", "sought", "words"]

LONGEST = 64
"""Signs of a word; the rest of it is not looked at."""
MOST = 1000
"""Different words of one text."""

_WORD = re.compile(r"[^\W_]+")


def _plain(text: str) -> str:
    """*text* in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _runs(text: str) -> Iterable[str]:
    return (run[:LONGEST] for run in _WORD.findall(_plain(text)))


def words(*texts: str) -> tuple[str, ...]:
    """The different words of *texts*, in order; accents and capitals make no difference."""
    found = dict.fromkeys(run for text in texts for run in _runs(text))
    return tuple(found)[:MOST]


@frozen
class Sought:
    """What a text must have: every one of *whole*, and a word for each beginning in *begun*."""

    whole: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.whole or self.begun)

    def found_in(self, those: Collection[str]) -> bool:
        """Whether *those* words have it all."""
        return self.whole <= set(those) and all(
            any(word.startswith(begin) for word in those) for begin in self.begun
        )


def sought(text: str) -> Sought:
    """What *text* asks for; a word with an asterisk behind it is a beginning.

    Raises:
        Invalid: no letter and no figure is in it.
    """
    whole: set[str] = set()
    begun: set[str] = set()
    for part in text.split():
        runs = list(_runs(part))
        if part.endswith("*") and runs:
            begun.add(runs.pop())
        whole.update(runs)
    if not whole and not begun:
        raise Invalid((Fault("/text", "must have a letter or a figure", "no-words"),))
    return Sought(frozenset(whole), frozenset(begun))
