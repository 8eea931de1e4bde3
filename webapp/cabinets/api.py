"""What other rooms ask about parties and the people who act for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from webapp.auth import api as auth
from webapp.cabinets import parties
from webapp.cabinets.accounts import known_account
from webapp.cabinets.blocks import HomeBlock
from webapp.cabinets.contacts import Contact, contact_of, contacts_of
from webapp.cabinets.describing import label_of
from webapp.cabinets.errors import NoSuchParty
from webapp.cabinets.export import DataExport
from webapp.cabinets.models import Delegation
from webapp.cabinets.models import Party as PartyRow
from webapp.cabinets.permissions import MANAGE_PEOPLE, SEE_ORGANISATION, SEE_PEOPLE, delegable
from webapp.cabinets.rules import Kind, State
from webapp.cabinets.standings import accounts_by_certificate
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.permissions import Permission

__all__ = [
    "MANAGE_PEOPLE",
    "SEE_ORGANISATION",
    "SEE_PEOPLE",
    "Contact",
    "DataExport",
    "Delegated",
    "HomeBlock",
    "Kind",
    "Party",
    "account_of",
    "contact_of",
    "contacts_of",
    "delegated",
    "ensure_party",
    "is_own",
    "label_of",
    "names_of_parties",
    "own_party",
    "parties_by_number",
    "party",
    "party_by_number",
    "party_by_public_id",
    "people_who_may",
    "trader_of",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A person, sole trader, organisation, state body or municipality; `number` is a FİN for a person, else a VÖEN."""

    id: int
    public_id: str
    kind: str
    number: str
    name: str
    address: str | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Delegated:
    """What a fact about a delegation is about, for messages: no personal numbers."""

    public_id: str
    party_id: int
    party_name: str
    person_name: str
    account_id: int | None
    invited_by: int | None


def party(party_id: int) -> Party:
    """Return the party. Raises NoSuchParty (404)."""
    return _party(parties.find(party_id))


def names_of_parties(party_ids: Collection[int]) -> dict[int, str]:
    """Return the names of parties by id, for lists."""
    return parties.names_of(party_ids)


def party_by_public_id(public_id: str) -> Party:
    """Return the party that an address names. Raises NoSuchParty (404)."""
    return _party(parties.by_public_id(public_id))


def party_by_number(number: str) -> Party | None:
    """Return the party with this FİN or VÖEN in its normal form, None when nobody had to do with it yet."""
    row = parties.by_number(number)
    return _party(row) if row else None


def parties_by_number(numbers: Collection[str]) -> dict[str, Party]:
    """Return the parties that are known by these numbers, by number."""
    return {row.number: _party(row) for row in parties.by_numbers(numbers)}


def ensure_party(
    kind: Kind | str, number: str, *, name: str, address: str | None = None, source: str, as_of: datetime
) -> Party:
    """Return the party with this number, made now if it is not known; what is known already is not changed."""
    row, _created = parties.ensure(Kind(kind), number, name=name, address=address, source=source, as_of=as_of)
    return _party(row)


def own_party(account_id: int) -> Party:
    """Return the party that the person with this account is. Raises NoSuchParty before the first sign-in ended."""
    row = parties.by_number(known_account(account_id).fin)
    if row is None:
        raise NoSuchParty
    return _party(row)


def account_of(party_id: int) -> int | None:
    """Return the account of the person that the party is, None for organisations and for those who never signed in."""
    row = parties.find(party_id)
    account = auth.account_by_fin(row.number) if row.kind == Kind.PERSON else None
    return account.id if account else None


def trader_of(party_id: int) -> int | None:
    """Return the account of the person that a sole trader is, None for other parties and for who never signed in."""
    row = parties.find(party_id)
    if row.kind != Kind.ENTREPRENEUR:
        return None
    return next((account_id for account_id, stamp in accounts_by_certificate(party_id) if stamp), None)


def people_who_may(party_id: int, permission: Permission) -> list[int]:
    """Return the accounts that hold `permission` for the party today: oneself, certificates, responsible persons."""
    found: set[int] = set()
    if permission.everybody and (oneself := account_of(party_id)) is not None:
        found.add(oneself)
    if permission.area is not None:
        for account_id, stamp in accounts_by_certificate(party_id):
            if stamp or permission.code != MANAGE_PEOPLE.code:
                found.add(account_id)
    if permission.code in delegable() or permission.code == SEE_ORGANISATION.code:
        found.update(_responsible(party_id, permission.code))
    return sorted(found)


def is_own(actor: Actor, party_id: int) -> bool:
    """Whether the party is the actor in person, or the one they act for now."""
    return party_id in {actor.party_id, actor.person_party_id}


def delegated(delegation_id: int) -> Delegated:
    """Return what a delegation is about. Raises NoResultFound for an id that never was."""
    query = select(Delegation, PartyRow.name).join(PartyRow, PartyRow.id == Delegation.party_id)
    row, name = db.session().execute(query.where(Delegation.id == delegation_id)).one()
    return Delegated(row.public_id, row.party_id, name, row.name, row.account_id, row.invited_by)


def _responsible(party_id: int, code: str) -> list[int]:
    day = today()
    query = select(Delegation.account_id, Delegation.permissions).where(
        Delegation.party_id == party_id,
        Delegation.state == State.ACCEPTED,
        Delegation.valid_from <= day,
        or_(Delegation.valid_to.is_(None), Delegation.valid_to >= day),
    )
    rows: list[Any] = list(db.session().execute(query))
    return [row.account_id for row in rows if code == SEE_ORGANISATION.code or code in row.permissions]


def _party(row: PartyRow) -> Party:
    return Party(row.id, row.public_id, row.kind, row.number, row.name, row.address, row.source, row.as_of)
