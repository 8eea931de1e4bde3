"""Reconciliation: what a provider booked on a day against what we did; every difference is somebody's work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.payments.gateways.provider import SettledLine
from webapp.payments.models import Run, RunLine
from webapp.payments.rules import CURRENCY, amount
from webapp.payments.services.differing import note_foreign

Key = tuple[str, str, str]
"""The payment's reference at the provider, payment or refund, the refund's own reference."""
AGREES: Final = "agrees"


@dataclass(frozen=True, slots=True)
class Booked:
    """What we booked: the attempt's key and the amount."""

    attempt_id: int
    qepik: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing as we had it and as the provider's file has it; `verdicts` is empty when both agree."""

    key: Key
    ours: int | None
    theirs: int | None
    currency: str
    verdicts: tuple[str, ...]
    attempt_id: int | None

    @property
    def expected(self) -> str:
        """What we expected, in words; empty when nothing."""
        return "" if self.ours is None else amount(self.ours, CURRENCY)

    @property
    def found(self) -> str:
        """What the file says, in words; empty when nothing."""
        return "" if self.theirs is None else amount(self.theirs, self.currency)


def compare(ours: Mapping[Key, Booked], known: Mapping[Key, Booked], theirs: Sequence[SettledLine]) -> list[Compared]:
    """Return a day line by line: `ours` was booked that day, `known` is whatever we know of the file's payments.

    A refund of a file that does not tell refunds apart is taken for the one of ours with its payment and amount.
    """
    times = Counter(_key(line, known) for line in theirs)
    first = {_key(line, known): line for line in reversed(theirs)}
    found = [_judge(key, first[key], known.get(key), times[key]) for key in times]
    missing = [(key, booked) for key, booked in ours.items() if key not in times]
    return found + [
        Compared(key, booked.qepik, None, CURRENCY, ("missing_there",), booked.attempt_id) for key, booked in missing
    ]


def keep_run(provider: str, day: date, lines: Sequence[Compared]) -> None:
    """Keep a day's comparison with all its lines; put what differs on the accountants' list, each once."""
    differing = [(line, verdict) for line in lines for verdict in line.verdicts]
    run = _run(provider, day, "differs" if differing else AGREES, lines, len(differing))
    for line in lines:
        ref, kind, _operation = line.key
        for verdict in line.verdicts or (AGREES,):
            values = {"expected": line.expected, "found": line.found, "verdict": verdict}
            db.session().add(RunLine(run_id=run.id, kind=kind, ref=ref, **values))
    for line, verdict in differing:
        ref, _kind, operation = line.key
        about = operation or ref
        note_foreign(verdict, provider, about, line.expected, line.found, attempt_id=line.attempt_id)


def keep_unusable(provider: str, day: date) -> None:
    """Put a day's file that could not be read on the list."""
    _run(provider, day, "unusable", [], 1)
    note_foreign("unusable_file", provider, day.isoformat(), "", "")


def _key(line: SettledLine, known: Mapping[Key, Booked]) -> Key:
    if line.kind == "refund" and not line.operation:
        for key, booked in known.items():
            if key[:2] == (line.ref, "refund") and booked.qepik == line.qepik:
                return key
    return line.ref, line.kind, line.operation


def _judge(key: Key, line: SettledLine, booked: Booked | None, times: int) -> Compared:
    verdicts = ("duplicate",) if times > 1 else ()
    if booked is None:
        verdicts = (*verdicts, "missing_here")
    elif line.currency != CURRENCY:
        verdicts = (*verdicts, "currency")
    elif line.qepik != booked.qepik:
        verdicts = (*verdicts, "amount")
    mine, attempt_id = (booked.qepik, booked.attempt_id) if booked else (None, None)
    return Compared(key, mine, line.qepik, line.currency, verdicts, attempt_id)


def _run(provider: str, day: date, outcome: str, lines: Sequence[Compared], differences: int) -> Run:
    sums = {
        f"{kind}s_{side}": sum(value or 0 for line in lines if line.key[1] == kind for value in [getattr(line, name)])
        for kind in ("payment", "refund")
        for side, name in (("here", "ours"), ("there", "theirs"))
    }
    about = {"provider": provider, "day": day, "outcome": outcome, "differences": differences}
    run = Run(public_id=new_public_id(), compared_at=now(), **about, **sums)
    db.session().add(run)
    db.session().flush()
    detail = {"day": day.isoformat(), "differences": differences}
    record("payments.reconciled", actor=SYSTEM, object_type="payment_provider", object_key=provider, detail=detail)
    return run
