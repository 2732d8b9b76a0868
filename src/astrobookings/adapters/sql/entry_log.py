"""The entry log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    literal,
    literal_column,
    select,
    text,
)

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.tables.system_monitoring import TROUBLES, entries, entry_retention
from astrobookings.domain.kernel.ids import EntryId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level, entry_words
from astrobookings.domain.monitoring.words import Sought

__all__ = ["SqlEntryLog"]

NEWEST_FIRST = Keyset((by_instant(entries.c.at), by_id(entries.c.id)), descending=True)

_SAME = ("id", "at", "component", "event", "message", "actor", "request_id", "facts", "trace")
_POSTGRES_WORDS: ColumnElement[Any] = literal_column(
    "array_to_tsvector(string_to_array(entries.words, ' '))"
)


@frozen
class SqlEntryLog:
    """The database refuses changes, and deletions that are not on record; words are found by FTS5
    on SQLite, by an index of `tsvector` on PostgreSQL.
    """

    store: SqlStore

    def append(self, entries_: Sequence[Entry]) -> int:
        if not entries_:
            return 0
        added = self.store.insert(entries).values([_row(one) for one in entries_])
        unless_there = added.on_conflict_do_nothing(index_elements=["id"])
        with self.store.turn():
            return len(self.store.rows(unless_there.returning(entries.c.number)))

    def search(self, page: PageRequest, wanted: EntryFilter) -> Page[Entry]:
        return NEWEST_FIRST.page(self.store, self.found(wanted), page, _entry)

    def found(self, wanted: EntryFilter) -> Select[Any]:
        """SQL: the entries that are *wanted*."""
        equal = {
            name: getattr(wanted, name) for name in ("component", "event", "actor", "request_id")
        }
        asked = select(entries).where(
            *(entries.c[name] == value for name, value in equal.items() if value is not None)
        )
        if wanted.level not in {None, Level.INFO}:
            asked = asked.where(text(TROUBLES), _at_least(wanted.level))
        if wanted.since is not None:
            asked = asked.where(entries.c.at >= wanted.since)
        if wanted.until is not None:
            asked = asked.where(entries.c.at < wanted.until)
        return asked.where(self._with_words(wanted.sought)) if wanted.sought else asked

    def _with_words(self, wanted: Sought) -> ColumnElement[bool]:
        if self.store.postgres:
            return _POSTGRES_WORDS.op("@@")(
                text("CAST(:sought AS tsquery)").bindparams(
                    sought=" & ".join(_quoted(wanted, "'", ":*"))
                )
            )
        asked = text("SELECT rowid FROM entry_words WHERE entry_words MATCH :sought")
        return entries.c.number.in_(asked.bindparams(sought=" ".join(_quoted(wanted, '"', "*"))))

    def forget_before(self, moment: datetime, limit: int) -> int:
        given_up = select(literal(moment, entry_retention.c.kept_from.type)).where(
            ~select(entry_retention).where(entry_retention.c.kept_from >= moment).exists()
        )
        recorded = self.store.insert(entry_retention).from_select(["kept_from"], given_up)
        old = select(entries.c.number).where(entries.c.at < moment).order_by(entries.c.at)
        with self.store.turn():
            self.store.write_alone(recorded.on_conflict_do_nothing())
            gone = delete(entries).where(entries.c.number.in_(old.limit(limit)))
            return self.store.write_alone(gone)


def _at_least(level: Level | None) -> ColumnElement[bool]:
    wanted = () if level is None else level.and_above
    return entries.c.level.in_([one.value for one in wanted])


def _quoted(wanted: Sought, quote: str, beginning: str) -> list[str]:
    """Words have letters and figures only, so that nothing in them needs escaping."""
    whole = [f"{quote}{word}{quote}" for word in sorted(wanted.whole)]
    return whole + [f"{quote}{word}{quote}{beginning}" for word in sorted(wanted.begun)]


def _row(entry: Entry) -> dict[str, Any]:
    same = {name: getattr(entry, name) for name in _SAME}
    return same | {"level": entry.level.value, "words": " ".join(entry_words(entry))}


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=EntryId(row.id),
        at=row.at,
        level=Level(row.level),
        component=row.component,
        event=row.event,
        message=row.message,
        actor=None if row.actor is None else UserId(row.actor),
        request_id=row.request_id,
        facts=row.facts,
        trace=row.trace,
    )
