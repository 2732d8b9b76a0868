"""A transaction under way that gets over conflicts by itself.

MongoDB has no locks to wait for: a write that meets another's fails at once, and with it the whole
transaction, and so does a refused duplicate. Our callers are in the middle of their work then and
cannot be asked to begin again. So the transaction keeps what it wrote, with what each write
answered: after a conflict it waits, begins anew on a newer snapshot and writes all of it again.
As long as every write answers what it answered before, the callers could not tell the difference
from having come later. If one does not, somebody else was faster in between; the transaction is
given up, with all it wrote, as `Unavailable`: trying again is right.

What was only read is not read again, as under "read committed" of SQL: who must rely on what he
read locks it or saves it with its version.
"""

import random
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar

import pymongo
from attrs import define, field
from pymongo.client_session import ClientSession
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from astrobookings.adapters.mongo.store.failures import (
    CONTENDED,
    passing,
    taken,
    undecided,
)
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Act", "Running"]

R = TypeVar("R")
Act: TypeAlias = Callable[[ClientSession | None], R]
"""Something done in the database; in a transaction it is given its session.

It answers a value that can be compared: it may have to answer the same again.
"""

WAIT_FOR_OTHERS = 10.0
"""Seconds until a transaction gives up on a record of another's."""
SHORTEST_WAIT, LONGEST_WAIT = 0.002, 0.05
"""Seconds between two attempts; doubled each time, with jitter."""
WAIT_FOR_ABORT = 0.5
"""Seconds; the server forgets a transaction by itself once a newer one begins."""

_SNAPSHOT, _MAJORITY = ReadConcern("snapshot"), WriteConcern("majority")


def _waits() -> Iterator[float]:
    """How long to sleep before each further attempt, until the time is up."""
    deadline, wait = time.monotonic() + WAIT_FOR_OTHERS, SHORTEST_WAIT
    while time.monotonic() < deadline:
        yield wait * random.uniform(0.5, 1.0)  # noqa: S311
        wait = min(2 * wait, LONGEST_WAIT)


@define(eq=False)
class Running:
    """One transaction; *read* is what was read in it, by collection and id."""

    origin: Origin
    _session: ClientSession
    read: dict[tuple[str, object], Any] = field(factory=dict)
    _written: list[tuple[Act[Any], object]] = field(factory=list)
    _open: bool = False
    """Whether the server has all of `_written`, ready to be committed."""

    def perform(self, act: Act[R], *, writes: bool) -> R:
        """What *act* answers once no conflict is in its way.

        Raises:
            Taken: a duplicate; the transaction goes on without *act*.
            Unavailable: it took too long, or somebody else was faster.
            PyMongoError.
        """
        answer = self._insist(lambda: self._attempt(act), passing)
        if writes:
            self._written.append((act, answer))
        return answer

    def _attempt(self, act: Act[R]) -> R:
        self._catch_up()
        self._open = False
        try:
            answer = act(self._session)
        except PyMongoError as error:
            if duplicate := taken(error):
                raise duplicate from error
            raise
        self._open = True
        return answer

    @staticmethod
    def _insist(attempt: Callable[[], R], again: Callable[[PyMongoError], bool]) -> R:
        """What *attempt* answers, made *again* after some errors until the time is up."""
        for wait in _waits():
            try:
                return attempt()
            except PyMongoError as error:
                if not again(error):
                    raise
            time.sleep(wait)
        return attempt()

    def _catch_up(self) -> None:
        """Have a transaction on the server with all that was written so far.

        Raises:
            Unavailable: what others wrote in between no longer allows it.
        """
        if self._open:
            return
        self.abandon()
        self._session.start_transaction(_SNAPSHOT, _MAJORITY)
        try:
            as_before = all(act(self._session) == answer for act, answer in self._written)
        except PyMongoError as error:
            if taken(error):
                raise Unavailable(CONTENDED) from error
            raise
        if not as_before:
            raise Unavailable(CONTENDED)
        self._open = True

    def commit(self) -> None:
        """Keep all that was written.

        Raises:
            Unavailable: somebody else was faster; nothing is kept.
            PyMongoError: nothing is kept or, if the server went away just now, perhaps all.
        """
        if self._written:
            self._insist(self._commit, passing)

    def _commit(self) -> None:
        self._catch_up()
        self._open = False
        self._insist(self._session.commit_transaction, undecided)

    def abandon(self) -> None:
        """Let go of what the server holds for us."""
        self._open = False
        if self._session.in_transaction:
            with pymongo.timeout(WAIT_FOR_ABORT):
                self._session.abort_transaction()
