"""The servant's side: asked for, taken back, brought before the operator with proof (8.1.3)."""

from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from webapp.attachments.api import copies_of, receive
from webapp.civil_service.correcting.errors import CorrectionStands, CorrectionWrong, NoRecord
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import own_correction
from webapp.civil_service.correcting.rules import LONGEST, Side, State, Step, Why, needs_proof, straight_to_operator
from webapp.civil_service.correcting.stepping import OBJECT, locked, note, take, tell_body, tell_operators
from webapp.civil_service.correcting.wording import FIELDS
from webapp.civil_service.governing.closing import ensure_may_change
from webapp.civil_service.governing.parameters import due_in
from webapp.civil_service.groups import Group, Origin
from webapp.civil_service.queries import body_by_id, own_servant
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.checking import NOT_OFFERED
from webapp.civil_service.values import Fact
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import Text, _l
from webapp.core.transaction import savepoint
from webapp.documents import api as documents

PROOF = "proof"
NO_PROOF = _l(
    "Təsdiqedici sənədi (məsələn, əmrin surətini) əlavə edin: operator müraciətə yalnız sənədlə baxır (8.1.3)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is wrong and how it should read; without a fact something of the group is missing."""

    group: Group
    fact: Fact | None
    field: str
    right: str
    words: str


def route_of(servant: Servant, group: Group, fact: Fact | None) -> tuple[ServiceBody | None, Why | None]:
    """Return the participant to whom a correction goes first, or why the operator has it at once (8.1.3).

    The body that entered a fact; for what is missing the employing body. A body that ended, or has no people here, is gone.
    """
    origin = fact.origin if fact is not None and fact.origin is not Origin.OPERATOR else group.origin
    if fact is not None and fact.manual:
        origin = Origin.PARTICIPANT
    body_id = fact.source_body_id if fact is not None and fact.source_body_id else servant.body_id
    body = body_by_id(body_id) if body_id is not None else None
    there = body is not None and body.party_id is not None and (body.valid_to is None or body.valid_to >= today())
    why = straight_to_operator(origin.value, body_is_there=there)
    return (body if why is None else None), why


def file_correction(claim: Claim, proof: FileStorage | None, *, actor: Actor) -> ServiceCorrection:
    """Ask for a correction of one's own record.

    Raises NoRecord, EntryClosed, CorrectionWrong that names the field, CorrectionWaits while one about the fact is open.
    """
    ensure_may_change(actor)
    servant = own_servant(actor)
    if servant is None or actor.account_id is None:
        raise NoRecord
    return filed(servant, claim, proof, actor=actor)


def filed(servant: Servant, claim: Claim, proof: FileStorage | None, *, actor: Actor) -> ServiceCorrection:
    """Register what the servant holds to be wrong, and send it on its way; the `actor` may have no account here yet.

    Raises as `file_correction` does.
    """
    _ensure_words(claim)
    body, why = route_of(servant, claim.group, claim.fact)
    if needs_proof(why) and (proof is None or not proof.filename):
        raise CorrectionWrong(fields={"file": NO_PROOF})
    row = _row(claim, servant, actor)
    row.state = (State.WITH_OPERATOR if why else State.WITH_BODY).value
    row.why, row.body_id = why.value if why else None, body.id if body else None
    row.due_on = due_in("correction_operator" if why else "correction_participant")
    row.document_token = documents.register(OBJECT, row.public_id).token
    documents.set_number(row.document_token, row.number)
    with savepoint():
        db.session().add(row)
    note(row, "filed", Side.USER, actor, words=claim.words, due_on=row.due_on)
    if proof is not None and proof.filename:
        receive(proof, kind=OBJECT, ref=row.public_id, slot=PROOF, actor=actor)
    if why is None:
        tell_body(row, "civil_service.correction_filed", due=f"{row.due_on:%d.%m.%Y}")
    else:
        tell_operators(row, "civil_service.correction_to_operator")
    return row


def escalate(public_id: str, *, words: str, proof: FileStorage | None, actor: Actor) -> None:
    """Bring a correction that the participant refused or did not answer before the operator, with proof.

    Raises NoSuchCorrection, CorrectionStands, CorrectionWrong without a document that confirms it.
    """
    ensure_may_change(actor)
    row = locked(own_correction(public_id, actor).public_id)
    if row.state not in {State.REFUSED, State.SILENT}:
        raise CorrectionStands
    if proof is not None and proof.filename:
        receive(proof, kind=OBJECT, ref=public_id, slot=PROOF, actor=actor)
    if not copies_of(OBJECT, public_id, PROOF):
        raise CorrectionWrong(fields={"file": NO_PROOF})
    row.why = (Why.REFUSED if row.state == State.REFUSED else Why.SILENT).value
    take(row, Step.ESCALATE, Side.USER, actor, words=words[:LONGEST], due_on=due_in("correction_operator"))


def withdraw(public_id: str, *, actor: Actor) -> None:
    """Take a correction back that nobody decided. Raises NoSuchCorrection, CorrectionStands."""
    row = locked(own_correction(public_id, actor).public_id)
    take(row, Step.WITHDRAW, Side.USER, actor)


def _ensure_words(claim: Claim) -> None:
    wrong: dict[str, Text] = {}
    if claim.group.field(claim.field) is None and claim.field not in FIELDS:
        wrong["field"] = NOT_OFFERED
    if not claim.right.strip() or len(claim.right) > LONGEST:
        wrong["right"] = _l("Düzgün məlumatı yazın.")
    if not claim.words.strip() or len(claim.words) > LONGEST:
        wrong["words"] = _l("Nəyin səhv olduğunu və nəyə əsaslandığınızı yazın (ən çoxu 4000 simvol).")
    if wrong:
        raise CorrectionWrong(fields=wrong)


def _row(claim: Claim, servant: Servant, actor: Actor) -> ServiceCorrection:
    fact = claim.fact
    return ServiceCorrection(
        public_id=new_public_id(),
        number=f"D-{today().year}-{next_number('civil_service.corrections', today().year):06}",
        servant_id=servant.id,
        account_id=actor.account_id,
        group_code=claim.group.code,
        subject=fact.entry if fact is not None else f"new:{claim.group.code}",
        entry=fact.entry if fact is not None else None,
        version=fact.version if fact is not None else None,
        field=claim.field,
        right=claim.right.strip(),
        words=claim.words.strip(),
        filed_at=now(),
    )
