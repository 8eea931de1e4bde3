"""The list of mismatches: where the register and a source say different things, until one of the two is put right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.civil_service.errors import FactChanged, FactWrong, NoSuchMismatch
from webapp.civil_service.exchange.asking import Told
from webapp.civil_service.exchange.comparing import Difference
from webapp.civil_service.exchange_tables import ServiceMismatch
from webapp.civil_service.groups import BY_CODE, Origin
from webapp.civil_service.permissions import EXCHANGE
from webapp.civil_service.queries import fact, servant_by_id
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.services.checking import REQUIRED
from webapp.civil_service.services.recording import annul_fact, given_of, revise_fact
from webapp.civil_service.values import Entered, Fact
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.permissions import ensure_may
from webapp.core.text import Text

WHOLE: Final = ""
"""The field of a mismatch when the source has no such fact at all."""


def note_mismatches(servant_id: int, of: Fact, told: Told | None, differences: Sequence[Difference]) -> None:
    """Put every field that differs on the list, once while it is open; without `told` the whole fact.

    An open line follows what the source says now; what the operator looked at and kept does not come back unchanged.
    """
    source = told.source if told else f"AZ/GOV/{of.group.source}"
    found = differences if told else [Difference(WHOLE, of.entry, "")]
    kept = _kept(of.entry)
    for one in found:
        if (one.field, one.ours, one.theirs) in kept:
            continue
        row = insert(ServiceMismatch).values(
            public_id=new_public_id(),
            servant_id=servant_id,
            group_code=of.group.code,
            entry=of.entry,
            field=one.field,
            ours=one.ours,
            theirs=one.theirs,
            source=source,
            seen_at=now(),
            state="open",
        )
        same = ServiceMismatch.state == "open"
        now_said = {name: getattr(row.excluded, name) for name in ("ours", "theirs", "source", "seen_at")}
        asked = row.on_conflict_do_update(index_elements=["entry", "field"], index_where=same, set_=now_said)
        db.session().execute(asked)


def close_what_agrees(entry: str) -> None:
    """Take a fact off the list: the source says the same now."""
    open_ones = update(ServiceMismatch).where(ServiceMismatch.entry == entry, ServiceMismatch.state == "open")
    db.session().execute(open_ones.values(state="gone", closed_at=now(), closed_by="EHİS"))


def open_mismatches(*, after: str | None = None, before: str | None = None) -> Page[tuple[ServiceMismatch, Servant]]:
    """Return a page of open mismatches with their servants, the latest first."""
    query: Any = select(ServiceMismatch, Servant).join(Servant, Servant.id == ServiceMismatch.servant_id)
    query = query.where(ServiceMismatch.state == "open")
    asked, backwards = descending(query, ServiceMismatch.id, after=after, before=before, parts=numbers)
    rows = [(one[0], one[1]) for one in db.session().execute(asked)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))


def open_count() -> int:
    """Return how many mismatches are open."""
    query = select(func.count()).select_from(ServiceMismatch).where(ServiceMismatch.state == "open")
    return db.session().scalar(query) or 0


def mismatch(public_id: str) -> ServiceMismatch:
    """Return an open mismatch. Raises NoSuchMismatch."""
    query = select(ServiceMismatch).where(ServiceMismatch.public_id == public_id, ServiceMismatch.state == "open")
    found = db.session().scalar(query)
    if found is None:
        raise NoSuchMismatch
    return found


def settle_mismatch(public_id: str, *, theirs: bool, reason: str, actor: Actor) -> None:
    """Close a mismatch: take what the source says as the next version, or keep ours. Either way with a reason.

    What was taken is the source's own from then on, confirmed by who took it, and follows its next answers; unless the source
    says something else of the same fact besides, which nobody took: that is not to be written over.
    Raises Forbidden, NoSuchMismatch, FactWrong, FactChanged when the fact reads otherwise by now than the list says.
    """
    ensure_may(actor, EXCHANGE)
    row = _locked(public_id)
    why = reason.strip()
    if not why:
        wrong: dict[str, Text] = {"reason": REQUIRED}
        raise FactWrong(fields=wrong)
    if theirs:
        _take(row, why, actor)
    row.state, row.reason = ("taken" if theirs else "kept"), why
    row.closed_at, row.closed_by = now(), actor.name
    kept: dict[str, Any] = {"object_type": "service_mismatch", "object_key": row.public_id}
    detail = {"group": row.group_code, "state": row.state}
    fin = servant_by_id(row.servant_id).fin
    record("civil_service.mismatch_closed", actor=actor, subject_fin=fin, detail=detail, **kept)


def _kept(entry: str) -> set[tuple[str, str | None, str | None]]:
    """Return (field, ours, theirs) of the mismatches of a fact that the operator closed by keeping ours."""
    query = select(ServiceMismatch).where(ServiceMismatch.entry == entry, ServiceMismatch.state == "kept")
    return {(row.field, row.ours, row.theirs) for row in db.session().scalars(query)}


def label_of(row: ServiceMismatch) -> str:
    """Return the name of the field that differs."""
    found = BY_CODE[row.group_code].field(row.field)
    return str(found.label) if found else row.field


def _take(row: ServiceMismatch, why: str, actor: Actor) -> None:
    of = fact(row.servant_id, row.entry)
    if row.field != WHOLE and _stands(of, row.field) != row.ours:
        raise FactChanged
    entered = Entered(origin=Origin.OPERATOR, source="DIM", by=actor.name, account_id=actor.account_id, reason=why)
    if not _differs_otherwise(row, of):
        entered = replace(entered, origin=Origin.EHIS, source=row.source, as_of=row.seen_at)
    if row.field == WHOLE:
        annul_fact(row.servant_id, row.entry, entered, actor=actor)
        return
    if row.field in {"valid_from", "valid_to"}:
        given = given_of(of, **{row.field: date.fromisoformat(row.theirs) if row.theirs else None})
    else:
        given = given_of(of, content={**of.content, row.field: row.theirs})
    revise_fact(row.servant_id, row.entry, given, entered, actor=actor)


def _differs_otherwise(row: ServiceMismatch, of: Fact) -> bool:
    """Whether the source says something else of the fact besides, which waits or was kept: then the fact is not its own."""
    query = select(ServiceMismatch).where(ServiceMismatch.entry == row.entry, ServiceMismatch.id != row.id)
    others = db.session().scalars(query.where(ServiceMismatch.state.in_(("open", "kept"))))
    return any(one.state == "open" or _stands(of, one.field) == one.ours for one in others if one.field != WHOLE)


def _stands(of: Fact, field: str) -> str:
    """Return how a field of the fact reads now, as the list writes it."""
    value = getattr(of, field) if field in {"valid_from", "valid_to"} else of.content.get(field)
    return "" if value is None else str(value)


def _locked(public_id: str) -> ServiceMismatch:
    query = select(ServiceMismatch).where(ServiceMismatch.public_id == public_id, ServiceMismatch.state == "open")
    found = db.session().scalars(query.with_for_update()).first()
    if found is None:
        raise NoSuchMismatch
    return found
