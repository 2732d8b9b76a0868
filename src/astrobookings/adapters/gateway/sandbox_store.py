"""What the sandbox gateway remembers, in a SQLite file of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from attrs import frozen

__all__ = ["ChargeRow", "RefundRow", "SandboxStore"]

_TABLES = """
CREATE TABLE IF NOT EXISTS charges (
    provider_id TEXT PRIMARY KEY,
    charge_id TEXT NOT NULL UNIQUE,
    method TEXT NOT NULL,
    cents INTEGER NOT NULL CHECK (cents > 0),
    state TEXT NOT NULL,
    decline_reason TEXT NOT NULL DEFAULT '',
    refunded_cents INTEGER NOT NULL DEFAULT 0 CHECK (refunded_cents BETWEEN 0 AND cents),
    CHECK (refunded_cents = 0 OR state = 'captured')
) STRICT;
CREATE TABLE IF NOT EXISTS refunds (
    provider_refund_id TEXT PRIMARY KEY,
    refund_id TEXT NOT NULL,
    provider_id TEXT NOT NULL REFERENCES charges,
    cents INTEGER NOT NULL CHECK (cents > 0),
    UNIQUE (refund_id, provider_id)
) STRICT;
"""
_CHARGE = "SELECT provider_id, method, cents, state, decline_reason, refunded_cents FROM charges"
_REFUND = "SELECT provider_refund_id, provider_id, cents FROM refunds"


@frozen
class ChargeRow:
    provider_id: str
    method: str
    cents: int
    state: str
    decline_reason: str
    refunded_cents: int


@frozen
class RefundRow:
    provider_refund_id: str
    provider_id: str
    cents: int


class SandboxStore:
    """Rows of charges and refunds; `change` keeps other threads and processes out meanwhile."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._connection = sqlite3.connect(
            path, timeout=10, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        # It plays a bank that outlives our process; outliving the machine is not asked of it.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(_TABLES)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """All of the block or nothing of it."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def charge(self, provider_id: str) -> ChargeRow | None:
        return self._charge("provider_id = ?", provider_id)

    def charge_of(self, charge_id: str) -> ChargeRow | None:
        return self._charge("charge_id = ?", charge_id)

    def add_charge(self, row: ChargeRow, charge_id: str) -> None:
        self._connection.execute(
            "INSERT INTO charges (provider_id, charge_id, method, cents, state, decline_reason)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (row.provider_id, charge_id, row.method, row.cents, row.state, row.decline_reason),
        )

    def set_state(self, provider_id: str, state: str, decline_reason: str) -> None:
        self._connection.execute(
            "UPDATE charges SET state = ?, decline_reason = ? WHERE provider_id = ?",
            (state, decline_reason, provider_id),
        )

    def refunds_of(self, refund_id: str) -> list[RefundRow]:
        with self._lock:
            query = f"{_REFUND} WHERE refund_id = ? ORDER BY rowid"
            return [RefundRow(*row) for row in self._connection.execute(query, (refund_id,))]

    def add_refund(self, row: RefundRow, refund_id: str) -> None:
        """Also raises what was refunded of the charge."""
        self._connection.execute(
            "INSERT INTO refunds (provider_refund_id, refund_id, provider_id, cents)"
            " VALUES (?, ?, ?, ?)",
            (row.provider_refund_id, refund_id, row.provider_id, row.cents),
        )
        self._connection.execute(
            "UPDATE charges SET refunded_cents = refunded_cents + ? WHERE provider_id = ?",
            (row.cents, row.provider_id),
        )

    def totals(self) -> tuple[int, int]:
        """Captured and refunded cents."""
        query = (
            "SELECT (SELECT coalesce(sum(cents), 0) FROM charges WHERE state = 'captured'),"
            " (SELECT coalesce(sum(cents), 0) FROM refunds)"
        )
        with self._lock:
            captured, refunded = self._connection.execute(query).fetchone()
        return int(captured), int(refunded)

    def _charge(self, condition: str, value: str) -> ChargeRow | None:
        with self._lock:
            row = self._connection.execute(f"{_CHARGE} WHERE {condition}", (value,)).fetchone()
        return None if row is None else ChargeRow(*row)
