"""Messages taken, newest first, in one SQLite file that outlives the process."""

import sqlite3
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

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
CREATE INDEX IF NOT EXISTS message_by_recipient ON message (recipient, number);
"""
INSERT: Final = """
INSERT INTO message (id, channel, recipient, subject, text, at, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
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


class MessageStore:
    """The last 5,000 messages; safe for requests in many threads."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, making it when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = _open(path)

    def take(self, channel: str, to: str, text: str, subject: str | None, key: str | None) -> str:
        """Keep a message and return its id; for a key seen before, keep nothing and return the id of that time."""
        with self._lock, self._database:
            if key is not None:
                row = self._database.execute("SELECT id FROM message WHERE idempotency_key = ?", [key]).fetchone()
                if row:
                    return str(row[0])
            new_id = uuid.uuid4().hex
            at = datetime.now(UTC).isoformat()
            cursor = self._database.execute(INSERT, [new_id, channel, to, subject, text, at, key])
            self._database.execute("DELETE FROM message WHERE number <= ?", [(cursor.lastrowid or 0) - KEPT])
            return new_id

    def latest(self, to: str | None, limit: int) -> list[Message]:
        """Return at most `limit` messages, newest first, of the recipient `to` or of everybody."""
        with self._lock:
            if to is None:
                rows = self._database.execute(LATEST, [limit]).fetchall()
            else:
                rows = self._database.execute(LATEST_OF_ONE, [to, limit]).fetchall()
        return [
            Message(new_id, channel, recipient, subject, text, datetime.fromisoformat(at))
            for new_id, channel, recipient, subject, text, at in rows
        ]

    def clear(self) -> None:
        """Forget every message."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM message")


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(TABLE)
    return database
