"""Sessions, refunds and remembered answers in one SQLite file."""

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

TABLES: Final = """
CREATE TABLE IF NOT EXISTS object (id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, asked TEXT NOT NULL, body TEXT NOT NULL);
"""
Object = dict[str, Any]


class KeyReusedError(Exception):
    """An idempotency key came with other parameters."""


class SessionStore:
    """Everything that is kept; `lock` is held by whoever changes several things at once."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, making it when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {TABLES}")

    def once(self, key: str | None, asked: Object, make: Callable[[], Object]) -> Object:
        """Return what `make` makes, the same again for the same key. Raises KeyReusedError."""
        if key is None:
            return make()
        with self.lock:
            row = self._database.execute("SELECT asked, body FROM answer WHERE key = ?", [key]).fetchone()
            if row and json.loads(row[0]) != asked:
                raise KeyReusedError
            if row:
                return dict(json.loads(row[1]))
            made = make()
            with self._database:
                values = [key, json.dumps(asked), json.dumps(made)]
                self._database.execute("INSERT INTO answer (key, asked, body) VALUES (?, ?, ?)", values)
            return made

    def keep(self, kind: str, body: Object) -> Object:
        """Keep an object, new or changed."""
        with self.lock, self._database:
            values = [body["id"], kind, json.dumps(body, ensure_ascii=False)]
            self._database.execute(
                "INSERT INTO object (id, kind, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                values,
            )
        return body

    def find(self, object_id: str) -> Object | None:
        """Return the object with this id."""
        with self.lock:
            row = self._database.execute("SELECT body FROM object WHERE id = ?", [object_id]).fetchone()
        return dict(json.loads(row[0])) if row else None

    def listed(self, kind: str) -> list[Object]:
        """Return the objects of a kind, newest first."""
        with self.lock:
            rows = self._database.execute("SELECT body FROM object WHERE kind = ? ORDER BY rowid DESC", [kind])
            return [dict(json.loads(row[0])) for row in rows.fetchall()]

    def clear(self) -> None:
        """Forget everything."""
        with self.lock, self._database:
            self._database.executescript("DELETE FROM object; DELETE FROM answer;")
