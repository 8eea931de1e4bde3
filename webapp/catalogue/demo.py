"""Demo: the agency's services stand in the register, an amendment waits in the queue, a draft is under discussion."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.catalogue.addresses import service_address
from webapp.catalogue.models import Application, DraftRegulation
from webapp.catalogue.offer import AGENCY, ServiceOffer, offers
from webapp.catalogue.permissions import ALL
from webapp.catalogue.queries import entry_of_offer, own_application
from webapp.catalogue.rules import DECISION_DAYS, Request
from webapp.catalogue.services.applying import entry_asked, save_application, start_application
from webapp.catalogue.services.deciding import accept_application
from webapp.catalogue.services.discussing import publish_draft, start_draft
from webapp.catalogue.services.stepping import take
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.working_days import deadline

RIGHTS: Final = frozenset(right.code for right in ALL)
HEAD: Final = Actor(
    name="Günel Rauf qızı Mustafayeva", party_name=AGENCY, rights=RIGHTS, office_roles=frozenset({"head_of_section"})
)
OPERATOR: Final = Actor(
    name="Vüsal Arif oğlu Qasımov", party_name=AGENCY, rights=RIGHTS, office_roles=frozenset({"register_operator"})
)
AMENDED: Final = "own-data"
DISCUSSED: Final = "who-looked"


def seed_catalogue() -> None:
    """Register what is not registered yet, leave an amendment waiting, open a discussion. A second run changes nothing.

    A service without its number is not shown (Rules 4.5): so all of ours have one.
    """
    first = db.session().scalar(select(Application.id).limit(1)) is None
    for offer in offers():
        if entry_of_offer(offer.code) is None:
            public_id = _applied(Request.REGISTER, offer=offer)
            accept_application(public_id, areas=offer.areas, protected=False, actor=OPERATOR)
    known = entry_of_offer(AMENDED)
    if first and known is not None:
        text = f"{known.content} Səhv barədə bildirişə cavab da kabinetdə göstərilir."
        _applied(Request.AMEND, number=known.number or "", content=text, changed_on=today().isoformat())
    if db.session().scalar(select(DraftRegulation.id).limit(1)) is None:
        draft = start_draft(DISCUSSED, actor=HEAD)
        publish_draft(draft, closes_on=today() + timedelta(days=30), actor=HEAD)


def _applied(request: Request, *, offer: ServiceOffer | None = None, number: str = "", **changes: str) -> str:
    """Hand an application in as the demo's head of section would, without the signature that only she can give."""
    public_id = start_application(request, actor=HEAD, offer=offer, number=number)
    found = own_application(public_id, actor=HEAD, lock=True)
    said = {**found.content, **changes, "confirmed": True}
    said |= {"place": service_address(offer.code)} if offer else {}
    save_application(public_id, said, head=HEAD.name, version=found.version, actor=HEAD)
    known = entry_asked(found) if number else None
    found.entry_id = known.id if known else None
    found.received_at, found.due_on = now(), deadline(today(), DECISION_DAYS[request])
    take(found, "apply", actor=HEAD)
    return public_id
