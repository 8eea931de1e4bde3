"""What is in force for a sale on a day: the terms of a route, the commission, the groups that pay less. Kept in memory."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from webapp.core.kept import Kept
from webapp.core.statements import Statement
from webapp.tickets.law_tables import BenefitRow, CommissionRow, RouteTermsRow
from webapp.timetable.api import in_force

RULES: Final = "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı (sərnişin daşınması qaydaları)"


def _newest_first(table: Any) -> Statement:
    return Statement(select(*table.c).order_by(table.c.valid_from.desc()))


TERMS: Final = _newest_first(RouteTermsRow.__table__)
COMMISSIONS: Final = _newest_first(CommissionRow.__table__)
BENEFITS: Final = _newest_first(BenefitRow.__table__)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a route asks of its passengers: `policy` is none, name or document (name and document)."""

    policy: str
    transferable: bool
    entry_permit: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """A group that pays less, by hundredths of a percent of the full fare."""

    code: str
    title: str
    hundredths: int
    basis: str


USUAL: Final = Terms("document", transferable=True, entry_permit=False, basis=RULES)


class Law(NamedTuple):
    """Every row as plain columns, the newest first: terms by route, commissions, benefits."""

    terms: dict[int, list[Any]]
    commissions: list[Any]
    benefits: list[Any]


def _loaded() -> Law:
    terms: dict[int, list[Any]] = {}
    for row in TERMS.all():
        terms.setdefault(row.route_id, []).append(row)
    return Law(terms, COMMISSIONS.all(), BENEFITS.all())


LAW: Final = Kept("tickets.terms", _loaded)


def terms_of(route_id: int, day: date) -> Terms:
    """Return the terms of a route on a day; name and document where nothing was set for it."""
    row = next((one for one in LAW.get().terms.get(route_id, ()) if one.valid_from <= day), None)
    return USUAL if row is None else Terms(row.policy, row.transferable, row.entry_permit, row.basis)


def commission_on(day: date) -> int:
    """Return the advance-sale commission of a day in hundredths of a percent."""
    return next((one.hundredths for one in LAW.get().commissions if one.valid_from <= day), 0)


def benefits_on(day: date) -> list[Benefit]:
    """Return the groups that pay less on a day."""
    newest = {row.code: row for row in reversed(LAW.get().benefits) if in_force(row, day)}
    return [Benefit(row.code, row.title, row.hundredths, row.basis) for row in newest.values()]


def benefit_on(code: str, day: date) -> Benefit | None:
    """Return a group by its code, None when it is not in force."""
    return next((one for one in benefits_on(day) if one.code == code), None)
