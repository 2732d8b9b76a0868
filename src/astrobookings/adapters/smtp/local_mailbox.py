"""A mailbox for embedded mode: mails go into a file and never leave the machine."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Lock

from astrobookings.application.ports.mail import Attachment, Message

__all__ = ["LocalMailbox"]

_TABLES = """
CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS attachments (
    mail_id INTEGER NOT NULL REFERENCES mails ON DELETE CASCADE,
    place INTEGER NOT NULL,
    filename TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (mail_id, place)
) STRICT;
"""
_MAIL = "SELECT id, message_id, recipient, subject, text, html, at FROM mails"
_ATTACHMENT = "SELECT filename, content_type, content FROM attachments"

_SCHEME = "mailbox:///"
_Row = tuple[int, str, str, str, str, str, str]


class LocalMailbox:
    """Both `Mail` and `Mailbox`, on the SQLite file at *place*; holds the newest `kept` mails.

    *place* is a path, or a URL: `mailbox:///relative/path`, `mailbox:////absolute/path`. Only the
    owner of the file can read it: it holds the secrets of links.
    """

    def __init__(self, place: Path | str, *, kept: int = 1000) -> None:
        file = _located(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        self._kept = kept
        self._lock = Lock()
        self._connection = sqlite3.connect(
            file, timeout=10, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(_TABLES)

    def send(self, message: Message) -> str:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                mail_id = self._put(message)
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        return f"250 kept as {mail_id}"

    def newest(self, limit: int) -> Sequence[Message]:
        with self._lock, closing(self._connection.cursor()) as cursor:
            cursor.execute(f"{_MAIL} ORDER BY id DESC LIMIT ?", (max(limit, 0),))
            return [self._read(row) for row in cursor.fetchall()]

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _put(self, message: Message) -> int | None:
        mail_id = self._connection.execute(
            "INSERT INTO mails (message_id, recipient, subject, text, html, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                message.message_id,
                message.to,
                message.subject,
                message.text,
                message.html,
                message.at.isoformat(),
            ),
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO attachments VALUES (?, ?, ?, ?, ?)",
            [
                (mail_id, place, one.filename, one.content_type, one.content)
                for place, one in enumerate(message.attachments)
            ],
        )
        overdue = "DELETE FROM mails WHERE id <= (SELECT max(id) FROM mails) - ?"
        self._connection.execute(overdue, (self._kept,))
        return mail_id

    def _read(self, row: _Row) -> Message:
        mail_id, message_id, recipient, subject, text, html, at = row
        query = f"{_ATTACHMENT} WHERE mail_id = ? ORDER BY place"
        return Message(
            message_id=message_id,
            to=recipient,
            subject=subject,
            text=text,
            html=html,
            attachments=tuple(
                Attachment(*found) for found in self._connection.execute(query, (mail_id,))
            ),
            at=datetime.fromisoformat(at),
        )


def _located(place: Path | str) -> Path:
    text = str(place)
    return Path(text.removeprefix(_SCHEME)) if text.startswith(_SCHEME) else Path(place)
