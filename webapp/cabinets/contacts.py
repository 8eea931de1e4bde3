"""A person's own e-mail and phone: theirs to change, every former value kept (charter 003, 1.4.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import Account
from webapp.cabinets.accounts import known_account
from webapp.cabinets.events import ContactChanged
from webapp.cabinets.models import ContactChange
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now


@dataclass(frozen=True, slots=True)
class Contact:
    """Where messages to a person go; the phone is that of the sign-in service until they give another."""

    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change in the past."""

    field: str
    old: str
    new: str
    at: datetime


def contact_of(account_id: int) -> Contact:
    """Return the contact data that hold now; an empty text where there is none."""
    given = {change.field: change.new for change in reversed(history(account_id))}
    return Contact(given.get("phone", known_account(account_id).phone or ""), given.get("email", ""))


def contacts_of(accounts: Collection[Account]) -> dict[int, Contact]:
    """Return id -> contact data that hold now, of many accounts at once."""
    query = select(ContactChange).where(ContactChange.account_id.in_([one.id for one in accounts]))
    given = {(row.account_id, row.field): row.new for row in db.session().scalars(query.order_by(ContactChange.id))}
    return {
        one.id: Contact(given.get((one.id, "phone"), one.phone or ""), given.get((one.id, "email"), ""))
        for one in accounts
    }


def history(account_id: int) -> list[Change]:
    """Return every change, newest first."""
    query = select(ContactChange).where(ContactChange.account_id == account_id).order_by(ContactChange.id.desc())
    return [Change(row.field, row.old, row.new, row.at) for row in db.session().scalars(query)]


def change_contact(contact: Contact, *, actor: Actor) -> bool:
    """Make `contact` the actor's own; return whether anything differs from before. Values are checked by the form."""
    account_id = actor.account_id or 0
    before = contact_of(account_id)
    changed = [name for name in ("phone", "email") if getattr(before, name) != getattr(contact, name)]
    for name in changed:
        old, new = getattr(before, name), getattr(contact, name)
        db.session().add(ContactChange(account_id=account_id, field=name, old=old, new=new, at=now()))
        publish(ContactChanged(account_id=account_id, field=name))
    if changed:
        record(
            "cabinets.contact_changed",
            actor=actor,
            object_type="contact",
            object_key="",
            subject_fin=actor.fin,
            detail={"fields": changed},
        )
    return bool(changed)
