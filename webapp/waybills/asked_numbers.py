"""What came of asking the register for a VÖEN whose name nobody here knows. A name that comes makes an answer void."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.waybills.models import AskedNumber
from webapp.waybills.validation.parties import is_voen

ASKED_AGAIN_AFTER: Final = timedelta(minutes=10)


class Naming(StrEnum):
    """Why a VÖEN has no name: it cannot exist, the register has none such, is silent, or is being asked."""

    MALFORMED = "malformed"
    ABSENT = "absent"
    SILENT = "silent"
    ASKED = "asked"


def keep_answer(number: str, answer: Naming) -> None:
    """Keep that the register has no such number (ABSENT) or did not answer (SILENT)."""
    row = insert(AskedNumber).values(number=number, answer=answer.value, asked_at=now())
    fresh = {"answer": row.excluded.answer, "asked_at": row.excluded.asked_at}
    db.session().execute(row.on_conflict_do_update(index_elements=["number"], set_=fresh))


def forget_answer(number: str) -> None:
    """The name is known now."""
    db.session().execute(delete(AskedNumber).where(AskedNumber.number == number))


def naming_of(numbers: Iterable[str]) -> dict[str, Naming]:
    """Return how the naming of each of these nameless numbers stands."""
    wanted = set(numbers)
    found = {number: Naming.ASKED if is_voen(number) else Naming.MALFORMED for number in wanted}
    if not wanted:
        return found
    rows = db.session().scalars(select(AskedNumber).where(AskedNumber.number.in_(wanted)))
    return found | {row.number: Naming(row.answer) for row in rows}


def lately_absent(numbers: Iterable[str]) -> set[str]:
    """Return those that the register said only minutes ago to have none of: they are not asked with every keystroke."""
    query = select(AskedNumber.number).where(
        AskedNumber.number.in_(set(numbers)),
        AskedNumber.answer == Naming.ABSENT.value,
        AskedNumber.asked_at > now() - ASKED_AGAIN_AFTER,
    )
    return set(db.session().scalars(query))
