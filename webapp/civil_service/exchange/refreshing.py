"""One servant brought up to date: sources asked one after another, answers compared, facts revised or put on the list."""

from collections.abc import Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.civil_service.exchange.asking import SOURCES, Question, Told
from webapp.civil_service.exchange.comparing import compared, merged
from webapp.civil_service.exchange.holders import asked_on
from webapp.civil_service.exchange.mismatches import close_what_agrees, note_mismatches
from webapp.civil_service.exchange_tables import ServiceAnswer
from webapp.civil_service.groups import Origin
from webapp.civil_service.presenting import SENDER
from webapp.civil_service.queries import record_of, servant_by_id
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.recording import record_fact, revise_fact
from webapp.civil_service.values import Entered, Fact
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.ehis import api as registers
from webapp.ehis.errors import (
    AnswerRejected,
    ContractEnded,
    NotInRegister,
    RegisterRefused,
    RegisterUnavailable,
    SeveralInRegister,
)

log = structlog.get_logger()


def refresh(servant_id: int) -> dict[str, str]:
    """Ask every connected source about a servant and return the outcome of each group.

    A source that is silent or refuses, or whose contract has ended, leaves its group as it is. No transaction may be open. Raises OfficialMissing when
    nobody is named in whose name is asked.
    """
    with transaction(read_only=True):
        asked, groups = _question(servant_by_id(servant_id)), asked_on(today())
    outcomes: dict[str, str] = {}
    for group, ask in SOURCES.items():
        if group not in groups:
            continue
        told: list[Told] | None = None
        try:
            with registers.anew():
                told = ask(asked)
            outcome = ""
        except NotInRegister:
            outcome = "absent"
        except RegisterUnavailable:
            outcome = "silent"
        except (RegisterRefused, AnswerRejected, SeveralInRegister, ContractEnded) as error:
            log.warning("a source of the servants' register refused", group=group, code=error.code)
            outcome = "refused"
        with transaction():
            outcomes[group] = outcome or keep(servant_id, group, told or [])
            _note(servant_id, group, outcomes[group], len(told or []))
    return outcomes


def keep(servant_id: int, group: str, told: Sequence[Told]) -> str:
    """Bring the group up to what its source told, inside a transaction, and return the outcome.

    What the source passed before follows it; what was typed for want of exchange is replaced; what the operator corrected
    stays and its differences go on the list, as does what the source has no more.
    """
    facts = record_of(servant_id, groups=[group]).of(group)
    outcome, differs = "same", False
    for one in compared(facts, told):
        if one.fact is not None and one.told is not None and not one.differences:
            _agreed(servant_id, one.fact, one.told)
            close_what_agrees(one.fact.entry)
        elif one.fact is None and one.told is not None:
            record_fact(servant_id, one.told.given, _entered(one.told), actor=SYSTEM)
            outcome = "changed"
        elif one.fact is not None and one.told is not None and follows(one.fact):
            given = merged(one.fact, one.told.given)
            revise_fact(servant_id, one.fact.entry, given, _entered(one.told), actor=SYSTEM, cause="refresh")
            close_what_agrees(one.fact.entry)
            outcome = "changed"
        elif one.fact is not None:
            note_mismatches(servant_id, one.fact, one.told, one.differences)
            differs = True
    return "differs" if differs else outcome


def follows(fact: Fact) -> bool:
    """Whether a fact is the source's own, or was typed only because the source could not be asked (3.3)."""
    return fact.origin is Origin.EHIS or fact.manual


def _agreed(servant_id: int, fact: Fact, told: Told) -> None:
    """Let what was typed for want of exchange be the source's own from now on, when the source says the same."""
    if fact.manual:
        revise_fact(servant_id, fact.entry, merged(fact, told.given), _entered(told), actor=SYSTEM, cause="refresh")


def _question(servant: Servant) -> Question:
    voens = frozenset(db.session().scalars(select(ServiceBody.voen)))
    official = registers.official_for(registers.Purpose.CIVIL_SERVICE)
    return Question(servant.fin, servant.birthdate, official, servant.number, voens)


def _entered(told: Told) -> Entered:
    return Entered(origin=Origin.EHIS, source=told.source, by=SENDER, as_of=told.as_of)


def _note(servant_id: int, group: str, outcome: str, count: int) -> None:
    moment = now()
    answered = None if outcome in {"silent", "refused"} else moment
    values = {"asked_at": moment, "outcome": outcome, "facts": count}
    row = insert(ServiceAnswer).values(servant_id=servant_id, group_code=group, answered_at=answered, **values)
    kept = values if answered is None else {**values, "answered_at": answered}
    db.session().execute(row.on_conflict_do_update(index_elements=["servant_id", "group_code"], set_=kept))
