"""Form 2: begun with what is known, saved, signed, withdrawn (decision 191/2011, Rules 10.3, 10.6, 10.7)."""

from typing import Any, Final

from webapp.cabinets import api as cabinets
from webapp.catalogue.content import Missing, cleaned, content_of, missing_of
from webapp.catalogue.document_data import paper_data
from webapp.catalogue.errors import BeingSigned, BodyNeeded, NotReady, StepNotPossible
from webapp.catalogue.labels import REQUEST_TITLES
from webapp.catalogue.models import Application, Entry
from webapp.catalogue.offer import AGENCY, ServiceOffer, fees_on, offer_of
from webapp.catalogue.queries import entry_of_offer, listed, own_application, registered
from webapp.catalogue.rules import NEEDS_NUMBER, Request
from webapp.catalogue.services.stepping import ensure_possible, note, take
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.documents import api as documents
from webapp.signing import api as signing

PURPOSE: Final = "catalogue.application"
DOCUMENT: Final = "catalogue_application"
TEMPLATE: Final = "catalogue/templates/catalogue/application.typ"
BODIES: Final = frozenset({"organisation", "state", "municipality"})


def start_application(
    request: Request, *, actor: Actor, number: str = "", offer: ServiceOffer | None = None, list_no: str = ""
) -> str:
    """Open a draft for the body acted for, with what the register or the definition knows; return its public id.

    Raises BodyNeeded for whoever acts as oneself or as a sole trader.
    """
    party_id, body = _body(actor)
    content: dict[str, Any] = {"body": body}
    found = registered(number) if number else listed(list_no) if list_no else None
    if found is not None and (request is Request.REGISTER or found.party_id == party_id):
        known = content_of(found) | (
            {} if found.number else {"kind": ""}
        )  # of what is only listed the body says the kind
        content |= known | {"number": found.number or "", "list_no": found.list_no or ""}
    elif offer is not None and party_id is None:
        content |= _from_offer(offer)
    moment = now()
    application = Application(
        public_id=new_public_id(),
        party_id=party_id,
        body=body,
        request=request.value,
        content=cleaned(content),
        head="",
        state="draft",
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(application)
    note("started", application, actor=actor)
    return application.public_id


def save_application(public_id: str, said: dict[str, Any], *, head: str, version: int, actor: Actor) -> int:
    """Keep what was typed and return the new version; a signature that is under way for the former text is withdrawn.

    Raises NoSuchApplication, StepNotPossible for what is sent already, StaleVersion.
    """
    application = _draft(public_id, version, actor)
    content = cleaned({**said, "offer_code": application.content.get("offer_code")})
    if (content, head) == (application.content, application.head):
        return application.version
    if application.request_id is not None:
        signing.withdraw_open(PURPOSE, application.public_id, actor=actor)
        application.request_id = None
    application.content, application.head = content, head
    application.body = content["body"] or application.body
    application.version += 1
    application.changed_at = now()
    db.session().flush()
    return application.version


def request_signature(public_id: str, *, version: int, actor: Actor) -> str:
    """Ask the actor for the enhanced signature under the application (note 2 of the form); return the request's id.

    Raises NoSuchApplication, StepNotPossible, StaleVersion, NotReady with what is missing, BeingSigned.
    """
    application = _draft(public_id, version, actor)
    ensure_possible(application, "apply")
    missing = missing_for(application)
    if missing:
        raise NotReady(missing)
    if application.document_token is None:
        application.document_token = documents.register(DOCUMENT, application.public_id).token
    if application.request_version != application.version:
        signing.withdraw_open(PURPOSE, application.public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, paper_data(application, signer=actor.name))
    text = str(REQUEST_TITLES[application.request])
    try:
        request_id = signing.request_signature(purpose=PURPOSE, ref=public_id, pdf=pdf, text=text, actor=actor)
    except signing.SignatureUnderWay:
        raise BeingSigned from None
    application.request_id, application.request_version = request_id, application.version
    db.session().flush()
    return request_id


def withdraw_application(public_id: str, *, actor: Actor) -> None:
    """Take the application back before it is decided on. Raises NoSuchApplication, StepNotPossible."""
    application = own_application(public_id, actor=actor, lock=True)
    ensure_possible(application, "withdraw")
    signing.withdraw_open(PURPOSE, application.public_id, actor=actor)
    application.request_id = None
    take(application, "withdraw", actor=actor)


def missing_for(application: Application) -> Missing:
    """Return what stops the signature: what the form wants, and numbers that are not what they should be."""
    content, request = application.content, Request(application.request)
    missing = missing_of(request, content, head=application.head, today=today())
    if request in NEEDS_NUMBER and content["number"] and entry_asked(application) is None:
        missing.append(("number", _l("Qurumunuzun reyestrdə bu nömrə ilə qüvvədə olan xidməti yoxdur.")))
    if request is Request.REGISTER and content["list_no"] and listed(content["list_no"]) is None:
        missing.append(("list_no", _l("Siyahıda bu nömrə ilə qeydə alınmamış xidmət yoxdur.")))
    offered = content["offer_code"]
    if request is Request.REGISTER and offered and entry_of_offer(offered) is not None:
        missing.append(("name", _l("Bu xidmət artıq qeydə alınıb.")))
    return missing


def entry_asked(application: Application, *, lock: bool = False) -> Entry | None:
    """Return the entry in force that is to be amended or cancelled, None when the number is not the body's own."""
    found = registered(application.content["number"], lock=lock)
    return found if found is not None and found.party_id == application.party_id else None


def _draft(public_id: str, version: int, actor: Actor) -> Application:
    application = own_application(public_id, actor=actor, lock=True)
    if application.state != "draft":
        raise StepNotPossible
    if application.version != version:
        raise StaleVersion
    return application


def _body(actor: Actor) -> tuple[int | None, str]:
    if actor.office_roles:
        return None, AGENCY
    if actor.party_id is None or (party := cabinets.party(actor.party_id)).kind not in BODIES:
        raise BodyNeeded
    return party.id, party.name


def _from_offer(offer: ServiceOffer) -> dict[str, Any]:
    known = offer_of(offer.code) or offer
    return {
        "body": known.authority,
        "name": known.title,
        "executors": "\n".join(known.executors),
        "content": known.content,
        "legal_basis": "\n".join(known.legal_basis),
        "kind": known.kind,
        "payment": "paid" if fees_on(known, today()) else "free",
        "users": list(known.applicants),
        "offer_code": known.code,
        "list_no": known.list_no or "",
    }
