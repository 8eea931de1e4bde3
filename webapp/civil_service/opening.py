"""A record opens to an official for a purpose that he names first, for half an hour; each page seen is kept (1.5)."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record, record_view
from webapp.civil_service.beside import ensure_entry, ensure_reader
from webapp.civil_service.errors import FactWrong, NoSuchServant
from webapp.civil_service.exchange_tables import ServiceLook
from webapp.civil_service.permissions import ASSESS, SEE
from webapp.civil_service.queries import servant_by_fin
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.services.checking import NOT_OFFERED, REQUIRED
from webapp.civil_service.wording import PURPOSES
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.text import Text, _l

LASTS: Final = timedelta(minutes=30)
WITH_BASIS: Final = frozenset({"request", "security"})
NOT_A_FIN: Final = _l("FİN 7 simvoldan ibarətdir.")


def ensure_may_look(actor: Actor) -> None:
    """Raise Forbidden unless the actor is of the operator, or may assess the register at this moment (6.1.3, 6.1.4)."""
    ensure_entry(actor)
    if actor.has(SEE.code):
        return
    if not actor.has(ASSESS.code):
        raise Forbidden
    ensure_reader(actor)


def may_look(actor: Actor) -> bool:
    """Whether the actor may look at this moment, for menus."""
    try:
        ensure_may_look(actor)
    except Forbidden:
        return False
    return True


def open_record(servant: Servant, purpose: str, basis: str, *, actor: Actor) -> ServiceLook:
    """Keep for what purpose the actor opens the record. Raises FactWrong without one, or without the request it is for."""
    ensure_may_look(actor)
    wrong: dict[str, Text] = {}
    if purpose not in PURPOSES:
        wrong["purpose"] = NOT_OFFERED
    if purpose in WITH_BASIS and not basis.strip():
        wrong["basis"] = REQUIRED
    if wrong:
        raise FactWrong(fields=wrong)
    moment = now()
    row = ServiceLook(account_id=actor.account_id, servant_id=servant.id, purpose=purpose, basis=basis.strip())
    row.at, row.until = moment, moment + LASTS
    db.session().add(row)
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": servant.public_id}
    record("civil_service.opened", actor=actor, subject_fin=servant.fin, detail={"purpose": purpose}, **kept)
    return row


def opened(servant: Servant, actor: Actor) -> ServiceLook | None:
    """Return the look that is open to the actor at this moment, None when the purpose is to be named (again)."""
    query = select(ServiceLook).where(
        ServiceLook.account_id == actor.account_id, ServiceLook.servant_id == servant.id, ServiceLook.until > now()
    )
    return db.session().scalars(query.order_by(ServiceLook.until.desc())).first()


def seen(servant: Servant, look: ServiceLook, actor: Actor) -> None:
    """Keep that the actor sees the record, with the purpose, so that the servant reads it."""
    words = str(PURPOSES[look.purpose])
    purpose = _l(
        "Dövlət qulluqçularının reyestri: %(purpose)s", purpose=f"{words}, {look.basis}" if look.basis else words
    )
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": servant.public_id}
    record_view(actor=actor, subject_fin=servant.fin, subject_name=servant.full_name, purpose=purpose, **kept)


def by_fin(typed: str, *, actor: Actor) -> Servant:
    """Return the servant with a FİN that was typed. Raises FactWrong, NoSuchServant; that it was looked for is kept."""
    ensure_may_look(actor)
    fin = normal_fin(typed)
    if fin is None:
        raise FactWrong(fields={"fin": NOT_A_FIN})
    found = servant_by_fin(fin)
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": found.public_id if found else "-"}
    record("civil_service.searched", actor=actor, subject_fin=fin, **kept)
    if found is None:
        raise NoSuchServant
    return found
