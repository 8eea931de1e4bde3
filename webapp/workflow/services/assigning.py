"""Who has a case: given by load and competence, claimed, released, handed over while somebody is away."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import BigInteger, cast, func, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY

from webapp.audit.api import record
from webapp.auth import api as auth
from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now, today
from webapp.core.permissions import ensure_may
from webapp.workflow import telling
from webapp.workflow.errors import NotCompetent, StepNotPossible
from webapp.workflow.models import OFFICE, Case, OfficerRow
from webapp.workflow.permissions import CONFIRM, DECIDE
from webapp.workflow.queries import office_case
from webapp.workflow.rules import WITH_OFFICE, Officer, State, covers, who_takes
from webapp.workflow.services.stepping import note

MOST_COUNTED: Final = 1000


def officers(day: date | None = None) -> list[Officer]:
    """Return everybody who may decide, with how many cases they have and whether they are away on `day` (today)."""
    day = day or today()
    known = {row.account_id: row for row in officer_rows()}
    able = staff_with(telling.OFFICERS)
    loads = _loads(able)
    return [
        Officer(
            account_id,
            loads.get(account_id, 0),
            away=_is_away(known.get(account_id), day),
            kinds=tuple(known[account_id].kinds) if account_id in known else (),
        )
        for account_id in able
    ]


def officer_rows() -> list[OfficerRow]:
    """Return what the heads said of officers: competence, absence, deputies."""
    return list(db.session().scalars(select(OfficerRow)))


def give_to_somebody(case: Case, *, but: Collection[int] = ()) -> int | None:
    """Give a case that nobody has to whoever may take it and has the least; None leaves it to be claimed."""
    if case.assignee_id is None:
        found = who_takes(case.type_code, officers(), but=but)
        if found is not None:
            _give(case, found, SYSTEM)
    return case.assignee_id


def claim(public_id: str, *, actor: Actor) -> None:
    """Take a case that nobody has. Raises NoSuchCase, StepNotPossible when somebody has it or it is not in work."""
    ensure_may(actor, DECIDE)
    case = _in_work(public_id)
    if case.assignee_id == actor.account_id:
        return
    if case.assignee_id is not None or actor.account_id is None:
        raise StepNotPossible
    _give(case, actor.account_id, actor)


def release(public_id: str, *, actor: Actor) -> None:
    """Give a case of one's own back to all. Raises NoSuchCase, StepNotPossible."""
    ensure_may(actor, DECIDE)
    case = _in_work(public_id)
    if case.assignee_id != actor.account_id:
        raise StepNotPossible
    case.assignee_id = None
    note(case, "release", actor=actor, is_open=False)


def assign(public_id: str, account_id: int, *, actor: Actor) -> None:
    """Give a case to an officer, as head of section. Raises NotCompetent, NoSuchCase, StepNotPossible."""
    ensure_may(actor, CONFIRM)
    case = _in_work(public_id)
    found = next((one for one in officers() if one.account_id == account_id), None)
    if found is None or found.away or (found.kinds and not covers(found.kinds, case.type_code)):
        raise NotCompetent
    _give(case, account_id, actor)
    telling.tell_officers(case, "workflow.concluded")


def set_officer(
    account_id: int,
    *,
    kinds: Sequence[str],
    away: tuple[date, date] | None,
    deputy_id: int | None,
    actor: Actor,
) -> None:
    """Say what an officer decides and when they are away; cases in hand go to the deputy, or to whoever has the least.

    Raises NotCompetent for somebody who may not decide, or a deputy who may not.
    """
    ensure_may(actor, CONFIRM)
    able = set(staff_with(telling.OFFICERS))
    if account_id not in able or (deputy_id is not None and deputy_id not in able):
        raise NotCompetent
    row = db.session().get(OfficerRow, account_id)
    if row is None:
        row = OfficerRow(account_id=account_id, kinds=[], changed_at=now())
        db.session().add(row)
    row.kinds, row.deputy_id, row.changed_at = sorted(kinds), deputy_id, now()
    row.away_from, row.away_to = away or (None, None)
    db.session().flush()
    _record(row, actor)
    if _is_away(row, today()):
        hand_over(account_id)


def hand_over(account_id: int) -> int:
    """Give what an officer who is away has in hand to the deputy, or to others; return how many cases moved."""
    row = db.session().get(OfficerRow, account_id)
    query = select(Case).where(Case.assignee_id == account_id, Case.state.in_(tuple(WITH_OFFICE)))
    cases = list(db.session().scalars(query.order_by(Case.id).with_for_update()))
    present = {one.account_id: one for one in officers() if not one.away} if cases else {}
    deputy = row.deputy_id if row is not None and row.deputy_id in present else None
    for case in cases:
        case.assignee_id = None
        found = deputy or who_takes(case.type_code, list(present.values()), but={account_id})
        if found is None:
            note(case, "release", actor=SYSTEM, is_open=False)
        else:
            _give(case, found, SYSTEM)
            present[found] = replace(present[found], load=present[found].load + 1)
    return len(cases)


def away_today() -> list[int]:
    """Return the officers who are away today."""
    return [row.account_id for row in db.session().scalars(select(OfficerRow)) if _is_away(row, today())]


def _in_work(public_id: str) -> Case:
    case = office_case(public_id, lock=True)
    if State(case.state) not in WITH_OFFICE:
        raise StepNotPossible
    return case


def _give(case: Case, account_id: int, actor: Actor) -> None:
    case.assignee_id = account_id
    note(case, "assign", actor=actor, detail={"account": account_id}, is_open=False)


def _loads(able: Sequence[int]) -> dict[int, int]:
    """Return how many cases each has in hand; beyond a thousand it makes no difference who has more."""
    people = func.unnest(cast(able, ARRAY(BigInteger))).table_valued("account_id").render_derived(name="people")
    held = (
        select(Case.id).where(Case.assignee_id == people.c.account_id, text(OFFICE)).limit(MOST_COUNTED).lateral("held")
    )
    query = select(people.c.account_id, func.count(held.c.id)).select_from(people.outerjoin(held, true()))
    return {row[0]: row[1] for row in db.session().execute(query.group_by(people.c.account_id))}


def _record(row: OfficerRow, actor: Actor) -> None:
    known = {one: auth.account(one) for one in (row.account_id, row.deputy_id) if one}
    public = {one: account.public_id if account else "" for one, account in known.items()}
    away = [f"{day:%Y-%m-%d}" for day in (row.away_from, row.away_to) if day]
    record(
        "workflow.officer_set",
        actor=actor,
        object_type="workflow_officer",
        object_key=public[row.account_id],
        detail={"kinds": row.kinds, "away": away, "deputy": public.get(row.deputy_id or 0, "")},
    )


def _is_away(row: OfficerRow | None, day: date) -> bool:
    if row is None or row.away_from is None or row.away_to is None:
        return False
    return row.away_from <= day <= row.away_to
