"""A signed paper is carried out: each change becomes a version of a fact, or says why not."""

from dataclasses import replace

from sqlalchemy import select

from webapp.auth.api import account
from webapp.civil_service.entering.arriving import enrolled
from webapp.civil_service.entering.drafting import fates_of, note
from webapp.civil_service.entering.errors import GroupNotYours
from webapp.civil_service.entering.events import PaperDone
from webapp.civil_service.entering.models import ServiceChange, ServicePaper
from webapp.civil_service.entering.ordering import with_its_order
from webapp.civil_service.entering.rules import Action, Fate, Hand, State
from webapp.civil_service.entering.stating import Change, ensure_free, ensure_hand, from_json
from webapp.civil_service.groups import Origin
from webapp.civil_service.queries import body_by_id
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.checking import known_group
from webapp.civil_service.services.recording import annul_fact, record_fact, revise_fact
from webapp.civil_service.values import Entered, Fact
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import _, in_language
from webapp.core.transaction import savepoint

OPERATOR_NAME = "Dövlət İmtahan Mərkəzi"


def carry_some(paper: ServicePaper, most: int) -> bool:
    """Carry out at most so many changes of a signed paper, in the open transaction; return whether some are left.

    The paper is held by the caller. What a record refuses now (it changed since) is kept with its reason.
    """
    query = select(ServiceChange).where(ServiceChange.paper_id == paper.id, ServiceChange.fate == Fate.HELD.value)
    rows = list(db.session().scalars(query.order_by(ServiceChange.place).limit(most)))
    body = body_by_id(paper.body_id) if paper.body_id else None
    actor = _signer(paper, body)
    for row in rows:
        _carry(row, paper, body, actor)
    db.session().flush()
    fates = fates_of(paper.id)
    if fates.get(Fate.HELD.value):
        return True
    made = bool(fates.get(Fate.MADE.value))
    paper.state, paper.done_at = (State.IN_FORCE if made else State.FAILED).value, now()
    note("carried_out" if made else "failed", paper, actor)
    whole = not fates.get(Fate.REFUSED.value)
    publish(PaperDone(public_id=paper.public_id, correction=paper.correction, made=made and whole))
    return False


def _carry(row: ServiceChange, paper: ServicePaper, body: ServiceBody | None, actor: Actor) -> None:
    try:
        with savepoint():
            made = _made(row, paper, body, actor)
    except AppError as refused:
        with in_language("az"):
            row.fate, row.refusal = Fate.REFUSED.value, _why(refused)
    else:
        row.fate, row.made = Fate.MADE.value, made.entry


def _made(row: ServiceChange, paper: ServicePaper, body: ServiceBody | None, actor: Actor) -> Fact:
    hand, correction = Hand(paper.hand), bool(paper.correction)
    ensure_hand(known_group(row.group_code), hand, body, correction=correction)
    given, servant = with_its_order(from_json(row.stated), row, paper), enrolled(row)
    if row.action == Action.RECORD and given.group != "post" and not correction:
        _ensure_theirs(servant, body)
    entered = Entered(
        origin=Origin(paper.hand),
        source=body.name if body else OPERATOR_NAME,
        by=paper.entered_name,
        account_id=paper.account_id,
        source_body_id=body.id if body else None,
        as_of=paper.signed_at,
        request_id=paper.request_id,
        manual=row.manual,
        reason=row.reason,
    )
    if row.action == Action.ANNUL:
        return annul_fact(servant.id, row.entry or "", entered, actor=actor, expected=row.expected)
    change = Change(servant=servant, given=given, action=Action(row.action), entry=row.entry)
    if given.group == "post" and given.content.get("holding") == "main":
        ensure_free(change)
    if row.action == Action.REVISE:
        kept = replace(entered, reason=row.reason or "")
        return revise_fact(servant.id, row.entry or "", given, kept, actor=actor, expected=row.expected)
    return record_fact(servant.id, given, entered, actor=actor, ends_previous=True)


def _ensure_theirs(servant: Servant, body: ServiceBody | None) -> None:
    """Raise GroupNotYours when the servant is of another body by now: a paper may wait long for its signature."""
    if body is not None and servant.body_id != body.id:
        raise GroupNotYours(_("Qulluqçu artıq başqa orqandadır: onun qeydini həmin orqan aparır."))


def _signer(paper: ServicePaper, body: ServiceBody | None) -> Actor:
    known = account(paper.account_id)
    return Actor(
        account_id=paper.account_id,
        name=paper.entered_name,
        fin=known.fin if known else None,
        party_id=body.party_id if body else None,
        party_name=body.name if body else OPERATOR_NAME,
    )


def _why(refused: AppError) -> str:
    return "; ".join(dict.fromkeys([str(refused), *map(str, refused.fields.values())]))
