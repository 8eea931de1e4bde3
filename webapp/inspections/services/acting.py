"""An act of control: filed once whatever the network did, signed by its inspector, corrected by another act, annulled."""

from datetime import datetime
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold, normal_voen
from webapp.core.bus import publish
from webapp.core.clock import local, now, today
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.documents import api as documents
from webapp.inspections.errors import ActStands, ActWrong, NoSuchAct, NotYourAct
from webapp.inspections.events import ControlActAnnulled
from webapp.inspections.models import ActViolation, ControlAct, RoadCheck, ViolationRow
from webapp.inspections.papers import Met, resolved
from webapp.inspections.permissions import INSPECT, OVERSEE
from webapp.inspections.queries import act_by_key, locked_act, violation_rows
from webapp.inspections.reading import ActDraft
from webapp.inspections.rules import OLDEST_ACT, SERIES, State, Subject, act_number, amount_of, corrected_moment

DOCUMENT: Final = "control_act"


def file_act(
    draft: ActDraft, *, actor: Actor, sent_at: datetime | None = None, corrects: ControlAct | None = None
) -> tuple[ControlAct, bool]:
    """File an act, or find it when its key came before: (act, whether it is new). It has its number from then on.

    `sent_at` is the moment of sending by the device's own clock. Raises Forbidden, ActWrong for an act of another time.
    """
    ensure_may(actor, INSPECT)
    received = now()
    known = act_by_key(actor.account_id or 0, draft.key) if draft.key else None
    if known is not None:
        return known, False
    begun, off = corrected_moment(draft.begun_at, sent_at or received, received)
    if received - begun > OLDEST_ACT:
        raise ActWrong(fields={"begun_at": _l("Akt yoxlamadan sonra 14 gün ərzində tərtib edilir.")})
    law = _law(draft, begun)
    act = _row(draft, begun, actor)
    act.received_at, act.clock_off = received, off
    act.corrects_id = corrects.id if corrects else None
    act.number = act_number(today().year, next_number(SERIES, today().year))
    db.session().add(act)
    db.session().flush()
    db.session().add_all(_violation(act.id, draft, row) for row in law)
    act.document_token = documents.register(DOCUMENT, act.public_id).token
    documents.set_number(act.document_token, act.number)
    db.session().flush()
    note("filed", act, actor, offline=act.offline, clock_off=off)
    return act, True


def annul(public_id: str, *, reason: str, actor: Actor) -> ControlAct:
    """Annul an act for a reason; its number stays. Raises Forbidden, NoSuchAct, ActStands, ActWrong without a reason."""
    ensure_may(actor, OVERSEE)
    act = locked_act(public_id)
    if act.inspector_id == actor.account_id:
        raise NotYourAct
    if not reason.strip():
        raise ActWrong(fields={"reason": _l("Səbəbi yazın.")})
    if act.state not in {State.FILED, State.SIGNED}:
        raise ActStands
    act.state, act.annulled_at, act.annulled_by, act.annul_reason = State.ANNULLED, now(), actor.name, reason.strip()
    db.session().flush()
    note("annulled", act, actor, reason=act.annul_reason)
    publish(ControlActAnnulled(public_id=public_id))
    return act


def correctable(public_id: str, actor: Actor) -> ControlAct:
    """Return an act that its inspector may correct by another one. Raises NoSuchAct, NotYourAct, ActStands."""
    ensure_may(actor, INSPECT)
    act = locked_act(public_id)
    if act.inspector_id != actor.account_id:
        raise NotYourAct
    if act.state not in {State.FILED, State.SIGNED} or _corrected_by(act.id):
        raise ActStands
    return act


def note(step: str, act: ControlAct, actor: Actor, **detail: object) -> None:
    """Keep a step of an act in the journal; the driver is the person whom it concerns."""
    record(
        f"inspections.{step}",
        actor=actor,
        object_type=DOCUMENT,
        object_key=act.public_id,
        subject_fin=act.driver_fin,
        detail={"number": act.number, **detail},
    )


def _corrected_by(act_id: int) -> bool:
    return db.session().scalar(select(ControlAct.id).where(ControlAct.corrects_id == act_id)) is not None


def _row(draft: ActDraft, begun: datetime, actor: Actor) -> ControlAct:
    met = _paper(draft)
    number = normal_voen(draft.carrier_number) or (met.paper.carrier_number if met else "")
    fin = _driver_fin(draft, met)
    act = ControlAct(
        public_id=new_public_id(),
        key=draft.key or new_public_id(),
        state=State.FILED,
        inspector_id=actor.account_id,
        inspector_name=actor.name,
        begun_at=begun,
        paper_kind=draft.paper_kind or None,
        paper_number=draft.paper_number or None,
        carrier_party_id=_carrier(number, met),
        carrier_number=number or None,
        carrier_name=met.paper.carrier if met and number == met.paper.carrier_number else draft.carrier_name,
        driver_name=draft.driver_name or None,
        driver_fin=fin,
        driver_index=blind_index(fin) if fin else None,
        words=draft.words or None,
        driver_words=draft.driver_words or None,
        checked=list(draft.checked),
        check_id=_check_id(draft.check, actor),
    )
    for name in ("offline", "region", "place", "latitude", "longitude", "plate", "verdict", "outcome"):
        setattr(act, name, getattr(draft, name))
    return act


def _paper(draft: ActDraft) -> Met | None:
    """Return the paper that the act names, as it is known here."""
    met = resolved(draft.paper_number)[1] if draft.paper_number else []
    return next((one for one in met if one.paper.number == draft.paper_number), None)


def _carrier(number: str, met: Met | None) -> int | None:
    if met is not None and met.paper.carrier_number == number:
        return met.paper.carrier_party_id
    known = party_by_number(number) if number else None
    return known.id if known else None


def _driver_fin(draft: ActDraft, met: Met | None) -> str | None:
    """Return whose act it is, when the name that was written is the one of the paper."""
    typed = fold(draft.driver_name)
    return next((fin for fin, name in met.drivers if typed and fold(name) == typed), None) if met else None


def _check_id(public_id: str, actor: Actor) -> int | None:
    mine = RoadCheck.inspector_id == actor.account_id
    return (
        db.session().scalar(select(RoadCheck.id).where(RoadCheck.public_id == public_id, mine)) if public_id else None
    )


def _law(draft: ActDraft, begun: datetime) -> list[ViolationRow]:
    """Return the rows of the table on the day of the control. Raises ActWrong for a violation that it did not have then."""
    rows = {row.code: row for row in violation_rows(local(begun).date())}
    if not rows.keys() >= set(draft.violations):
        raise ActWrong(fields={"violations": _l("Bu pozuntu yoxlama günü cədvəldə yox idi.")})
    return [rows[code] for code in draft.violations]


def _violation(act_id: int, draft: ActDraft, row: ViolationRow) -> ActViolation:
    return ActViolation(
        act_id=act_id,
        code=row.code,
        subject=draft.subject,
        repeated=draft.repeated,
        article=row.article,
        basis=row.basis,
        qepik=amount_of(row.amounts, Subject(draft.subject), repeated=draft.repeated),
    )


def own_act(public_id: str, actor: Actor) -> ControlAct:
    """Return an act of this inspector, locked. Raises NoSuchAct for another's."""
    act = locked_act(public_id)
    if act.inspector_id != actor.account_id:
        raise NoSuchAct
    return act
