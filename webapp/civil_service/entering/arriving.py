"""Somebody comes to the body: known to the register by the FİN, else named by the population register.

Nothing is written of a new person before the signature: who is only thought of never stands in the register. What the
population register said waits beside the paper, sealed; with the signature it is the first fact of the record.
"""

from datetime import date
from typing import Final

from sqlalchemy import delete

from webapp.audit.api import record_view
from webapp.civil_service.entering.errors import EntryWrong
from webapp.civil_service.entering.models import ServiceArrival, ServiceChange, ServicePaper
from webapp.civil_service.entering.rules import DOCUMENT
from webapp.civil_service.entering.stating import Newcomer, from_json
from webapp.civil_service.errors import NoSuchServant
from webapp.civil_service.exchange.asking import Question, Told, identity
from webapp.civil_service.groups import Origin
from webapp.civil_service.queries import servant_by_fin, servant_by_id
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.services.checking import cleaned
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.ehis import api as registers
from webapp.ehis.errors import NotInRegister, RegisterUnavailable

NOBODY: Final = date(1900, 1, 1)
CASE: Final = "arrival"
PURPOSE: Final = _l("Kadr uçotu: orqana qəbul olunan şəxsin reyestrdə tapılması")


def asked_identity(typed: str) -> tuple[str, Told | None]:
    """Return the FİN in its normal form and, for whom the register does not know, the identity. No transaction may be open.

    Raises EntryWrong for what is no FİN, for nobody, and while the population register does not answer.
    """
    fin = normal_fin(typed)
    if fin is None:
        raise EntryWrong(fields={"fin": _l("FİN düzgün deyil")})
    with transaction(read_only=True):
        if servant_by_fin(fin) is not None:
            return fin, None
        official = registers.official_for(registers.Purpose.CIVIL_SERVICE)
    try:
        told = identity(Question(fin, NOBODY, official, CASE, frozenset()))
    except NotInRegister:
        raise EntryWrong(fields={"fin": _l("Əhalinin reyestrində bu FİN-lə şəxs yoxdur.")}) from None
    except RegisterUnavailable:
        raise EntryWrong(fields={"fin": _l("Əhalinin reyestri cavab vermir. Bir az sonra təkrarlayın.")}) from None
    return fin, told[0]


def who_comes(fin: str, told: Told | None) -> Servant | Newcomer:
    """Return the servant with this FİN, or the newcomer as the population register named him. Raises EntryWrong."""
    known = servant_by_fin(fin)
    if known is not None:
        return known
    if told is None:
        raise EntryWrong(fields={"fin": _l("FİN düzgün deyil")})
    cleaned(told.given, order_needed=False)
    return Newcomer(fin, told.given, told.source, told.as_of)


def note_look(paper: ServicePaper, who: Servant | Newcomer, *, actor: Actor) -> None:
    """Keep who looked at the data of the person who comes, beside the paper in which they stand."""
    kept = {"object_type": DOCUMENT, "object_key": paper.public_id}
    record_view(actor=actor, subject_fin=who.fin, subject_name=who.full_name, purpose=PURPOSE, **kept)


def newcomer_of(paper_id: int) -> Newcomer | None:
    """Return the newcomer of a paper, None when it is about servants, or the record is made."""
    row = db.session().get(ServiceArrival, paper_id)
    return None if row is None else Newcomer(row.fin, from_json(row.identity), row.source, row.as_of)


def enrolled(row: ServiceChange) -> Servant:
    """Return whose record a signed change is of; a newcomer's is made now, with the identity as it was told.

    Another body's paper may have brought the same person meanwhile: then the record is that one. Raises ServantKnown when
    that happens at this very moment, FactWrong.
    """
    if row.servant_id is not None:
        return servant_by_id(row.servant_id)
    one = newcomer_of(row.paper_id)
    if one is None:
        raise NoSuchServant
    known = servant_by_fin(one.fin)
    if known is None:
        entered = Entered(origin=Origin.EHIS, source=one.source, by="EHİS", as_of=one.as_of)
        known = register_servant(one.fin, one.identity, entered, actor=SYSTEM)
    row.servant_id = known.id
    forget_newcomer(row.paper_id)
    return known


def forget_newcomer(paper_id: int) -> None:
    """Take away what is known of a newcomer: the record has it, or there will be none."""
    db.session().execute(delete(ServiceArrival).where(ServiceArrival.paper_id == paper_id))
