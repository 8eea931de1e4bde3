"""Groups that can be told something at once: plugged in by the rooms that know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, column, func, or_, select, table

from webapp.core import db
from webapp.core.clock import today
from webapp.core.registry import plugins
from webapp.core.text import Text, _l


@dataclass(frozen=True, slots=True)
class NoticeAudience:
    """A group under `code`. `accounts` makes the SELECT of one column: the ids of its accounts, each at most once."""

    code: str
    title: Text
    accounts: Callable[[], Select[Any]]


_account: Final = table("accounts", column("id"), column("restricted_at"))
_certificate: Final = table("account_certificates", column("account_id"), column("valid_to"))


def everybody() -> Select[Any]:
    """Return everybody who ever signed in and whose access is not closed."""
    return select(_account.c.id).where(_account.c.restricted_at.is_(None))


def representatives() -> Select[Any]:
    """Return those of them who act for an organisation or as sole traders by a certificate that is valid today."""
    valid = or_(_certificate.c.valid_to.is_(None), _certificate.c.valid_to >= today())
    return everybody().where(_account.c.id.in_(select(_certificate.c.account_id).where(valid)))


AUDIENCES: Final = (
    NoticeAudience("everybody", _l("Bütün istifadəçilər"), everybody),
    NoticeAudience("representatives", _l("Təşkilatların rəhbərləri və sahibkarlar"), representatives),
)


def audiences() -> dict[str, NoticeAudience]:
    """Return code -> group."""
    return {one.code: one for one in plugins(NoticeAudience)}


def count_of(code: str) -> int:
    """Return how many accounts are in the group now. Raises KeyError for a code that no room plugged in."""
    return db.session().scalar(select(func.count()).select_from(audiences()[code].accounts().subquery())) or 0


def some_of(code: str, after: int, most: int) -> list[int]:
    """Return at most `most` accounts of the group, by id, after this one."""
    found = audiences()[code].accounts().subquery()
    (only,) = found.c
    return list(db.session().scalars(select(only).where(only > after).order_by(only).limit(most)))
