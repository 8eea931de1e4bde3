"""What other rooms ask of auth."""

from collections.abc import Collection

from webapp.auth import queries, restriction
from webapp.auth.permissions import RESTRICT_ACCOUNTS, SEE_ACCOUNTS
from webapp.auth.queries import AccountRow, CertificateRow
from webapp.auth.records import Beside
from webapp.auth.roles import Choice, Landing, choose, rows_beside, session_choice
from webapp.auth.room import room
from webapp.auth.standing import EntryStanding, entry_standing
from webapp.core.actor import Actor

__all__ = [
    "RESTRICT_ACCOUNTS",
    "SEE_ACCOUNTS",
    "Account",
    "Beside",
    "Certificate",
    "Choice",
    "EntryStanding",
    "Landing",
    "account",
    "account_by_fin",
    "account_by_public_id",
    "accounts",
    "certificates_of",
    "choose",
    "named_posts",
    "restore",
    "restrict",
    "rows_beside",
    "session_choice",
    "sign_in_standing",
    "staff_posts",
    "staff_roles",
    "staff_with",
]

Account = AccountRow
Certificate = CertificateRow


def account(account_id: int) -> Account | None:
    """Return the account, None when there is none."""
    return queries.account_by_id(account_id)


def accounts(account_ids: Collection[int]) -> dict[int, Account]:
    """Return id -> account of many at once."""
    return queries.accounts_by_id(account_ids)


def account_by_public_id(public_id: str) -> Account | None:
    """Return the account, None when there is none."""
    return queries.account_by_public_id(public_id)


def account_by_fin(fin: str) -> Account | None:
    """Return the account of the person with this FİN (in normal form), None when they never signed in."""
    return queries.account_by_fin(fin)


def certificates_of(account_id: int) -> list[Certificate]:
    """Return the certificates that the provider listed at the person's last sign-in and that are valid today."""
    return queries.certificates(account_id)


def staff_roles(account_id: int) -> frozenset[str]:
    """Return the codes of the office roles that the person holds today."""
    return frozenset(queries.posts(account_id))


def staff_posts(account_id: int) -> dict[str, str]:
    """Return the codes of the office roles that the person holds today, each with the name of the body that gave it."""
    return queries.posts(account_id)


def staff_with(roles: Collection[str], *, body: str | None = None) -> list[int]:
    """Return the accounts of who hold one of these office roles today (at this body) and have signed in once."""
    return queries.holders(roles, body=body)


def named_posts(roles: Collection[str]) -> dict[str, int]:
    """Return how many people hold one of these office roles today, by body, whether or not they have signed in yet."""
    return queries.named(roles)


def restrict(account_id: int, *, reason: str, actor: Actor) -> None:
    """Close the person's access at once, with a reason that they see (charter 003, cl. 9.6). See `restriction.restrict`."""
    restriction.restrict(account_id, reason=reason, actor=actor)


def restore(account_id: int, *, reason: str, actor: Actor) -> None:
    """Open it again. See `restriction.restore`."""
    restriction.restore(account_id, reason=reason, actor=actor)


def sign_in_standing() -> EntryStanding:
    """Return how entry stands: sessions, posts, closed accounts, in figures. Inside the application."""
    return entry_standing(room().limits)
