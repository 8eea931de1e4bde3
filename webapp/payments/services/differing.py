"""Differences: what we and a provider see differently, each noted once and ended by somebody with a name."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.statements import Statement
from webapp.payments.errors import NoSuchPayment, StepNotPossible
from webapp.payments.models import Attempt, Difference, Refund
from webapp.payments.rules import amount

_difference = Difference.__table__.c
MISSING: Final = Statement(
    select(_difference.id).where(
        _difference.provider == bindparam("provider"),
        _difference.provider_ref == bindparam("provider_ref"),
        _difference.kind == "missing_here",
        _difference.closed_at.is_(None),
    )
)


def note_difference(kind: str, row: Attempt, found: str) -> None:
    """Note a difference about one of our attempts; the same one twice is one."""
    expected = amount(row.qepik, row.currency)
    note_foreign(kind, row.provider, row.provider_ref or row.public_id, expected, found, attempt_id=row.id)


def note_foreign(
    kind: str, provider: str, provider_ref: str, expected: str, found: str, *, attempt_id: int | None = None
) -> None:
    """Note a difference about a payment that the provider knows, and we perhaps do not."""
    values = {
        "public_id": new_public_id(),
        "kind": kind,
        "provider": provider,
        "provider_ref": provider_ref,
        "attempt_id": attempt_id,
        "expected": expected,
        "found": found,
        "noted_at": now(),
        "resolution": "",
    }
    once = ["provider", "provider_ref", "kind"]
    db.session().execute(insert(Difference).values(values).on_conflict_do_nothing(index_elements=once))


def close_difference(public_id: str, *, resolution: str, actor: Actor) -> None:
    """End a difference with what was found out. Raises NoSuchPayment, StepNotPossible when somebody was quicker."""
    wanted = select(Difference).where(Difference.public_id == public_id).with_for_update()
    found = db.session().scalar(wanted)
    if found is None:
        raise NoSuchPayment
    if found.closed_at is not None:
        raise StepNotPossible
    end(found, resolution, actor)


def close_of_attempt(attempt_id: int, *, resolution: str, actor: Actor) -> None:
    """End every open difference about an attempt: its money went back."""
    wanted = select(Difference).where(Difference.attempt_id == attempt_id, Difference.closed_at.is_(None))
    for found in db.session().scalars(wanted.with_for_update()).all():
        end(found, resolution, actor)


def close_missing(row: Attempt) -> None:
    """End what the provider's day had and we had not: the payment is in our books now."""
    known = MISSING.all(provider=row.provider, provider_ref=row.provider_ref)
    if not known:  # as nearly always
        return
    wanted = select(Difference).where(Difference.id.in_([one.id for one in known]), Difference.closed_at.is_(None))
    for found in db.session().scalars(wanted.with_for_update()).all():
        end(found, "", SYSTEM)


def close_of_refund(row: Refund, *, resolution: str, actor: Actor) -> None:
    """End every open difference about one refund, whichever of its tries it names."""
    keys = [row.public_id, *(f"{row.public_id}-{number}" for number in range(2, row.tries + 1))]
    wanted = select(Difference).where(Difference.provider_ref.in_(keys), Difference.closed_at.is_(None))
    for found in db.session().scalars(wanted.with_for_update()).all():
        end(found, resolution, actor)


def end(found: Difference, resolution: str, actor: Actor) -> None:
    """End a locked difference."""
    found.closed_at, found.closed_by, found.resolution = now(), actor.name, resolution
    db.session().flush()
    record("payments.difference_closed", actor=actor, object_type="payment_difference", object_key=found.public_id)
