"""Reads for the pages of this room."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, func, select

from webapp.cabinets.models import Delegation, Party, PartyChange
from webapp.cabinets.rules import LIVE, State, in_force
from webapp.core import db
from webapp.core.azerbaijani import mask
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound

# What the cabinet's first page asks each time is built once.
LIVE_COUNT: Final = select(func.count()).where(Delegation.party_id == bindparam("party"), Delegation.state.in_(LIVE))
INVITED_COUNT: Final = select(func.count()).where(
    Delegation.account_id == bindparam("account"), Delegation.state == State.INVITED
)
WITH_PARTY: Final = (
    select(Delegation, Party.name, Party.number)
    .join(Party, Party.id == Delegation.party_id)
    .order_by(Delegation.id.desc())
)
OPEN_INVITATIONS: Final = WITH_PARTY.where(
    Delegation.account_id == bindparam("account"), Delegation.state == State.INVITED
)


@dataclass(frozen=True, slots=True)
class ResponsiblePerson:
    """A delegation as the people of the party see it; `fin` is masked."""

    public_id: str
    name: str
    fin: str
    permissions: frozenset[str]
    valid_from: date
    valid_to: date | None
    state: str
    version: int

    @property
    def working(self) -> bool:
        """Whether the person may act today."""
        return self.state == State.ACCEPTED and in_force(self.valid_from, self.valid_to, today())

    @property
    def over(self) -> bool:
        """Whether the last day has passed."""
        return self.valid_to is not None and self.valid_to < today()


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as the invited person sees it."""

    public_id: str
    party_name: str
    party_number: str
    permissions: frozenset[str]
    valid_from: date
    valid_to: date | None
    state: str
    invited_by_name: str
    created_at: datetime


def responsible_persons(party_id: int) -> list[ResponsiblePerson]:
    """Return the live delegations of a party, those at work first, then by name."""
    query = select(Delegation).where(Delegation.party_id == party_id, Delegation.state.in_(LIVE))
    found = [_person(row) for row in db.session().scalars(query)]
    return sorted(found, key=lambda person: (not person.working, person.state, person.name))


def responsible_person(public_id: str, party_id: int | None) -> ResponsiblePerson:
    """Return one live delegation of the party. Raises NotFound."""
    query = select(Delegation).where(
        Delegation.public_id == public_id, Delegation.party_id == party_id, Delegation.state.in_(LIVE)
    )
    row = db.session().scalar(query)
    if row is None:
        raise NotFound
    return _person(row)


def invitation(public_id: str, fin: str) -> Invitation:
    """Return an invitation to the person with `fin`, answered or not. Raises NotFound."""
    found = _invitations(Delegation.public_id == public_id, Delegation.fin_index == blind_index(fin))
    if not found:
        raise NotFound
    return found[0]


def open_invitations(account_id: int) -> list[Invitation]:
    """Return the invitations that wait for the person's answer."""
    return [_invitation(*row) for row in db.session().execute(OPEN_INVITATIONS, {"account": account_id})]


def delegations_of(account_id: int) -> list[Invitation]:
    """Return every delegation that was ever given to the person."""
    return _invitations(Delegation.account_id == account_id)


def changes_of(party_id: int) -> list[PartyChange]:
    """Return the newest changes in the party's register data."""
    query = select(PartyChange).where(PartyChange.party_id == party_id).order_by(PartyChange.id.desc()).limit(20)
    return list(db.session().scalars(query))


def _person(row: Delegation) -> ResponsiblePerson:
    return ResponsiblePerson(
        row.public_id,
        row.name,
        mask(row.fin),
        frozenset(row.permissions),
        row.valid_from,
        row.valid_to,
        row.state,
        row.version,
    )


def _invitations(*conditions: object) -> list[Invitation]:
    query = WITH_PARTY.where(*conditions)  # type: ignore[arg-type] # columns' comparisons, typed as objects above
    return [_invitation(*row) for row in db.session().execute(query)]


def _invitation(row: Delegation, party_name: str, party_number: str) -> Invitation:
    return Invitation(
        row.public_id,
        party_name,
        party_number,
        frozenset(row.permissions),
        row.valid_from,
        row.valid_to,
        row.state,
        row.invited_by_name,
        row.created_at,
    )
