"""Carries what a process notes to SystemDB, beside its work."""

import logging
import os
import socket
from datetime import datetime, timedelta
from typing import Self

from attrs import Factory, define, field

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.traffic import TrafficReport
from astrobookings.entrypoints.observing.journal import Journal
from astrobookings.entrypoints.observing.ration import Ration
from astrobookings.entrypoints.observing.tally import Tally
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.loops import Loop

__all__ = ["Observer"]

_log = logging.getLogger(__name__)

_BATCH = 200
_PAUSE = 1.0
"""Seconds between two looks."""
_REPORT_EVERY = timedelta(seconds=5)
_MOST_REPORTS = 100
_MOST_REFUSALS = 50
"""Refused requests noted one by one between two looks; the others are only counted."""


@define(eq=False)
class Observer:
    """The journal and the tally of one process; `start` and `stop` belong in its life.

    While SystemDB is away entries wait in the journal as far as it holds, and are recorded once
    each when it is back: what was being written is kept until it is known to stand.
    """

    system: System
    journal: Journal
    tally: Tally = Factory(Tally)
    refusals: Ration = Factory(lambda: Ration(_MOST_REFUSALS))
    source: str = field()
    _unwritten: list[Entry] = field(factory=list, init=False)
    _reports: list[TrafficReport] = field(factory=list, init=False)
    _reported_at: datetime = field(init=False)
    _loop: Loop = field(init=False)

    @source.default
    def _name(self) -> str:
        return f"{socket.gethostname()}:{os.getpid()}:{self.system.parts.ids.new()}"

    @_reported_at.default
    def _begin(self) -> datetime:
        return self.system.clock.now()

    @_loop.default
    def _make_loop(self) -> Loop:
        return Loop("observer", self.step, _PAUSE)

    @classmethod
    def of(cls, system: System) -> Self:
        return cls(system, Journal(system.parts.clock, system.parts.ids))

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Write what is left, if there is somewhere to."""
        self._loop.stop()
        try:
            self.flush()
        except Unavailable:
            left = self.journal.waiting + len(self._unwritten)
            _log.warning("%s entries are lost: SystemDB is away", left)

    def flush(self) -> None:
        """Write everything now.

        Raises:
            Unavailable: SystemDB does not answer.
        """
        while self.step(final=True):
            continue

    def step(self, *, final: bool = False) -> bool:
        """Write a batch of entries and, in its time, a report; whether more entries wait.

        Raises:
            Unavailable: SystemDB does not answer; nothing is lost.
        """
        self._sum_up()
        self._count(final)
        self._record()
        self._report()
        return self.journal.waiting > 0

    def _sum_up(self) -> None:
        left_out = self.refusals.renew()
        if left_out:
            message = f"{left_out} more requests were refused within a second."
            facts = {"requests": left_out}
            self.journal.note("http", "requests-refused", message, level=Level.WARNING, facts=facts)

    def _record(self) -> None:
        if not self._unwritten:
            self._unwritten = self.journal.take(_BATCH)
        if self._unwritten:
            self.system.record_entries(self._platform(), self._unwritten)
            self._unwritten = []

    def _count(self, final: bool) -> None:
        """Reports bear the second they end in, so that there is one a second at most."""
        now = self.system.clock.now()
        due = now - self._reported_at
        if timedelta(0) <= due < (timedelta(seconds=1) if final else _REPORT_EVERY):
            return
        self._reported_at, traffic = now, self.tally.take()
        if traffic.requests:
            report = TrafficReport(source=self.source, at=now, traffic=traffic)
            self._reports = [*self._reports, report][-_MOST_REPORTS:]

    def _report(self) -> None:
        if self._reports:
            self.system.report_traffic(self._platform(), self._reports)
            self._reports = []

    def _platform(self) -> Principal:
        return Principal.system(service="observer", request_id="")
