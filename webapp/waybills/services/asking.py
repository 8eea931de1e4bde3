"""Asking for a signature: the document is rendered, the request made, and the step waits in the one place there is."""

from typing import Any, Final

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import Text, _l
from webapp.documents import api as documents
from webapp.signing import api as signing
from webapp.waybills.document_data import document_data
from webapp.waybills.documents import DOCUMENT, TEMPLATE
from webapp.waybills.errors import ActUnderWay
from webapp.waybills.evidence.statements import statement_of
from webapp.waybills.models import PendingAct, Waybill
from webapp.waybills.rules import SIGNED, Action
from webapp.waybills.services.stepping import Step

PURPOSES: Final = {action: f"waybills.{action.value}" for action in SIGNED}
TITLES: Final[dict[Action, Text]] = {
    Action.OFFER: _l("Qaimə: yükün daşınmaya verilməsi"),
    Action.ACCEPT: _l("Qaimə: yükün daşınmaya qəbulu"),
    Action.RECEIVE: _l("Qaimə: yükün təhvil alınması"),
    Action.RECEIVE_PART: _l("Qaimə: yükün bir hissəsinin təhvil alınması"),
    Action.RECEIVE_DROP: _l("Qaimə: yükalanın öz payını təhvil alması"),
    Action.REFUSE_DROP: _l("Qaimə: yükalanın öz payından imtinası"),
    Action.MISS_DROP: _l("Qaimə: dayanacaqda yükü təhvil alan olmadı"),
    Action.STORE_PART: _l("Qaimə: yükün bir hissəsinin anbara qoyulması"),
    Action.RETRIEVE_PART: _l("Qaimə: anbardakı hissənin götürülməsi"),
    Action.REPLY: _l("Qaimə: yükləmədəki qeydlərə cavab"),
    Action.RESEAL: _l("Qaimə: plombların dəyişdirilməsi"),
    Action.RELOAD: _l("Qaimə: yükün başqa nəqliyyat vasitəsinə yüklənməsi"),
    Action.STORE: _l("Qaimə: yükün anbara qoyulması"),
    Action.RETRIEVE: _l("Qaimə: yükün anbardan götürülməsi"),
    Action.STOP: _l("Qaimə: daşımanın dayandırılması"),
    Action.CONFIRM: _l("Qaimə: fərqin təsdiqi"),
    Action.COUNTERSIGN: _l("Qaimə: telefonla imzalanmış qəbulun təsdiqi"),
    Action.REFUSE: _l("Qaimə: yükdən imtina"),
    Action.REPORT_NO_SHOW: _l("Qaimə: yükü təhvil alan olmadı"),
    Action.COMPLAIN: _l("Qaimə: təhvildən sonra şikayət"),
    Action.HAND_DISPOSAL: _l("Qaimə: sərəncam hüququnun yükalana verilməsi"),
    Action.PROPOSE: _l("Qaimə: dəyişiklik təklifi"),
    Action.AGREE: _l("Qaimə: dəyişikliyə razılıq"),
}


def already_asked(waybill: Waybill, action: Action, *, actor: Actor) -> str | None:
    """Return the open request when the actor asks for the same step again (a double click); None when nothing is open.

    Raises ActUnderWay while another step, or another person's, waits for its signature.
    """
    pending = db.session().get(PendingAct, waybill.id)
    if pending is None or pending.ended_at is not None:
        return None
    if pending.action == action.value and pending.account_id == actor.account_id:
        return pending.request_id
    raise ActUnderWay


def ask_for_signature(waybill: Waybill, step: Step, *, actor: Actor) -> str:
    """Make the document as it will stand after `step`, ask the actor to sign it and return the request's public id.

    The caller holds the waybill's lock and has checked that the step may be taken.
    """
    if waybill.document_token is None:
        waybill.document_token = documents.register(DOCUMENT, waybill.public_id).token
    _forget_given_up(waybill, step.action, actor=actor)
    paper = documents.render_pdf(TEMPLATE, document_data(waybill, step))
    pdf = signing.with_signature_fields(paper, (step.role.value,))  # each version bears one signature, in its place
    request_id = signing.request_signature(
        purpose=PURPOSES[step.action],
        ref=waybill.public_id,
        pdf=pdf,
        text=f"{TITLES[step.action]} {waybill.number or ''}".strip(),
        actor=actor,
        statement=statement_of(waybill, step, pdf),
    )
    db.session().add(_pending(waybill, step, request_id))
    db.session().flush()
    return request_id


def _forget_given_up(waybill: Waybill, action: Action, *, actor: Actor) -> None:
    """Clear the place of a step whose signature was given up; a signature still on its way for it is out of date."""
    former = db.session().get(PendingAct, waybill.id)
    if former is not None:
        db.session().delete(former)
        db.session().flush()
    signing.withdraw_open(PURPOSES[action], waybill.public_id, actor=actor)


def _pending(waybill: Waybill, step: Step, request_id: str) -> PendingAct:
    values: dict[str, Any] = {
        "request_id": request_id,
        "action": step.action.value,
        "version": waybill.version,
        "role": step.role.value,
        "data": step.data,
        "reason": step.reason,
        "account_id": step.account_id,
        "actor_name": step.actor_name,
        "party_id": step.party_id,
        "party_name": step.party_name,
    }
    return PendingAct(waybill_id=waybill.id, created_at=now(), **values)
