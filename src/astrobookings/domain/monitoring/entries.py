"""The entry log: what happened, when, and who did it (story 6.1)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import isfinite

from attrs import field, frozen

from astrobookings.domain.kernel.ids import EntryId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.monitoring.redaction import Fact, redacted, redacted_facts
from astrobookings.domain.monitoring.words import Sought, words

__all__ = ["Entry", "EntryFilter", "Level", "entry_words"]

_LONGEST_MESSAGE = 1000
_LONGEST_TRACE = 16_000
_LONGEST_FACT = 500
_LONGEST_NAME = 200
_BEYOND = 2**63
"""Whole numbers that not every store keeps."""
_MOST_FACTS = 24


class Level(StrEnum):
    """How much an entry matters, the least first."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"

    @property
    def and_above(self) -> tuple["Level", ...]:
        """This level and those that matter more."""
        levels = tuple(Level)
        return levels[levels.index(self) :]


def _shown(text: str, longest: int) -> str:
    """*text* without secrets and signs that no store keeps, cut to *longest*.

    What is too long to be looked at is cut between two words, lest half a secret looks harmless.
    """
    beginning = text[: 4 * longest]
    if len(beginning) < len(text):
        beginning = beginning.rpartition(" ")[0]
    return redacted(_storable(beginning))[:longest]


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _message(text: str) -> str:
    return _shown(text, _LONGEST_MESSAGE)


def _name(text: str) -> str:
    return _shown(text, _LONGEST_NAME)


def _trace(text: str) -> str:
    """The end of a long trace tells more than its beginning."""
    ending = text[-4 * _LONGEST_TRACE :]
    if len(ending) < len(text):
        ending = ending.partition("\n")[2]
    return redacted(_storable(ending))[-_LONGEST_TRACE:]


def _facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    some = dict(list(facts.items())[:_MOST_FACTS])
    return {_name(name): _fact(value) for name, value in redacted_facts(some).items()}


def _fact(value: Fact) -> Fact:
    if isinstance(value, str):
        return _shown(value, _LONGEST_FACT)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if value is None or abs(value) < _BEYOND else str(value)


@frozen(kw_only=True)
class Entry:
    """Something that happened; never changed afterwards, and never with a secret in it."""

    id: EntryId
    at: datetime = field(validator=aware)
    level: Level = Level.INFO
    component: str
    """The part of the platform: `booking`, `worker`, `http`, ..."""
    event: str
    """What happened, as a stable word: `request-refused`, `booking-confirmed`, ..."""
    message: str = field(default="", converter=_message)
    actor: UserId | None = None
    request_id: str = field(default="", converter=_name)
    facts: Mapping[str, Fact] = field(factory=dict, converter=_facts)
    trace: str = field(default="", converter=_trace, repr=False)
    """The stack of a crash."""


def entry_words(entry: Entry) -> tuple[str, ...]:
    """The words by which *entry* is found."""
    told = (str(value) for value in entry.facts.values() if value is not None)
    actor = "" if entry.actor is None else str(entry.actor)
    return words(
        entry.message, entry.component, entry.event, *told, entry.request_id, actor, entry.trace
    )


@frozen(kw_only=True)
class EntryFilter:
    """Which entries are wanted; None and nothing sought ask for any."""

    level: Level | None = None
    """At least this much."""
    component: str | None = None
    event: str | None = None
    actor: UserId | None = None
    request_id: str | None = None
    since: datetime | None = field(default=None, validator=aware)
    until: datetime | None = field(default=None, validator=aware)
    """Up to, not at."""
    sought: Sought = Sought()

    def fits(self, entry: Entry) -> bool:
        return (
            (self.level is None or entry.level in self.level.and_above)
            and self.component in {None, entry.component}
            and self.event in {None, entry.event}
            and self.actor in {None, entry.actor}
            and self.request_id in {None, entry.request_id}
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
            and (not self.sought or self.sought.found_in(entry_words(entry)))
        )
