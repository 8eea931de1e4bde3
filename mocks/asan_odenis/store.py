"""Payments and refunds in one SQLite file that outlives the process."""

import json
import sqlite3
import threading
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from mocks.asan_odenis.rules import STEPS, Order

TABLES: Final = """
CREATE TABLE IF NOT EXISTS payment (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, reference TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS refund (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, payment TEXT NOT NULL, amount INTEGER NOT NULL, at TEXT NOT NULL);
"""


class ConflictError(Exception):
    """A key was used for something else, or the payment's state does not allow it."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as the service knows it. `settles_at` is when a success may be told (the fault `late-success`)."""

    id: str
    order: Order
    status: str = "created"
    transaction: str = ""
    paid_at: datetime | None = None
    settles_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money sent back."""

    id: str
    payment: str
    amount: int
    at: datetime


class PaymentStore:
    """All payments; safe for requests in many threads."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, making it when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {TABLES}")

    def make(self, order: Order, key: str) -> Payment:
        """Keep a new payment; for a known key return that one. Raises ConflictError when the key stood for another order."""
        with self._lock, self._database:
            row = self._database.execute("SELECT body FROM payment WHERE key = ?", [key]).fetchone()
            if row:
                known = _read(row[0])
                if known.order != order:
                    raise ConflictError("key")
                return known
            made = Payment(uuid.uuid4().hex, order)
            values = [made.id, key, order.reference, _written(made)]
            self._database.execute("INSERT INTO payment (id, key, reference, body) VALUES (?, ?, ?, ?)", values)
            return made

    def find(self, payment_id: str) -> Payment | None:
        """Return the payment, expired if its time is over."""
        with self._lock:
            row = self._database.execute("SELECT body FROM payment WHERE id = ?", [payment_id]).fetchone()
            found = _read(row[0]) if row else None
            if found and found.status == "created" and found.order.expires_at < datetime.now(UTC):
                return self.change(found.id, lambda payment: replace(payment, status="expired"))
            return found

    def step(self, payment_id: str, action: str, **more: Any) -> Payment:
        """Move a payment along its way. Raises ConflictError where there is no such step."""

        def moved(payment: Payment) -> Payment:
            status = STEPS.get((payment.status, action))
            if status is None:
                raise ConflictError(payment.status)
            return replace(payment, status=status, **more)

        with self._lock:
            self.find(payment_id)
            return self.change(payment_id, moved)

    def change(self, payment_id: str, how: Callable[[Payment], Payment]) -> Payment:
        """Keep the payment as `how` makes it."""
        with self._lock, self._database:
            row = self._database.execute("SELECT body FROM payment WHERE id = ?", [payment_id]).fetchone()
            changed = how(_read(row[0]))
            self._database.execute("UPDATE payment SET body = ? WHERE id = ?", [_written(changed), payment_id])
            return changed

    def refund(self, payment: Payment, amount: int, key: str) -> Refund:
        """Send money back, once for a key. Raises ConflictError for more than is left, or for what was never paid."""
        with self._lock, self._database:
            known = self.refunds(payment.id, key)
            if known:
                return known[0]
            left = payment.order.amount - sum(refund.amount for refund in self.refunds(payment.id))
            if payment.status != "paid" or not 0 < amount <= left:
                raise ConflictError("refund")
            made = Refund(uuid.uuid4().hex, payment.id, amount, datetime.now(UTC))
            values = [made.id, key, made.payment, made.amount, made.at.isoformat()]
            self._database.execute("INSERT INTO refund (id, key, payment, amount, at) VALUES (?, ?, ?, ?, ?)", values)
            return made

    def refunds(self, payment_id: str, key: str | None = None) -> list[Refund]:
        """Return the refunds of a payment, or the one with this key."""
        query = "SELECT id, payment, amount, at FROM refund WHERE payment = ? AND (? IS NULL OR key = ?) ORDER BY at"
        with self._lock:
            rows = self._database.execute(query, [payment_id, key, key]).fetchall()
        return [Refund(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]

    def everything(self) -> list[Payment]:
        """Return all payments, oldest first."""
        with self._lock:
            return [_read(row[0]) for row in self._database.execute("SELECT body FROM payment ORDER BY rowid")]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock, self._database:
            self._database.executescript("DELETE FROM refund; DELETE FROM payment;")


def _written(payment: Payment) -> str:
    return json.dumps(asdict(payment), default=lambda instant: instant.isoformat(), ensure_ascii=False)


def _read(text: str) -> Payment:
    body = json.loads(text)
    order = body.pop("order")
    order["expires_at"] = datetime.fromisoformat(order["expires_at"])
    for name in ("paid_at", "settles_at"):
        body[name] = datetime.fromisoformat(body[name]) if body[name] else None
    return Payment(order=Order(**order), **body)
