"""A paper is begun, given up, found: nothing of it is in a record before it is signed."""

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import func, insert, select, update

from webapp.audit.api import record
from webapp.civil_service.entering.arriving import forget_newcomer
from webapp.civil_service.entering.errors import EnteredAlready, NoSuchPaper, NotAParticipant, PaperStands
from webapp.civil_service.entering.events import PaperDone
from webapp.civil_service.entering.models import ServiceArrival, ServiceChange, ServicePaper
from webapp.civil_service.entering.rules import DOCUMENT, Fate, Hand, State
from webapp.civil_service.entering.stating import Change, Newcomer, as_json
from webapp.civil_service.governing.closing import ensure_may_change
from webapp.civil_service.permissions import CONFIRM, ENTER, ENTER_OWN
from webapp.civil_service.queries import body_of_party
from webapp.civil_service.record_tables import ServiceBody
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.documents import api as documents
from webapp.signing import api as signing

PURPOSE: Final = "civil_service.paper"


def hand_of(actor: Actor) -> tuple[Hand, ServiceBody | None]:
    """Return whose hand writes: of the body that is acted for, else the operator's.

    Raises Forbidden, NotAParticipant for a party that is no state body of the register, EntryClosed, ReadingOnly.
    """
    if actor.party_id is None:
        if not (actor.has(ENTER_OWN.code) or actor.has(CONFIRM.code)):
            raise Forbidden
        return Hand.OPERATOR, None
    ensure_may(actor, ENTER)
    body = body_of_party(actor.party_id)
    if body is None:
        raise NotAParticipant
    ensure_may_change(actor)
    return Hand.PARTICIPANT, body


def begin(
    group: str,
    changes: Iterable[Change],
    *,
    hand: Hand,
    body: ServiceBody | None,
    actor: Actor,
    correction: str | None = None,
) -> ServicePaper:
    """Keep changes as a paper that waits for its signature. Raises EnteredAlready when one of them was entered before."""
    paper = ServicePaper(
        public_id=new_public_id(),
        number=f"T-{today().year}-{next_number('civil_service.papers', today().year):06}",
        hand=hand.value,
        body_id=body.id if body else None,
        group_code=group,
        state=State.DRAFT.value,
        rows=0,
        account_id=actor.account_id,
        entered_name=actor.name,
        created_at=now(),
        correction=correction,
    )
    paper.document_token = documents.register(DOCUMENT, paper.public_id).token
    documents.set_number(paper.document_token, paper.number)
    db.session().add(paper)
    db.session().flush()
    add(paper, changes)
    note("begun", paper, actor)
    return paper


def add(paper: ServicePaper, changes: Iterable[Change]) -> None:
    """Put changes into a paper that is a draft. Raises EnteredAlready."""
    given = list(changes)
    rows = [_row(paper, place, one) for place, one in enumerate(given, start=paper.rows + 1)]
    if not rows:
        return
    keys = [row["key"] for row in rows]
    known = select(ServiceChange.key).where(
        ServiceChange.key.in_(keys), ServiceChange.fate.in_((Fate.HELD.value, Fate.MADE.value))
    )
    if db.session().scalar(known.limit(1)) is not None:
        raise EnteredAlready
    db.session().execute(insert(ServiceChange), rows)
    for one in given:
        if isinstance(one.servant, Newcomer):
            db.session().add(_arrival(paper, one.servant))
    paper.rows += len(rows)
    db.session().flush()


def give_up(public_id: str, *, actor: Actor) -> ServicePaper:
    """Put a paper away that was not signed; its changes may be entered anew. Raises NoSuchPaper, PaperStands, Forbidden."""
    hand_of(actor)
    paper = locked_paper(public_id, actor)
    if paper.state not in {State.DRAFT, State.SIGNING}:
        raise PaperStands
    signing.withdraw_open(PURPOSE, public_id, actor=actor)
    paper.state, paper.request_id = State.WITHDRAWN.value, None
    where = (ServiceChange.paper_id == paper.id, ServiceChange.fate == Fate.HELD.value)
    db.session().execute(update(ServiceChange).where(*where).values(fate=Fate.DROPPED.value))
    forget_newcomer(paper.id)
    note("given_up", paper, actor)
    if paper.correction is not None:
        publish(PaperDone(public_id=paper.public_id, correction=paper.correction, made=False))
    return paper


def own_paper(public_id: str, actor: Actor) -> ServicePaper:
    """Return a paper of the body acted for, or, to the operator, one of the operator's. Raises NoSuchPaper (404)."""
    row = db.session().scalar(select(ServicePaper).where(ServicePaper.public_id == public_id))
    return _ensure_own(row, actor)


def locked_paper(public_id: str, actor: Actor) -> ServicePaper:
    """Return an own paper, held until the transaction ends. Raises NoSuchPaper."""
    return _ensure_own(paper_to_carry(public_id), actor)


def paper_to_carry(public_id: str) -> ServicePaper | None:
    """Return a paper whoever asks, held: for the signature that comes and the job that carries it out."""
    query = select(ServicePaper).where(ServicePaper.public_id == public_id).with_for_update()
    return db.session().scalar(query.execution_options(populate_existing=True))


def fates_of(paper_id: int) -> dict[str, int]:
    """Return how many changes of a paper have which fate."""
    query = select(ServiceChange.fate, func.count()).where(ServiceChange.paper_id == paper_id)
    return {row[0]: row[1] for row in db.session().execute(query.group_by(ServiceChange.fate))}


def note(step: str, paper: ServicePaper, actor: Actor) -> None:
    """Keep a step of a paper in the journal."""
    db.session().flush()
    detail = {"number": paper.number, "group": paper.group_code, "rows": paper.rows}
    kept = {"object_type": DOCUMENT, "object_key": paper.public_id}
    record(f"civil_service.paper_{step}", actor=actor, detail=detail, **kept)


def _ensure_own(paper: ServicePaper | None, actor: Actor) -> ServicePaper:
    if paper is None:
        raise NoSuchPaper
    if paper.body_id is None:
        mine = actor.party_id is None and (actor.has(ENTER_OWN.code) or actor.has(CONFIRM.code))
    else:
        body = body_of_party(actor.party_id)
        mine = body is not None and body.id == paper.body_id
    if not mine:
        raise NoSuchPaper
    return paper


def _row(paper: ServicePaper, place: int, change: Change) -> dict[str, object]:
    return {
        "paper_id": paper.id,
        "place": place,
        "servant_id": change.servant_id,
        "group_code": change.given.group,
        "action": change.action.value,
        "entry": change.entry,
        "expected": change.expected,
        "stated": json.dumps(as_json(change.given), ensure_ascii=False),
        "manual": change.manual,
        "reason": change.reason,
        "key": change.key,
        "fate": Fate.HELD.value,
    }


def _arrival(paper: ServicePaper, one: Newcomer) -> ServiceArrival:
    identity = json.dumps(as_json(one.identity), ensure_ascii=False)
    return ServiceArrival(paper_id=paper.id, fin=one.fin, identity=identity, source=one.source, as_of=one.as_of)
