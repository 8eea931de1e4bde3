"""What happens to cabinets when a person signs in: they come to be by themselves (charter 003, clauses 9.2 and 9.3)."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from webapp.auth import api as auth
from webapp.cabinets import parties
from webapp.cabinets.accounts import known_account
from webapp.cabinets.events import CabinetCreated, PersonInvited
from webapp.cabinets.jobs import read_register
from webapp.cabinets.models import Delegation, Membership, Party
from webapp.cabinets.rules import KIND_OF_REGISTER, Kind, State
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index

SIGN_IN: Final = "ASAN Login"
STALE_AFTER: Final = timedelta(days=1)
ASK_AT_ONCE: Final = 5


def enter(account_id: int) -> None:
    """Make the person's cabinet and those of their certificates, take in the certificates, hand over invitations."""
    account = known_account(account_id)
    own, created = parties.ensure(
        Kind.PERSON, account.fin, name=account.full_name, address=None, source=SIGN_IN, as_of=now()
    )
    if created:
        publish(CabinetCreated(party_id=own.id, account_id=account_id))
    refresh(own, account_id)
    _take_in_certificates(account_id)
    _hand_over_invitations(account_id, account.fin)


def refresh(party: Party, account_id: int) -> None:
    """Ask the register anew, by a job, unless it said something within a day."""
    if party.register_state != "read" or now() - party.as_of > STALE_AFTER:
        read_register.defer(once=str(party.id), party_id=party.id, account_id=account_id)


def _take_in_certificates(account_id: int) -> None:
    """Make the memberships what the sign-in service just listed; those it no longer lists end.

    The registers are asked about a few parties at once; with many, about each when it is chosen.
    """
    known = {
        (row.party_id, row.certificate_number): row
        for row in db.session().scalars(select(Membership).where(Membership.account_id == account_id))
    }
    moment = now()
    listed = auth.certificates_of(account_id)
    for certificate in listed:
        kind = KIND_OF_REGISTER.get(certificate.kind, Kind.ORGANISATION)
        party, created = parties.ensure(
            kind, certificate.voen, name=certificate.name, address=None, source=SIGN_IN, as_of=moment
        )
        if created:
            publish(CabinetCreated(party_id=party.id, account_id=account_id))
        row = known.pop((party.id, certificate.number), None) or Membership(account_id=account_id, party_id=party.id)
        row.position, row.has_stamp, row.valid_to = certificate.position, certificate.has_stamp, certificate.valid_to
        row.certificate_number, row.seen_at, row.ended_at = certificate.number, moment, None
        db.session().add(row)
        if len(listed) <= ASK_AT_ONCE:
            refresh(party, account_id)
    for gone in known.values():
        gone.ended_at = gone.ended_at or moment


def _hand_over_invitations(account_id: int, fin: str) -> None:
    """Give the person the invitations that were made before they ever signed in."""
    waiting = Delegation.account_id.is_(None), Delegation.fin_index == blind_index(fin)
    query = update(Delegation).where(*waiting).values(account_id=account_id)
    found = db.session().execute(query.returning(Delegation.id, Delegation.party_id, Delegation.state)).all()
    for row in found:
        if row.state == State.INVITED:
            publish(PersonInvited(delegation_id=row.id, party_id=row.party_id, account_id=account_id))
