"""What the operator may order of the client, each kept in the journal."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.ehis.asking import standing
from webapp.ehis.asking.models import EndedContract, NamedOfficial, Order
from webapp.ehis.asking.rights import policy_of
from webapp.ehis.errors import NotARegisterNumber, OfficialMissing, ReasonNeeded
from webapp.ehis.ids import FIN
from webapp.ehis.permissions import STEER_ASKING
from webapp.ehis.policy import POLICIES, Purpose

SERVICE = "ehis.service"
CONTRACT = "ehis.contract"


def force_open(code: str, reason: str, *, actor: Actor) -> None:
    """Send nothing to the service `code` until it is closed, in every process within a second.

    Raises Forbidden, PurposeNotAllowed (no such service), ReasonNeeded.
    """
    _order(code, "open", reason, actor=actor)


def close(code: str, reason: str, *, actor: Actor) -> None:
    """Let questions to the service `code` through again and forget its failures. Raises as `force_open` does."""
    _order(code, "close", reason, actor=actor)


def end_contract(contract: str, ends_on: date, reason: str, *, actor: Actor) -> None:
    """Ask nothing under `contract` from the day `ends_on` (clauses 3.5 and 3.6). Raises Forbidden, ReasonNeeded."""
    ensure_may(actor, STEER_ASKING)
    text = _reason(reason)
    if contract not in {row.contract for row in POLICIES.values()}:
        raise ReasonNeeded
    values = {"ends_on": ends_on, "reason": text, "given_by": actor.name, "at": now()}
    _upsert(EndedContract, {"contract": contract}, values)
    detail = {"ends_on": ends_on.isoformat(), "reason": text}
    record("ehis.contract_ended", actor=actor, object_type=CONTRACT, object_key=contract, detail=detail)
    standing.forget()


def renew_contract(contract: str, *, actor: Actor) -> None:
    """Put `contract` in force again. Raises Forbidden."""
    ensure_may(actor, STEER_ASKING)
    db.session().execute(delete(EndedContract).where(EndedContract.contract == contract))
    record("ehis.contract_renewed", actor=actor, object_type=CONTRACT, object_key=contract)
    standing.forget()


def name_official(purpose: Purpose | str, fin: str, name: str, *, actor: Actor) -> None:
    """Name in whose name automatic questions for `purpose` are asked (clause 6.6). Raises Forbidden, NotARegisterNumber."""
    ensure_may(actor, STEER_ASKING)
    if not FIN.fullmatch(fin) or not name.strip():
        raise NotARegisterNumber
    values = {"fin": fin, "name": name.strip(), "given_by": actor.name, "at": now()}
    _upsert(NamedOfficial, {"purpose": str(Purpose(purpose))}, values)
    record(
        "ehis.official_named",
        actor=actor,
        object_type="ehis.purpose",
        object_key=str(Purpose(purpose)),
        subject_fin=fin,
    )


def official_for(purpose: Purpose | str) -> str:
    """Return the FİN of the official in whose name automatic questions for `purpose` are asked.

    Inside a transaction. Raises OfficialMissing when nobody was named: then nothing may be asked.
    """
    row = db.session().get(NamedOfficial, str(Purpose(purpose)))
    if row is None:
        raise OfficialMissing
    return row.fin


def officials_named() -> dict[Purpose, str]:
    """Return the names of the officials for automatic questions, by purpose."""
    rows = db.session().scalars(select(NamedOfficial))
    return {Purpose(row.purpose): row.name for row in rows if row.purpose in set(Purpose)}


def _order(code: str, wanted: str, reason: str, *, actor: Actor) -> None:
    ensure_may(actor, STEER_ASKING)
    text = _reason(reason)
    policy_of(code)
    _upsert(Order, {"service": code}, {"standing": wanted, "reason": text, "given_by": actor.name, "at": now()})
    record(f"ehis.breaker_{wanted}", actor=actor, object_type=SERVICE, object_key=code, detail={"reason": text})
    standing.forget()


def _upsert(table: type[db.Base], key: dict[str, str], values: dict[str, object]) -> None:
    statement = insert(table).values(**key, **values)
    db.session().execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _reason(reason: str) -> str:
    text = reason.strip()
    if not text:
        raise ReasonNeeded
    return text
