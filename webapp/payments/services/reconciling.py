"""Reconciliation: what a provider booked on a day against what we did; every difference is somebody's work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.audit.api import record
from webapp.core.actor import SYSTEM
from webapp.payments.gateways.provider import SettledLine
from webapp.payments.rules import CURRENCY, amount
from webapp.payments.services.differing import note_foreign


@dataclass(frozen=True, slots=True)
class Booked:
    """What we booked of one payment: the attempt's key, what came, what went back."""

    attempt_id: int
    received: int
    returned: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference: its kind, the provider's reference, what we expected and what the file says."""

    kind: str
    ref: str
    expected: str
    found: str


def compare(ours: Mapping[str, Booked], known: Mapping[str, Booked], theirs: Sequence[SettledLine]) -> list[Finding]:
    """Return the differences of a day: `ours` was paid that day, `known` is whatever we know of the file's payments."""
    findings = []
    seen = Counter((line.ref, line.kind) for line in theirs)
    for (ref, kind), times in seen.items():
        line = next(line for line in theirs if (line.ref, line.kind) == (ref, kind))
        booked = known.get(ref)
        expected = 0 if booked is None else booked.received if kind == "payment" else booked.returned
        said = (amount(expected, CURRENCY) if expected else "", amount(line.qepik, line.currency))
        if times > 1:
            findings.append(Finding("duplicate", ref, said[0], said[1]))
        if not expected:
            findings.append(Finding("missing_here", ref, "", said[1]))
        elif line.currency != CURRENCY:
            findings.append(Finding("currency", ref, *said))
        elif line.qepik != expected:
            findings.append(Finding("amount", ref, *said))
    findings += [
        Finding("missing_there", ref, amount(booked.received, CURRENCY), "")
        for ref, booked in ours.items()
        if (ref, "payment") not in seen
    ]
    return findings


def keep_findings(provider: str, day: date, findings: Sequence[Finding], known: Mapping[str, Booked]) -> None:
    """Put the differences of a day on the accountants' list, each once, and keep that the day was compared."""
    for finding in findings:
        booked = known.get(finding.ref)
        attempt_id = booked.attempt_id if booked else None
        note_foreign(finding.kind, provider, finding.ref, finding.expected, finding.found, attempt_id=attempt_id)
    detail = {"day": day.isoformat(), "differences": len(findings)}
    record("payments.reconciled", actor=SYSTEM, object_type="payment_provider", object_key=provider, detail=detail)


def keep_unusable(provider: str, day: date) -> None:
    """Put a day's file that could not be read on the list."""
    note_foreign("unusable_file", provider, day.isoformat(), "", "")
