"""The platform makes the files that were asked for, step by step."""

import logging
from collections.abc import Iterator
from datetime import datetime

from attrs import define, frozen

from astrobookings.application.finance.export_rows import pressed, rows_in, unpressed, written
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.export_source import COLUMNS, ExportScope, ExportSource
from astrobookings.application.ports.exports import Exports, PieceOf
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sheets import Sheets
from astrobookings.application.ports.tables import Row
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    Export,
    ExportFormat,
    ExportPolicy,
    ExportUnderWay,
    begin,
    end,
    ended,
    filed,
    gathered,
    give_up,
    pause,
)
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Stale, Unavailable

__all__ = ["WriteExports"]

_log = logging.getLogger(__name__)
_TOLD_EVERY = 10
"""Pieces that go into a workbook before its maker tells that he is alive."""


@frozen
class WriteExports:
    """Reads some records, keeps their rows and tells how far it is, all in one step; who is killed
    loses one step, and another goes on there. A workbook is written anew from the rows kept.
    """

    exports: Exports
    export_source: ExportSource
    sheets: Sheets
    system: Transactions
    system_outbox: Outbox
    ids: Ids
    clock: Clock
    export_policy: ExportPolicy

    def __call__(self, by: Principal) -> int:
        """How many exports were worked on, one after the other for a turn.

        Raises:
            NotAllowed: only the platform itself.
            Unavailable: a store does not answer; what waits for it is tried again.
        """
        authorize(by, Action.RUN_JOBS)
        until, worked = self.clock.now() + self.export_policy.turn, 0
        while (export := self.exports.due(self.clock.now())) is not None:
            try:
                self._work(by, export, until)
            except (Stale, ExportUnderWay):
                return worked
            worked += 1
            if self.clock.now() >= until:
                break
        return worked

    def _work(self, by: Principal, export: Export, until: datetime) -> None:
        export = self._begun(by, export)
        if export.left_behind > self.export_policy.takeovers:
            self._give_up(by, export, "Whoever made it broke off again and again.")
            return
        try:
            self._make(by, export, until)
        except Stale:
            raise
        except Unavailable:
            self._wait(by, export)
            raise
        except Exception as error:
            _log.exception("the export %s broke", export.id)
            self._give_up(by, export, f"{type(error).__name__}: {error}")

    def _begun(self, by: Principal, export: Export) -> Export:
        """Raises: Stale, ExportUnderWay: somebody was quicker."""
        total = export.total
        if not export.pieces:
            total = self.export_source.count(self._scope(export))
        now, holder = self.clock.now(), self.ids.new()
        with self.system(by.origin("write-export", now)):
            current = self.exports.lock(export.id)
            if current.version != export.version:
                raise Stale("export")
            return self.exports.save(
                begin(current, holder, total=total, now=now, policy=self.export_policy)
            )

    def _make(self, by: Principal, export: Export, until: datetime) -> None:
        more = not export.pieces or export.cursor is not None
        while more:
            export = self._step(by, export)
            more = export.cursor is not None
            if more and self.clock.now() >= until:
                with self.system(by.origin("write-export", self.clock.now())):
                    self.exports.save(pause(export))
                return
        if export.format is ExportFormat.XLSX:
            export = self._file(by, export)
        self._end(by, end(export, self.clock.now(), self.export_policy))

    def _scope(self, export: Export) -> ExportScope:
        since, before = export.bounds
        return ExportScope(
            kind=export.kind,
            since=since,
            before=max(since, before),
            now=self.clock.now(),
            agency_id=export.agency_id,
        )

    def _step(self, by: Principal, export: Export) -> Export:
        """Another piece; the cursor is None once there is no more to read."""
        page = self.export_source.read(self._scope(export), export.cursor, self.export_policy.step)
        rows: list[Row] = [row for record in page.items for row in record]
        if export.format is ExportFormat.CSV:
            head: list[Row] = [] if export.pieces else [COLUMNS[export.kind]]
            content = self.sheets.lines([*head, *rows])
        else:
            content = written(rows)
        with self.system(by.origin("write-export", self.clock.now())):
            self.exports.keep(export.id, PieceOf.ROWS, export.pieces, pressed(content))
            return self.exports.save(
                gathered(
                    export,
                    page.next,
                    records=len(page.items),
                    rows=len(rows),
                    size=len(content),
                    now=self.clock.now(),
                    policy=self.export_policy,
                )
            )

    def _file(self, by: Principal, export: Export) -> Export:
        """The workbook, written from the rows and kept in pieces."""
        rows, size, number = _Rows(self, by, export), 0, 0
        title = export.kind.value.capitalize()
        as_of, columns = export.created_at, COLUMNS[export.kind]
        for content in self.sheets.workbook(title, columns, rows, as_of=as_of):
            size += len(content)
            with self.system(by.origin("write-export", self.clock.now())):
                self.exports.keep(export.id, PieceOf.FILE, number, pressed(content))
                number += 1
                rows.export = self.exports.save(
                    filed(
                        rows.export, number, size, now=self.clock.now(), policy=self.export_policy
                    )
                )
        return rows.export

    def told(self, by: Principal, export: Export) -> Export:
        """*export*, still in the hands of who writes its workbook.

        Raises:
            Stale: somebody took it over.
        """
        now = self.clock.now()
        with self.system(by.origin("write-export", now)):
            return self.exports.save(filed(export, 0, 0, now=now, policy=self.export_policy))

    def _end(self, by: Principal, export: Export) -> None:
        with self.system(by.origin("write-export", self.clock.now())):
            saved = self.exports.save(export)
            if saved.format is ExportFormat.XLSX:
                self.exports.drop(saved.id, PieceOf.ROWS)
            self.system_outbox.add(ended(saved))

    def _give_up(self, by: Principal, export: Export, why: str) -> None:
        now = self.clock.now()
        with self.system(by.origin("write-export", now)):
            current = self.exports.lock(export.id)
            if current.status in OPEN_EXPORTS and current.holder == export.holder:
                saved = self.exports.save(give_up(current, why, now, self.export_policy))
                self.system_outbox.add(ended(saved))

    def _wait(self, by: Principal, export: Export) -> None:
        """SystemDB may be the one that does not answer; then the lease runs out."""
        now = self.clock.now()
        with self.system(by.origin("write-export", now)):
            current = self.exports.lock(export.id)
            if current.status in OPEN_EXPORTS and current.holder == export.holder:
                self.exports.save(pause(current, now + self.export_policy.again))


@define
class _Rows:
    """The rows that were gathered; `export` as it was saved last."""

    writing: WriteExports
    by: Principal
    export: Export

    def __iter__(self) -> Iterator[Row]:
        for number in range(self.export.pieces):
            if number % _TOLD_EVERY == 0:
                self.export = self.writing.told(self.by, self.export)
            kept = self.writing.exports.piece(self.export.id, PieceOf.ROWS, number)
            yield from rows_in(unpressed(kept))
