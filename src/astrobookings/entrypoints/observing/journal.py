"""Entries on their way to the log; noting one costs a moment and never waits."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial

from attrs import define, field

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.kernel.ids import EntryId, UserId
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.redaction import Fact

__all__ = ["Journal"]

_log = logging.getLogger(__name__)

_MOST = 5000
"""Entries of each kind that wait at most, during an outage of SystemDB for instance."""
_NO_FACTS: Mapping[str, Fact] = {}

Noted = Callable[[], Entry]


@define
class Journal:
    """A bounded buffer. Troubles have a place of their own, so that no flood of lesser entries
    leaves them out; whatever finds no place is counted.
    """

    clock: Clock
    ids: Ids
    most: int = _MOST
    _troubles: deque[Noted] = field(factory=deque, init=False)
    _others: deque[Noted] = field(factory=deque, init=False)
    _lost: int = field(default=0, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def note(
        self,
        component: str,
        event: str,
        message: str,
        *,
        level: Level = Level.INFO,
        actor: UserId | None = None,
        request_id: str = "",
        facts: Mapping[str, Fact] = _NO_FACTS,
        trace: str = "",
    ) -> None:
        """Keep an entry of now; secrets are taken out of it before anybody sees it."""
        noted = partial(
            Entry,
            id=EntryId(self.ids.new()),
            at=self.clock.now(),
            level=level,
            component=component,
            event=event,
            message=message,
            actor=actor,
            request_id=request_id,
            facts=facts,
            trace=trace,
        )
        with self._lock:
            place = self._others if level is Level.INFO else self._troubles
            if len(place) < self.most:
                place.append(noted)
            else:
                self._lost += 1

    @property
    def waiting(self) -> int:
        return len(self._troubles) + len(self._others)

    def take(self, limit: int) -> list[Entry]:
        """Up to *limit* entries, troubles first; they are the caller's now."""
        with self._lock:
            taken = [self._next() for _ in range(min(self.waiting, limit))]
            lost, self._lost = self._lost, 0
        if lost:
            taken.append(self._loss(lost))
        return [entry for entry in map(_made, taken) if entry is not None]

    def _next(self) -> Noted:
        return (self._troubles or self._others).popleft()

    def _loss(self, lost: int) -> Noted:
        return partial(
            Entry,
            id=EntryId(self.ids.new()),
            at=self.clock.now(),
            level=Level.WARNING,
            component="log",
            event="entries-lost",
            message=f"{lost} entries found no place while the log could not be written.",
            facts={"lost": lost},
        )


def _made(noted: Noted) -> Entry | None:
    try:
        return noted()
    except Exception:
        _log.exception("an entry could not be made")
        return None
