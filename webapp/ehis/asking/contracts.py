"""Contracts with the registers' owners: from which day they end or are in force again, by which document (3.3 to 3.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import NotFound
from webapp.core.permissions import ensure_may
from webapp.ehis.asking import standing
from webapp.ehis.asking.models import ContractStep
from webapp.ehis.asking.orders import reasoned
from webapp.ehis.errors import ReasonNeeded
from webapp.ehis.permissions import STEER_ASKING
from webapp.ehis.policy import POLICIES, Policy

CONTRACT: Final = "ehis.contract"
ENDED: Final = "ended"
RENEWED: Final = "renewed"


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract with one owner: its number, the services under it, its steps (newest first), its end if one is set."""

    owner: str
    number: str
    services: tuple[Policy, ...]
    steps: tuple[ContractStep, ...]
    end: date | None

    @property
    def in_force(self) -> bool:
        """Whether anything may be asked under it today."""
        return self.end is None or self.end > today()


def end_contract(contract: str, on_day: date, reason: str, *, document: str, actor: Actor) -> None:
    """Ask nothing under `contract` from `on_day`. Raises Forbidden, ReasonNeeded (also without a document)."""
    _step(ENDED, contract, on_day, reason, document, actor)
    record(
        "ehis.contract_ended", actor=actor, object_type=CONTRACT, object_key=contract, detail=_told(on_day, document)
    )


def renew_contract(contract: str, on_day: date, reason: str, *, document: str, actor: Actor) -> None:
    """Put `contract` in force again from `on_day`. Raises as `end_contract` does."""
    _step(RENEWED, contract, on_day, reason, document, actor)
    record(
        "ehis.contract_renewed", actor=actor, object_type=CONTRACT, object_key=contract, detail=_told(on_day, document)
    )


def contracts() -> list[Contract]:
    """Return every contract under which something is asked, by owner. Needs a transaction."""
    found: dict[str, list[Policy]] = {}
    for row in sorted(POLICIES.values(), key=lambda row: (row.provider, row.code)):
        found.setdefault(row.provider, []).append(row)
    steps: dict[str, list[ContractStep]] = {}
    for step in _steps():
        steps.setdefault(step.contract, []).append(step)
    return [_contract(owner, rows, steps.get(rows[0].contract, [])) for owner, rows in found.items()]


def contract_with(owner: str) -> Contract:
    """Return the contract with the owner that has this member code. Raises NotFound."""
    found = next((one for one in contracts() if one.owner == owner), None)
    if found is None:
        raise NotFound
    return found


def _contract(owner: str, rows: Sequence[Policy], steps: list[ContractStep]) -> Contract:
    said = [(step.on_day, step.kind) for step in steps]
    return Contract(owner, rows[0].contract, tuple(rows), tuple(reversed(steps)), standing.end_of(said, today()))


def _steps() -> Iterable[ContractStep]:
    return db.session().scalars(select(ContractStep).order_by(ContractStep.on_day, ContractStep.id))


def _step(kind: str, contract: str, on_day: date, reason: str, document: str, actor: Actor) -> None:
    ensure_may(actor, STEER_ASKING)
    if contract not in {row.contract for row in POLICIES.values()}:
        raise ReasonNeeded
    values = {"kind": kind, "on_day": on_day, "document": reasoned(document), "reason": reasoned(reason)}
    db.session().add(ContractStep(contract=contract, **values, given_by=actor.name, at=now()))
    db.session().flush()
    standing.forget()


def _told(on_day: date, document: str) -> dict[str, str]:
    return {"on": on_day.isoformat(), "document": document}
