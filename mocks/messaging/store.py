"""Messages taken, newest first, in one SQLite file that outlives the process."""

import json
import sqlite3
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from mocks.messaging.mails import read_mail
from mocks.messaging.rules import Attachment, Order

KEPT: Final = 5000
TABLE: Final = """
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    idempotency_key TEXT UNIQUE
);
CREATE TABLE IF NOT EXISTS attachment (
    message TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (message, number)
);
CREATE TABLE IF NOT EXISTS raw (message TEXT PRIMARY KEY, mail BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS structured (message TEXT PRIMARY KEY, facts TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS message_by_recipient ON message (recipient, number);
"""
INSERT: Final = """
INSERT INTO message (id, channel, recipient, subject, text, at, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
ATTACH: Final = "INSERT INTO attachment (message, number, name, media_type, content) VALUES (?, ?, ?, ?, ?)"
ATTACHED: Final = "SELECT name, media_type, content FROM attachment WHERE message = ? ORDER BY number"
FACTS: Final = "SELECT facts FROM structured WHERE message = ?"
TIDY: Final = (
    "DELETE FROM attachment WHERE message NOT IN (SELECT id FROM message)",
    "DELETE FROM structured WHERE message NOT IN (SELECT id FROM message)",
    "DELETE FROM raw WHERE message NOT IN (SELECT id FROM message)",
)
LATEST: Final = "SELECT id, channel, recipient, subject, text, at FROM message ORDER BY number DESC LIMIT ?"
LATEST_OF_ONE: Final = """
SELECT id, channel, recipient, subject, text, at FROM message WHERE recipient = ? ORDER BY number DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it was taken."""

    id: str
    channel: str
    to: str
    subject: str | None
    text: str
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    structured: dict[str, Any] | None = None


class MessageStore:
    """The last 5,000 messages; safe for requests in many threads."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, making it when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = _open(path)

    def take(self, order: Order) -> str:
        """Keep a message and return its id; for a key seen before, keep nothing and return the id of that time."""
        return self.take_all([order])[0]

    def take_all(self, orders: Sequence[Order]) -> list[str]:
        """Keep many messages at once and return their ids."""
        with self._lock, self._database:
            ids = [self._take(order) for order in orders]
            (last,) = self._database.execute("SELECT coalesce(max(number), 0) FROM message").fetchone()
            old = self._database.execute("DELETE FROM message WHERE number <= ?", [last - KEPT])
            for statement in TIDY if old.rowcount else ():
                self._database.execute(statement)
            return ids

    def _take(self, order: Order) -> str:
        key = order.idempotency_key
        if key is not None:
            row = self._database.execute("SELECT id FROM message WHERE idempotency_key = ?", [key]).fetchone()
            if row:
                return str(row[0])
        new_id, at = uuid.uuid4().hex, datetime.now(UTC).isoformat()
        self._database.execute(INSERT, [new_id, order.channel, order.to, order.subject, order.text, at, key])
        for number, file in enumerate(order.attachments):
            self._database.execute(ATTACH, [new_id, number, file.name, file.media_type, file.content])
        if order.structured:
            self._database.execute("INSERT INTO structured VALUES (?, ?)", [new_id, json.dumps(order.structured)])
        if order.raw:
            self._database.execute("INSERT INTO raw VALUES (?, ?)", [new_id, order.raw])
        return new_id

    def mail(self, message: str) -> bytes | None:
        """Return a mail as it travelled, None when there is none."""
        with self._lock:
            return self._raw(message)

    def latest(self, to: str | None, limit: int) -> list[Message]:
        """Return at most `limit` messages, newest first, of the recipient `to` or of everybody."""
        with self._lock:
            if to is None:
                rows = self._database.execute(LATEST, [limit]).fetchall()
            else:
                rows = self._database.execute(LATEST_OF_ONE, [to, limit]).fetchall()
            return [self._whole(*row) for row in rows]

    def attachment(self, message: str, number: int) -> Attachment | None:
        """Return a file of a message by its place, None when there is none."""
        with self._lock:
            files = self._files(message)
        return files[number] if 0 <= number < len(files) else None

    def clear(self) -> None:
        """Forget every message."""
        with self._lock, self._database:
            for table in ("message", "attachment", "structured", "raw"):
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours

    def _whole(self, new_id: str, channel: str, to: str, subject: str | None, text: str, at: str) -> Message:
        instant = datetime.fromisoformat(at)
        raw = self._raw(new_id)
        if raw is not None:
            mail = read_mail(raw)
            return Message(new_id, channel, to, mail.subject, mail.text, instant, mail.attachments, mail.structured)
        facts = self._database.execute(FACTS, [new_id]).fetchone()
        known = json.loads(facts[0]) if facts else None
        return Message(new_id, channel, to, subject, text, instant, self._files(new_id), known)

    def _files(self, message: str) -> tuple[Attachment, ...]:
        raw = self._raw(message)
        if raw is not None:
            return read_mail(raw).attachments
        return tuple(Attachment(*row) for row in self._database.execute(ATTACHED, [message]))

    def _raw(self, message: str) -> bytes | None:
        row = self._database.execute("SELECT mail FROM raw WHERE message = ?", [message]).fetchone()
        return row[0] if row else None


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(TABLE)
    return database
