"""Demo: the agency's own services wait in the queue and stand in the register, and one draft is under discussion."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.catalogue.models import Application, DraftRegulation
from webapp.catalogue.offer import AGENCY, offer_of
from webapp.catalogue.permissions import ALL
from webapp.catalogue.queries import own_application
from webapp.catalogue.rules import DECISION_DAYS, Request
from webapp.catalogue.services.applying import save_application, start_application
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
REGISTERED: Final = ("e-waybill", "verify-document")
WAITING: Final = "own-data"
DISCUSSED: Final = "who-looked"


def seed_catalogue() -> None:
    """Register two services, leave one application waiting, open one discussion. A second run changes nothing."""
    if db.session().scalar(select(Application.id).limit(1)) is None:
        for code in (*REGISTERED, WAITING):
            public_id = _applied(code)
            if code in REGISTERED:
                offer = offer_of(code)
                accept_application(public_id, areas=offer.areas if offer else (), protected=False, actor=OPERATOR)
    if db.session().scalar(select(DraftRegulation.id).limit(1)) is None:
        draft = start_draft(DISCUSSED, actor=HEAD)
        publish_draft(draft, closes_on=today() + timedelta(days=30), actor=HEAD)


def _applied(code: str) -> str:
    """Hand an application in as the demo's head of section would, without the signature that only she can give."""
    public_id = start_application(Request.REGISTER, actor=HEAD, offer=offer_of(code))
    found = own_application(public_id, actor=HEAD, lock=True)
    said = {**found.content, "place": f"https://kabinet.example.az/services/{code}", "confirmed": True}
    save_application(public_id, said, head=HEAD.name, version=found.version, actor=HEAD)
    found.received_at, found.due_on = now(), deadline(today(), DECISION_DAYS[Request.REGISTER])
    take(found, "apply", actor=HEAD)
    return public_id
