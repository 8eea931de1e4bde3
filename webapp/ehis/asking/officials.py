"""In whose name automatic questions are asked (decision 118, annex 2, 6.6)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.ehis.asking.models import NamedOfficial
from webapp.ehis.asking.orders import reasoned
from webapp.ehis.errors import NotARegisterNumber, OfficialMissing
from webapp.ehis.ids import FIN
from webapp.ehis.permissions import STEER_ASKING
from webapp.ehis.policy import Purpose

PURPOSE: Final = "ehis.purpose"


def name_official(purpose: Purpose | str, fin: str, name: str, *, document: str, actor: Actor) -> None:
    """Name in whose name automatic questions for `purpose` are asked, by `document`; the next question is in that name.

    Raises Forbidden, NotARegisterNumber (FİN, no name), ReasonNeeded (no document).
    """
    ensure_may(actor, STEER_ASKING)
    if not FIN.fullmatch(fin) or not name.strip():
        raise NotARegisterNumber
    key = str(Purpose(purpose))
    paper = reasoned(document)
    values = {"fin": fin, "name": name.strip(), "document": paper, "given_by": actor.name, "at": now()}
    statement = insert(NamedOfficial).values(purpose=key, **values)
    db.session().execute(statement.on_conflict_do_update(index_elements=["purpose"], set_=values))
    detail = {"document": paper}
    record("ehis.official_named", actor=actor, object_type=PURPOSE, object_key=key, subject_fin=fin, detail=detail)


def official_for(purpose: Purpose | str) -> str:
    """Return the FİN of the official in whose name automatic questions for `purpose` are asked.

    Inside a transaction. Raises OfficialMissing when nobody was named: then nothing may be asked.
    """
    row = db.session().get(NamedOfficial, str(Purpose(purpose)))
    if row is None:
        raise OfficialMissing
    return row.fin


def officials() -> Sequence[NamedOfficial]:
    """Return who is named, for the purposes that there still are."""
    return [row for row in db.session().scalars(select(NamedOfficial)) if row.purpose in set(Purpose)]


def officials_named() -> dict[Purpose, str]:
    """Return the names of the officials for automatic questions, by purpose."""
    return {Purpose(row.purpose): row.name for row in officials()}
