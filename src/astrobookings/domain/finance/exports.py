"""Long exports: what was asked for, how far it is, and how long it is kept."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.finance.events import ExportEnded
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Refused, refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, UserId
from astrobookings.domain.kernel.instants import aware

__all__ = [
    "EXPORT_MOVES",
    "OPEN_EXPORTS",
    "Export",
    "ExportFormat",
    "ExportId",
    "ExportKind",
    "ExportNotReady",
    "ExportOrder",
    "ExportPolicy",
    "ExportStatus",
    "ExportUnderWay",
    "NoSuchExportMove",
    "begin",
    "end",
    "ended",
    "filed",
    "gathered",
    "give_up",
    "pause",
]

ExportId = NewType("ExportId", UUID)


class ExportKind(StrEnum):
    """Which records go into the file."""

    BOOKINGS = "bookings"
    """By the day they were made."""
    LEDGER = "ledger"
    """A line for each posting, by the day of its entry."""
    INVOICES = "invoices"
    """By the day of issue."""
    REFUNDS = "refunds"
    """By the day they were owed from."""


class ExportFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


class ExportStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


_E = ExportStatus
OPEN_EXPORTS = frozenset({_E.PENDING, _E.RUNNING})
EXPORT_MOVES: Mapping[ExportStatus, frozenset[ExportStatus]] = {
    _E.PENDING: frozenset({_E.RUNNING, _E.FAILED}),
    _E.RUNNING: frozenset({_E.RUNNING, _E.DONE, _E.FAILED}),
    _E.DONE: frozenset(),
    _E.FAILED: frozenset(),
}
_GATHERING = 80
"""Percent done once all rows of a workbook are gathered: writing it takes its time too."""
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


@frozen
class ExportPolicy:
    """How exports are made and how long they are kept."""

    step: int = 5000
    """Records read, written and kept at once; a worker that dies loses no more."""
    turn: timedelta = timedelta(seconds=60)
    """After it a worker makes room for other jobs; the next turn goes on there."""
    lease: timedelta = timedelta(minutes=2)
    """An export that nobody told anything of for so long is taken over where it stood."""
    again: timedelta = timedelta(seconds=30)
    """How long an export waits for a system that does not answer."""
    takeovers: int = 5
    """How often in a row an export is left behind without progress before it is given up."""
    kept: timedelta = timedelta(days=7)
    """How long the file may be fetched."""


@frozen(kw_only=True)
class ExportOrder:
    """What is wanted: records of the days *since* to *until* (UTC), both included."""

    kind: ExportKind
    format: ExportFormat
    since: date
    until: date
    agency_id: AgencyId | None = None
    """Only those of this agency."""

    def __attrs_post_init__(self) -> None:
        """Raises: Invalid."""
        known = all(_FIRST_DAY <= one <= _LAST_DAY for one in (self.since, self.until))
        detail = f"must be between {_FIRST_DAY} and {_LAST_DAY}"
        refuse_faults((None if known else Fault("/from", detail, "out-of-range"),))
        if self.until < self.since:
            refuse_faults((Fault("/to", "must not be before `from`", "out-of-range"),))


@frozen(kw_only=True)
class Export(Entity):
    """One file in the making, record by record in the order of time.

    `pieces` are the rows gathered so far; a CSV file is its pieces one after the other, a workbook
    is written from them and kept in `file_pieces`.
    """

    id: ExportId
    kind: ExportKind
    format: ExportFormat
    since: date
    until: date
    agency_id: AgencyId | None
    requested_by: UserId
    status: ExportStatus = ExportStatus.PENDING
    total: int = 0
    """Records to be seen, as counted at the beginning."""
    seen: int = 0
    rows: int = 0
    """Rows gathered; an entry of the ledger has several."""
    cursor: tuple[str, ...] | None = None
    """The sort key of the last record seen."""
    pieces: int = 0
    file_pieces: int = 0
    size: int = 0
    """Bytes of the file."""
    holder: UUID | None = None
    """Who makes it."""
    lease_until: datetime | None = field(default=None, validator=aware)
    left_behind: int = 0
    """How often in a row somebody began and told nothing more."""
    error: str = ""
    """Why it failed."""
    ended_at: datetime | None = field(default=None, validator=aware)
    expires_at: datetime | None = field(default=None, validator=aware)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first instant of the days wanted, and that after them; none beyond the request."""
        first = datetime.combine(self.since, time(), UTC)
        after = datetime.combine(self.until, time(), UTC) + timedelta(days=1)
        return first, min(after, self.created_at)

    @property
    def completion(self) -> int:
        """Percent, whole ones."""
        if self.status is ExportStatus.DONE:
            return 100
        share = 100 if self.format is ExportFormat.CSV else _GATHERING
        return min(share * self.seen // self.total, 99) if self.total else 0

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.kind}-{self.since}-{self.until}.{self.format}"

    def ready(self, now: datetime) -> bool:
        """Whether the file may be fetched."""
        is_done = self.status is ExportStatus.DONE
        return is_done and self.expires_at is not None and now < self.expires_at


@frozen
class ExportNotReady(Refused):
    """There is no file, or none yet."""

    code: ClassVar[str] = "export-not-ready"
    status: ExportStatus

    def __str__(self) -> str:
        return f"The export is {self.status}; its file can be fetched when it is done."


@frozen
class ExportUnderWay(Refused):
    """Somebody makes it."""

    code: ClassVar[str] = "export-under-way"

    def __str__(self) -> str:
        return "This export is being made already."


@frozen
class NoSuchExportMove(Refused):
    """The export's status does not allow this move."""

    code: ClassVar[str] = "export-status"
    now: ExportStatus
    wanted: ExportStatus

    def __str__(self) -> str:
        return f"An export that is {self.now} cannot become {self.wanted}."


def _moved(export: Export, wanted: ExportStatus) -> Export:
    if wanted not in EXPORT_MOVES[export.status]:
        raise NoSuchExportMove(export.status, wanted)
    return evolve(export, status=wanted)


def begin(
    export: Export, holder: UUID, *, total: int, now: datetime, policy: ExportPolicy
) -> Export:
    """*export* in the hands of *holder*: begun, gone on with, or taken over from one who told
    nothing for long.

    Raises:
        ExportUnderWay: somebody makes it.
        NoSuchExportMove: it has ended.
    """
    if export.lease_until is not None and now < export.lease_until:
        raise ExportUnderWay
    left = export.left_behind + (export.holder is not None)
    moved = _moved(export, ExportStatus.RUNNING)
    return evolve(
        moved,
        total=max(total, export.seen),
        holder=holder,
        lease_until=now + policy.lease,
        left_behind=left,
    )


def gathered(
    export: Export,
    cursor: tuple[str, ...] | None,
    *,
    records: int,
    rows: int,
    size: int,
    now: datetime,
    policy: ExportPolicy,
) -> Export:
    """*export* with another piece of so many *rows* and bytes, up to the record at *cursor*."""
    return evolve(
        export,
        cursor=cursor,
        total=max(export.total, export.seen + records),
        seen=export.seen + records,
        rows=export.rows + rows,
        pieces=export.pieces + 1,
        size=export.size + size,
        left_behind=0,
        lease_until=now + policy.lease,
    )


def filed(export: Export, number: int, size: int, *, now: datetime, policy: ExportPolicy) -> Export:
    """*export* with *number* pieces of its workbook, *size* bytes in all; writing one begins anew
    whoever does it, so that pieces of an earlier attempt count no more.
    """
    return evolve(export, file_pieces=number, size=size, lease_until=now + policy.lease)


def pause(export: Export, until: datetime | None = None) -> Export:
    """*export* for whoever wants to go on with it, not before *until*."""
    return evolve(export, holder=None, lease_until=until)


def end(export: Export, now: datetime, policy: ExportPolicy) -> Export:
    """*export* with its file.

    Raises:
        NoSuchExportMove: it is not running.
    """
    return _ended(_moved(export, ExportStatus.DONE), now, policy)


def give_up(export: Export, why: str, now: datetime, policy: ExportPolicy) -> Export:
    """*export* without a file, because of *why*.

    Raises:
        NoSuchExportMove: it has ended.
    """
    return evolve(_ended(_moved(export, ExportStatus.FAILED), now, policy), error=why)


def _ended(export: Export, now: datetime, policy: ExportPolicy) -> Export:
    ended_one = evolve(export, ended_at=now, expires_at=now + policy.kept)
    return evolve(ended_one, holder=None, lease_until=None)


def ended(export: Export) -> ExportEnded:
    """What others hear of *export* at its end."""
    return ExportEnded(export.id, export.kind.value, export.status.value)
