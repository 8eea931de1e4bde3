"""What ties a person to parties today, asked anew in every request: a right taken back is gone with the next click."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, and_, func, or_, select

from webapp.cabinets import permissions
from webapp.cabinets.models import Delegation, Membership, Party
from webapp.cabinets.rules import RightCodes, Standing, State, rights
from webapp.core import db
from webapp.core.clock import today
from webapp.core.crypto import blind_index

NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class Possibility:
    """A party for which a person may act today, and how."""

    party_id: int
    public_id: str
    kind: str
    name: str
    number: str
    position: str
    standing: Standing

    @property
    def rights(self) -> frozenset[str]:
        """The codes of the rights that acting for this party brings."""
        return rights(self.standing, _codes())


def possibilities(account_id: int, fin: str) -> list[Possibility]:
    """Return every party for which the person may act today, once each, in no order."""
    tied = or_(
        Party.number_index == blind_index(fin), _ties(account_id).is_not(None), _delegated(account_id).is_not(None)
    )
    return [_possibility(row) for row in db.session().execute(_query(account_id, fin).where(tied))]


def own_and(account_id: int, fin: str, party_id: int | None) -> list[Possibility]:
    """Return, by one query, the person's own party and that with `party_id` if they may act for it today."""
    wanted = or_(Party.number_index == blind_index(fin), Party.id == (NOBODY if party_id is None else party_id))
    found = (_possibility(row) for row in db.session().execute(_query(account_id, fin).where(wanted)))
    return [item for item in found if item.standing.any]


def accounts_by_certificate(party_id: int) -> list[tuple[int, bool]]:
    """Return (account, whether it has the stamp) for every certificate in force for the party."""
    query = (
        select(Membership.account_id, func.bool_or(Membership.has_stamp))
        .where(Membership.party_id == party_id, Membership.ended_at.is_(None), Membership.valid_to >= today())
        .group_by(Membership.account_id)
    )
    return [(row[0], row[1]) for row in db.session().execute(query)]


def _query(account_id: int, fin: str) -> Select[Any]:
    own = Party.number_index == blind_index(fin)
    return select(
        Party.id,
        Party.public_id,
        Party.kind,
        Party.name,
        Party.number,
        own.label("own"),
        _ties(account_id).label("stamp"),
        _position(account_id).label("position"),
        _delegated(account_id).label("delegated"),
    )


def _in_force(account_id: int) -> Any:
    return and_(
        Membership.account_id == account_id,
        Membership.party_id == Party.id,
        Membership.ended_at.is_(None),
        Membership.valid_to >= today(),
    )


def _ties(account_id: int) -> Any:
    """Whether one of the certificates has the stamp; NULL without any certificate."""
    return select(func.bool_or(Membership.has_stamp)).where(_in_force(account_id)).correlate(Party).scalar_subquery()


def _position(account_id: int) -> Any:
    order = (Membership.has_stamp.desc(), Membership.valid_to.desc())
    return select(Membership.position).where(_in_force(account_id)).order_by(*order).limit(1).scalar_subquery()


def _delegated(account_id: int) -> Any:
    day = today()
    return (
        select(Delegation.permissions)
        .where(
            Delegation.account_id == account_id,
            Delegation.party_id == Party.id,
            Delegation.state == State.ACCEPTED,
            Delegation.valid_from <= day,
            or_(Delegation.valid_to.is_(None), Delegation.valid_to >= day),
        )
        .limit(1)
        .correlate(Party)
        .scalar_subquery()
    )


def _possibility(row: Row[Any]) -> Possibility:
    delegated = None if row.delegated is None else frozenset(row.delegated)
    standing = Standing(row.own, row.stamp is not None, bool(row.stamp), delegated)
    return Possibility(row.id, row.public_id, row.kind, row.name, row.number, row.position or "", standing)


def _codes() -> RightCodes:
    return RightCodes(
        everybody=permissions.of_everybody(),
        areas=permissions.of_areas(),
        delegable=permissions.delegable(),
        manage=permissions.MANAGE_PEOPLE.code,
        base=permissions.SEE_ORGANISATION.code,
    )
