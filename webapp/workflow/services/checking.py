"""The checks of a case: every register asked side by side, outside any transaction; what came is kept line by line."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import AppError, Unavailable
from webapp.core.transaction import transaction
from webapp.ehis.api import anew
from webapp.ehis.errors import NotInRegister, SeveralInRegister
from webapp.workflow import jobs
from webapp.workflow.events import CaseConcluded
from webapp.workflow.facts import definition_of, facts_of
from webapp.workflow.models import Case, FindingRow
from webapp.workflow.offer.asking import CaseFacts
from webapp.workflow.offer.checks import Check, Finding, Verdict
from webapp.workflow.offer.deciding import Automatic
from webapp.workflow.queries import case_by_id, findings_of
from webapp.workflow.rules import Line, State, minutes_to_wait, proposal_of, stands_in_the_way
from webapp.workflow.services.assigning import give_to_somebody
from webapp.workflow.services.stepping import note, take

SIDE_BY_SIDE: Final = 8
SILENT: Final = "silent"
Found = list[tuple[Check, Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be asked for a case: its facts, the checks, and the number of the run that they will be."""

    facts: CaseFacts
    checks: tuple[Check, ...]
    run: int


def check_case(public_id: str) -> None:
    """Check a case that was handed in; when no register is silent, an officer gets it, or it is decided at once.

    No transaction may be open. Told twice, it changes nothing the second time; a silent register is asked again later.
    """
    with transaction(read_only=True):
        case = case_by_id(public_id)
        if case.state != State.CHECKING:
            return
        asked = _to_ask(case, only_silent=case.tried > 0)
    found = ask_all(asked)
    with transaction():
        case = case_by_id(public_id, lock=True)
        if case.state == State.CHECKING and case.run + 1 == asked.run:
            keep(case, asked.run, found)
            _conclude(case)


def recheck(public_id: str, *, actor: Actor) -> None:
    """Ask every register anew in the officer's name, before a decision or because the officer wants to know.

    No transaction may be open. Raises NoSuchCase, and what refuses the officer the question.
    """
    with transaction(read_only=True):
        asked = _to_ask(case_by_id(public_id), only_silent=False, asked_by=actor.fin or "")
    with anew():
        found = ask_all(asked)
    with transaction():
        case = case_by_id(public_id, lock=True)
        if case.run + 1 == asked.run:
            keep(case, asked.run, found)
            case.proposal = proposal_of(lines_of(case))
            note(case, "recheck", actor=actor, is_open=False)


def ask_all(asked: Asked) -> Found:
    """Return what each check found, asked side by side in threads that act for whoever acts here."""
    if not asked.checks:
        return []
    with ThreadPoolExecutor(max_workers=min(SIDE_BY_SIDE, len(asked.checks))) as pool:
        waiting = [
            (check, pool.submit(copy_context().run, partial(_outcome, check.ask, asked.facts)))
            for check in asked.checks
        ]
        return [(check, future.result()) for check, future in waiting]


def keep(case: Case, run: int, found: Found) -> None:
    """Write the lines of a run; the caller holds the row's lock."""
    for check, lines in found:
        for n, line in enumerate(lines or [Finding(verdict=Verdict.AGREES)]):
            db.session().add(_row(case, run, check, n, line))
    case.run, case.checked_at = run, now()
    db.session().flush()


def lines_of(case: Case) -> list[Line]:
    """Return the newest findings as the rules see them."""
    return [Line(row.verdict, row.blocking) for row in findings_of(case)]


def _conclude(case: Case) -> None:
    lines = lines_of(case)
    case.proposal = proposal_of(lines)
    if case.proposal == "wait":
        case.tried += 1
        if case.tried == 1:
            note(case, "wait", actor=SYSTEM)
        later = now() + timedelta(minutes=minutes_to_wait(case.tried))
        jobs.check_case.defer(public_id=case.public_id, at=later)
        return
    case.tried = 0
    if decides_alone(case):
        jobs.decide_alone.defer(once=case.public_id, public_id=case.public_id)
        db.session().flush()
        return
    to_officer(case, proposal=case.proposal)


def decides_alone(case: Case) -> bool:
    """Whether the system decides this case: every check agrees, and the definition lets it."""
    return case.proposal == "approve" and definition_of(case).course.automatic is Automatic.DECIDE


def to_officer(case: Case, *, proposal: str) -> None:
    """Hand a checked case to the officers."""
    if proposal == "approve" and definition_of(case).course.automatic is Automatic.NEVER:
        proposal = case.proposal = "look"
    give_to_somebody(case)
    take(case, "conclude", actor=SYSTEM, detail={"proposal": proposal, "in_the_way": stands_in_the_way(lines_of(case))})
    publish(
        CaseConcluded(
            case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject, proposal=proposal
        )
    )


def _to_ask(case: Case, *, only_silent: bool, asked_by: str = "") -> Asked:
    facts = facts_of(case, asked_by=asked_by)
    checks: Iterable[Check] = [one for one in definition_of(case).checks if one.when is None or one.when(facts)]
    if only_silent:
        silent = {row.check_code for row in findings_of(case) if row.verdict == SILENT}
        checks = [one for one in checks if one.code in silent]
    return Asked(facts, tuple(checks), case.run + 1)


def _outcome(ask: Callable[[CaseFacts], Sequence[Finding]], facts: CaseFacts) -> Sequence[Finding]:
    """Return what the check found; a register that knows nothing, or does not answer, is an outcome like another."""
    try:
        return ask(facts)
    except (NotInRegister, SeveralInRegister):
        return [Finding(verdict=Verdict.ABSENT)]
    except Unavailable:
        return [Finding(verdict=Verdict.SILENT)]
    except AppError as refusal:
        return [Finding(verdict=Verdict.SILENT, found=str(refusal.code))]


def _row(case: Case, run: int, check: Check, n: int, line: Finding) -> FindingRow:
    return FindingRow(
        case_id=case.id,
        run=run,
        check_code=check.code,
        n=n,
        blocking=check.blocking,
        verdict=line.verdict.value,
        subject=line.subject,
        stated=line.stated,
        found=line.found,
        remark=line.remark,
        facts=dict(line.facts),
        source=line.source,
        as_of=line.as_of,
        place=line.place,
    )
