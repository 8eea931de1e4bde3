"""What ties a person to parties today, asked anew in every request: a right taken back is gone with the next click.

The statements are built once, from tables rather than mapped classes, because every page of a signed-in person runs one.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, literal, or_, select, union_all

from webapp.cabinets import permissions
from webapp.cabinets.models import Delegation, Membership, Party
from webapp.cabinets.rules import RightCodes, Standing, State, rights
from webapp.core import db
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.registry import from_manifests
from webapp.core.statements import Statement

NOBODY: Final = -1
ACCEPTED: Final = literal(State.ACCEPTED.value, literal_execute=True)  # written out, so that its partial index serves

_party: Final = Party.__table__.c
_member: Final = Membership.__table__.c
_given: Final = Delegation.__table__.c
_account: Final[Any] = bindparam("account")
_number: Final[Any] = bindparam("number")
_day: Final[Any] = bindparam("day")
_certified: Final = and_(
    _member.account_id == _account,
    _member.party_id == _party.id,
    _member.ended_at.is_(None),
    _member.valid_to >= _day,
)
_stamp: Final = select(func.bool_or(_member.has_stamp)).where(_certified).correlate(Party.__table__).scalar_subquery()
_position: Final = (
    select(_member.position)
    .where(_certified)
    .order_by(_member.has_stamp.desc(), _member.valid_to.desc())
    .limit(1)
    .correlate(Party.__table__)
    .scalar_subquery()
)
_delegated: Final = (
    select(_given.permissions)
    .where(
        _given.account_id == _account,
        _given.party_id == _party.id,
        _given.state == ACCEPTED,
        _given.valid_from <= _day,
        or_(_given.valid_to.is_(None), _given.valid_to >= _day),
    )
    .limit(1)
    .correlate(Party.__table__)
    .scalar_subquery()
)
_tied: Final = union_all(
    select(_party.id).where(_party.number_index == _number),
    select(_member.party_id).where(_member.account_id == _account),
    select(_given.party_id).where(_given.account_id == _account, _given.state == ACCEPTED),
)
_STANDINGS: Final = select(
    _party.id,
    _party.public_id,
    _party.kind,
    _party.name,
    _party.number,
    (_party.number_index == _number).label("own"),
    _stamp.label("stamp"),
    _position.label("position"),
    _delegated.label("delegated"),
)
ALL: Final = Statement(_STANDINGS.where(_party.id.in_(_tied)))
OWN_AND: Final = Statement(_STANDINGS.where(or_(_party.number_index == _number, _party.id == bindparam("party"))))


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
        return _rights(self.standing)


def possibilities(account_id: int, fin: str) -> list[Possibility]:
    """Return every party for which the person may act today, once each, in no order."""
    return _found(ALL, account_id, fin)


def own_and(account_id: int, fin: str, party_id: int | None) -> list[Possibility]:
    """Return, by one query, the person's own party and that with `party_id` if they may act for it today."""
    return _found(OWN_AND, account_id, fin, party=NOBODY if party_id is None else party_id)


def accounts_by_certificate(party_id: int) -> list[tuple[int, bool]]:
    """Return (account, whether it has the stamp) for every certificate in force for the party."""
    query = (
        select(Membership.account_id, func.bool_or(Membership.has_stamp))
        .where(Membership.party_id == party_id, Membership.ended_at.is_(None), Membership.valid_to >= today())
        .group_by(Membership.account_id)
    )
    return [(row[0], row[1]) for row in db.session().execute(query)]


def _found(statement: Statement, account_id: int, fin: str, **more: int) -> list[Possibility]:
    rows = statement.all(account=account_id, number=blind_index(fin), day=today(), **more)
    found = (_possibility(row) for row in rows)
    return [item for item in found if item.standing.any]


def _possibility(row: Any) -> Possibility:
    delegated = None if row.delegated is None else frozenset(row.delegated)
    standing = Standing(row.own, row.stamp is not None, bool(row.stamp), delegated)
    return Possibility(row.id, row.public_id, row.kind, row.name, row.number, row.position or "", standing)


@from_manifests
def _rights(standing: Standing) -> frozenset[str]:
    codes = RightCodes(
        everybody=permissions.of_everybody(),
        areas=permissions.of_areas(),
        delegable=permissions.delegable(),
        manage=permissions.MANAGE_PEOPLE.code,
        base=permissions.SEE_ORGANISATION.code,
    )
    return rights(standing, codes)
