"""Reads of persons, sessions, history and posts, as frozen rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select, true

from webapp.auth.models import Account, AccountCertificate, AuthSession, SignIn, StaffPost
from webapp.auth.persons import full_name
from webapp.auth.rules import Limits, Means, means_of
from webapp.core import db
from webapp.core.azerbaijani import fold, normal_fin
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index

MOST_FOUND: Final = 50
HISTORY: Final = 50


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as officers and other rooms see it."""

    id: int
    public_id: str
    fin: str
    given_name: str
    family_name: str
    patronymic: str | None
    phone: str | None
    birthdate: date | None
    language: str
    last_sign_in_at: datetime
    restricted_at: datetime | None
    restricted_reason: str | None

    @property
    def full_name(self) -> str:
        """Given name, father's name, family name."""
        return full_name(self.given_name, self.patronymic, self.family_name)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A live session as its owner sees it."""

    id: int
    public_id: str
    device: str
    address: str | None
    means: Means
    created_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One line of the sign-in history."""

    at: datetime
    outcome: str
    means: Means
    address: str | None
    device: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate that gives the person a role for an organisation."""

    voen: str
    name: str
    position: str
    has_stamp: bool
    kind: str
    number: str
    valid_to: date


def account_by_id(account_id: int) -> AccountRow | None:
    """Return the account, None when there is none."""
    return _one(Account.id == account_id)


def accounts_by_id(account_ids: Collection[int]) -> dict[int, AccountRow]:
    """Return id -> account of those that exist."""
    found = db.session().scalars(select(Account).where(Account.id.in_(account_ids)))
    return {account.id: _account_row(account) for account in found}


def account_by_public_id(public_id: str) -> AccountRow | None:
    """Return the account, None when there is none."""
    return _one(Account.public_id == public_id)


def account_by_fin(fin: str) -> AccountRow | None:
    """Return the account of the person with this FİN, the one used last if there are several."""
    return _one(Account.fin_index == blind_index(fin))


def found_accounts(typed: str) -> list[AccountRow]:
    """Return the accounts whose FİN is `typed`, or whose name has words that begin with each word of it."""
    fin = normal_fin(typed)
    words = [word for word in fold(typed).replace("\\", "").split() if word]
    by_name = [Account.search_name.contains(f" {word}", autoescape=True) for word in words]
    if fin is None and not by_name:
        return []
    both = [Account.fin_index == blind_index(fin)] if fin else by_name
    query = select(Account).where(*both).order_by(Account.search_name, Account.id).limit(MOST_FOUND)
    return [_account_row(account) for account in db.session().scalars(query)]


def certificates(account_id: int) -> list[CertificateRow]:
    """Return the person's certificates of the last sign-in that are valid today, by name."""
    query = (
        select(AccountCertificate)
        .where(AccountCertificate.account_id == account_id, AccountCertificate.valid_to >= today())
        .order_by(AccountCertificate.name, AccountCertificate.number)
    )
    return [
        CertificateRow(c.voen, c.name, c.position, c.has_stamp, c.kind, c.number, c.valid_to)
        for c in db.session().scalars(query)
    ]


def posts(account_id: int) -> dict[str, str]:
    """Return the codes of the office roles that the person holds today, each with the body that gave it."""
    day = today()
    query = (
        select(StaffPost.role, StaffPost.body)
        .join(Account, Account.fin_index == StaffPost.fin_index)
        .where(Account.id == account_id, StaffPost.valid_from <= day)
        .where(or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= day))
        .order_by(StaffPost.id)
    )
    return {row.role: row.body for row in db.session().execute(query)}


def holders(roles: Collection[str], *, body: str | None = None) -> list[int]:
    """Return the accounts of the people who hold one of the office roles today, of one body when it is named, once each."""
    day = today()
    there = StaffPost.body == body if body is not None else true()
    query = (
        select(Account.id)
        .join(StaffPost, Account.fin_index == StaffPost.fin_index)
        .where(StaffPost.role.in_(roles), StaffPost.valid_from <= day, there)
        .where(or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= day))
    )
    return sorted(set(db.session().scalars(query)))


def named(roles: Collection[str]) -> dict[str, int]:
    """Return how many people hold one of the office roles today, by body; who has no account yet counts too."""
    day = today()
    query = (
        select(StaffPost.body, func.count(StaffPost.fin_index.distinct()).label("people"))
        .where(StaffPost.role.in_(roles), StaffPost.valid_from <= day)
        .where(or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= day))
        .group_by(StaffPost.body)
    )
    return {row.body: row.people for row in db.session().execute(query)}


def live_sessions(account_id: int, limits: Limits) -> list[SessionRow]:
    """Return the person's live sessions, the one used last first."""
    at = now()
    query = (
        select(AuthSession)
        .where(
            AuthSession.account_id == account_id,
            AuthSession.ended_at.is_(None),
            AuthSession.absolute_expires_at > at,
            AuthSession.last_seen_at > at - limits.idle,
        )
        .order_by(AuthSession.last_seen_at.desc(), AuthSession.id.desc())
    )
    return [
        SessionRow(s.id, s.public_id, s.device, s.address, means_of(s.amr), s.created_at, s.last_seen_at)
        for s in db.session().scalars(query)
    ]


def sign_ins(account_id: int) -> list[SignInRow]:
    """Return the newest lines of the person's sign-in history."""
    query = select(SignIn).where(SignIn.account_id == account_id).order_by(SignIn.at.desc(), SignIn.id.desc())
    return [
        SignInRow(row.at, row.outcome, means_of(row.amr), row.address, row.device)
        for row in db.session().scalars(query.limit(HISTORY))
    ]


def _one(which: ColumnElement[bool]) -> AccountRow | None:
    query = select(Account).where(which).order_by(Account.last_sign_in_at.desc()).limit(1)
    account = db.session().scalars(query).one_or_none()
    return _account_row(account) if account else None


def _account_row(account: Account) -> AccountRow:
    return AccountRow(
        account.id,
        account.public_id,
        account.fin,
        account.given_name,
        account.family_name,
        account.patronymic,
        account.phone,
        account.birthdate,
        account.language,
        account.last_sign_in_at,
        account.restricted_at,
        account.restricted_reason,
    )
