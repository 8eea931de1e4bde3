"""The public page's reads: what the acts list with its connection state, our own services with state and last exchange."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from webapp.connections.access import OUR_MEMBER
from webapp.connections.models import Listed, Participant, Service
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.ehis import api as ehis

SIZE: Final = 25
KINDS: Final = ("system", "source", "authority")
STATES: Final = ("in_force", "repealed", "connected")


@dataclass(frozen=True, slots=True)
class Provided:
    """A service that we provide: its version, state, and when it was last used."""

    code: str
    title: str
    version: str
    state: str
    ends_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A service of a connected system that we ask."""

    member: str
    code: str
    last_at: datetime | None


def listed(kind: str, *, search: str, owner: str, state: str, after: str | None, before: str | None) -> Page[Listed]:
    """Return a page of what one act lists, in the act's order. Raises NotFound for a cursor that is none."""
    wanted = select(Listed).where(Listed.kind == kind)
    if search:
        wanted = wanted.where(Listed.folded.contains(fold(search), autoescape=True))
    if owner:
        wanted = wanted.where(Listed.owner == owner)
    if state == "connected":
        wanted = wanted.where(Listed.member_code.in_(connected_members()))
    elif state in STATES:
        wanted = wanted.where(Listed.status == state)
    query, backwards = descending(wanted, Listed.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row.id,), backwards=backwards, started=started, size=SIZE)


def one_listed(kind: str, no: str) -> Listed:
    """Return what the act lists under this number. Raises NotFound."""
    found = db.session().scalar(select(Listed).where(Listed.kind == kind, Listed.no == no))
    if found is None:
        raise NotFound
    return found


def owners(kind: str) -> list[str]:
    """Return the owners named in the act, in its order."""
    wanted = select(Listed.owner).where(Listed.kind == kind).group_by(Listed.owner)
    return list(db.session().scalars(wanted.order_by(func.max(Listed.id).desc())))


def counts() -> dict[str, tuple[int, int]]:
    """Return for each act how many it lists and how many of them are in force."""
    in_force = func.count().filter(Listed.status == "in_force")
    rows = db.session().execute(select(Listed.kind, func.count(), in_force).group_by(Listed.kind))
    return {row[0]: (row[1], row[2]) for row in rows}


def connected_members() -> set[str]:
    """Return the members with which something can pass: those whose services we ask and the connected participants."""
    asked = {item.member for item in ehis.asked_services()}
    taking_part = select(Participant.member_code).where(
        Participant.state == "connected", Participant.blocked_reason.is_(None)
    )
    return asked | {code for code in db.session().scalars(taking_part) if code}


def provided() -> list[Provided]:
    """Return the services that we provide, each version with its state and last exchange."""
    last = ehis.last_exchanges()
    return [
        Provided(item.service, item.title, item.version, item.state, item.ends_at, _last(last, item.service))
        for item in ehis.versions()
        if item.state != "draft"
    ]


def asked(member: str | None = None) -> list[Asked]:
    """Return the services that we ask, of all members or of one, with the last exchange."""
    last = ehis.last_exchanges()
    return [
        Asked(item.member, item.code, last.get(item.path))
        for item in ehis.asked_services()
        if member in {None, item.member}
    ]


def participants() -> list[dict[str, Any]]:
    """Return the connected participants with contract and live services, for everybody: no persons."""
    wanted = select(Participant).where(Participant.state == "connected").order_by(Participant.name)
    found = []
    for row in db.session().scalars(wanted):
        live = select(func.count()).where(Service.participant_id == row.id, Service.state == "live")
        found.append({"case": row, "services": db.session().scalar(live) or 0})
    return found


def _last(last: dict[str, datetime], code: str) -> datetime | None:
    ours = [at for path, at in last.items() if path.startswith(f"{OUR_MEMBER}/") and code in path.split("/")]
    return max(ours, default=None)
