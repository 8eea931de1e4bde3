"""Somebody comes to the body: known to the register by the FİN, else named by the population register and given a record.

The record of a new person holds the identity that EHİS passed; the post is in it when the paper is signed.
"""

from datetime import date
from typing import Final

from webapp.audit.api import record_view
from webapp.civil_service.entering.errors import EntryWrong
from webapp.civil_service.exchange.asking import Question, Told, identity
from webapp.civil_service.groups import Origin
from webapp.civil_service.queries import servant_by_fin
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered
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


def arrived(fin: str, told: Told | None, *, actor: Actor) -> Servant:
    """Return the servant with this FİN, registered now with the identity that was told. The look is kept. Raises FactWrong."""
    known = servant_by_fin(fin)
    if known is None:
        if told is None:
            raise EntryWrong(fields={"fin": _l("FİN düzgün deyil")})
        entered = Entered(origin=Origin.EHIS, source=told.source, by="EHİS", as_of=told.as_of)
        known = register_servant(fin, told.given, entered, actor=SYSTEM)
    kept = {"object_type": "service_record", "object_key": known.public_id}
    record_view(actor=actor, subject_fin=fin, subject_name=known.full_name, purpose=PURPOSE, **kept)
    return known
