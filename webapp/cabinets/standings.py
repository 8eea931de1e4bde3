"""What ties a person to parties today, asked anew in every request: a right taken back is gone with the next click.

Every page of a signed-in person asks for their own party and the chosen one, in the same statement as for their session.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, literal, or_, select, union_all

from webapp.cabinets import permissions
from webapp.cabinets.models import Delegation, Membership, Party
from webapp.cabinets.rules import RightCodes, Standing, State, rights
from webapp.core import db
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.registry import from_manifests
from webapp.core.statements import Statement

ACCEPTED: Final = literal(State.ACCEPTED.value, literal_execute=True)  # written out, so that its partial index serves

_party: Final = Party.__table__.c
_member: Final = Membership.__table__.c
_given: Final = Delegation.__table__.c


class _Tied(NamedTuple):
    """A row of `standings`. `stamp` is None without a certificate, `delegated` where no rights were handed on."""

    id: int
    public_id: str
    kind: str
    name: str
    number: str
    own: bool
    stamp: bool | None
    position: str | None
    delegated: list[str] | None


def standings(account: Any, number: Any, day: Any) -> Select[Any]:
    """Return the SELECT of parties with what ties `account`, whose FİN has the blind index `number`, to each on `day`."""
    certified = and_(
        _member.account_id == account,
        _member.party_id == _party.id,
        _member.ended_at.is_(None),
        _member.valid_to >= day,
    )
    stamp = select(func.bool_or(_member.has_stamp)).where(certified)
    position = (
        select(_member.position).where(certified).order_by(_member.has_stamp.desc(), _member.valid_to.desc()).limit(1)
    )
    delegated = (
        select(_given.permissions)
        .where(
            _given.account_id == account,
            _given.party_id == _party.id,
            _given.state == ACCEPTED,
            _given.valid_from <= day,
            or_(_given.valid_to.is_(None), _given.valid_to >= day),
        )
        .limit(1)
    )
    return select(
        _party.id,
        _party.public_id,
        _party.kind,
        _party.name,
        _party.number,
        (_party.number_index == number).label("own"),
        stamp.correlate_except(Membership).scalar_subquery().label("stamp"),
        position.correlate_except(Membership).scalar_subquery().label("position"),
        delegated.correlate_except(Delegation).scalar_subquery().label("delegated"),
    )


def own_and_chosen(account: Any, number: Any, chosen: Any, day: Any) -> Select[Any]:
    """Return the SELECT of a person's own party and the one they chose: what every request asks (auth's Beside)."""
    return standings(account, number, day).where(or_(_party.number_index == number, _party.id == chosen))


def _all_ties() -> Statement:
    account: Any = bindparam("account")
    number: Any = bindparam("number")
    tied = union_all(
        select(_party.id).where(_party.number_index == number),
        select(_member.party_id).where(_member.account_id == account),
        select(_given.party_id).where(_given.account_id == account, _given.state == ACCEPTED),
    )
    return Statement(standings(account, number, bindparam("day")).where(_party.id.in_(tied)))


ALL: Final = _all_ties()


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
        return _rights(self.standing) - permissions.not_for(self.kind)


def possibilities(account_id: int, fin: str) -> list[Possibility]:
    """Return every party for which the person may act today, once each, in no order."""
    return possible(ALL.all(account=account_id, number=blind_index(fin), day=today()))


def possible(rows: Iterable[tuple[Any, ...]]) -> list[Possibility]:
    """Return those of the parties in rows of `standings` for which the person may act."""
    found = (_possibility(_Tied._make(row)) for row in rows)
    return [item for item in found if item.standing.any]


def accounts_by_certificate(party_id: int) -> list[tuple[int, bool]]:
    """Return (account, whether it has the stamp) for every certificate in force for the party."""
    query = (
        select(Membership.account_id, func.bool_or(Membership.has_stamp))
        .where(Membership.party_id == party_id, Membership.ended_at.is_(None), Membership.valid_to >= today())
        .group_by(Membership.account_id)
    )
    return [(row[0], row[1]) for row in db.session().execute(query)]


def _possibility(row: _Tied) -> Possibility:
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
