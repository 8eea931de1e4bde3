"""The inspector's signature under an act: from then on it is in force and those concerned know."""

from typing import Final

from webapp.core import db
from webapp.core.actor import Actor, current_actor
from webapp.core.bus import publish
from webapp.documents import api as documents
from webapp.inspections.document_data import TEMPLATE, document_data
from webapp.inspections.errors import ActStands
from webapp.inspections.events import ControlActSigned
from webapp.inspections.models import ControlAct
from webapp.inspections.queries import act_by_id, locked_act
from webapp.inspections.rules import State
from webapp.inspections.services.acting import note, own_act
from webapp.signing import api as signing
from webapp.signing.events import SignatureCompleted

PURPOSE: Final = "inspections.act"


def ask_signature(public_id: str, actor: Actor) -> str:
    """Ask the inspector to sign; return the request's public id, the open one for a second click.

    Raises NoSuchAct for another's, ActStands for one that is signed or annulled.
    """
    act = own_act(public_id, actor)
    if act.state != State.FILED:
        raise ActStands
    open_request = signing.open_request(PURPOSE, public_id)
    if open_request is not None and open_request == act.request_id:
        return open_request
    signing.withdraw_open(PURPOSE, public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, document_data(act))
    act.request_id = signing.request_signature(
        purpose=PURPOSE, ref=public_id, pdf=pdf, text=f"Nəzarət aktı {act.number}", actor=actor
    )
    db.session().flush()
    return act.request_id


def complete(fact: SignatureCompleted) -> None:
    """Put the signed act in force; the one that it corrects is then corrected. Told twice, done once."""
    act = locked_act(fact.ref)
    if act.request_id != fact.request_id or act.state != State.FILED:
        return
    documents.add_version(act.document_token or "", fact.file_id, label="İmzalandı")
    act.state, act.signed_at = State.SIGNED, fact.signed_at
    note("signed", act, current_actor())
    if act.corrects_id is not None:
        _correct(act.corrects_id)
    db.session().flush()
    publish(ControlActSigned(public_id=act.public_id))


def _correct(act_id: int) -> None:
    former: ControlAct = locked_act(act_by_id(act_id).public_id)
    if former.state == State.SIGNED:
        former.state = State.CORRECTED
        note("corrected", former, current_actor())
