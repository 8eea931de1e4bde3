"""Demo data of this room: whom heads have invited: a driver to check tickets, a personnel officer to keep servants' records.

They accept when they first sign in.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.cabinets import parties
from webapp.cabinets.invited import keep_version
from webapp.cabinets.models import Delegation
from webapp.cabinets.rules import Kind, State
from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id

SINCE: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a demo firm invites: the firm, its head, the person, the rights."""

    voen: str
    firm: str
    address: str
    head: str
    fin: str
    name: str
    rights: tuple[str, ...]
    kind: Kind = Kind.ORGANISATION


DRIVER: Final = Invited(
    "9900010491",
    "“Abşeron Avtobus” MMC",
    "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
    "Sevda Ənvər qızı Kərimova",
    "1RXN5B8",
    "Orxan N.",
    ("tickets.check_in", "tickets.trips"),
)
OFFICER: Final = Invited(
    "9910000241",
    "Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi",
    "Bakı şəhəri, Zərifə Əliyeva küçəsi 77",
    "Rəşid Nəbi oğlu Nəbiyev",
    "8RNA7X9",
    "Rəna C.",
    tuple(f"civil_service.{one}" for one in ("staff", "enter", "answer", "reserve", "body_figures")),
    Kind.STATE,
)


def seed_delegations() -> None:
    """Write the demo invitations inside the open transaction; none for a person who was ever invited before.

    No demo account is made up: who invited is only a name, and the person is found by FİN at the first sign-in.
    """
    for one in (DRIVER, OFFICER):
        _invite(one)


def _invite(one: Invited) -> None:
    index = blind_index(one.fin)
    if db.session().scalar(select(Delegation.id).where(Delegation.fin_index == index).limit(1)) is not None:
        return
    firm, _made = parties.ensure(
        one.kind, one.voen, name=one.firm, address=one.address, source="AZ/GOV/DVX", as_of=now()
    )
    row = Delegation(public_id=new_public_id(), party_id=firm.id, fin=one.fin, fin_index=index, name=one.name)
    row.permissions, row.valid_from, row.valid_to = sorted(one.rights), SINCE, None
    row.invited_by_name, row.state, row.version, row.created_at = one.head, State.INVITED.value, 0, now()
    keep_version(row, None)
