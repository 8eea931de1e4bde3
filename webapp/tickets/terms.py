"""What is in force for a sale on a day: the terms of a route, the commission, the groups that pay less."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select

from webapp.core import db
from webapp.tickets.law_tables import BenefitRow, CommissionRow, RouteTermsRow

RULES: Final = "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı (sərnişin daşınması qaydaları)"


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


def terms_of(route_id: int, day: date) -> Terms:
    """Return the terms of a route on a day; name and document where nothing was set for it."""
    query = select(RouteTermsRow).where(RouteTermsRow.route_id == route_id, RouteTermsRow.valid_from <= day)
    row = db.session().scalar(query.order_by(RouteTermsRow.valid_from.desc()).limit(1))
    return USUAL if row is None else Terms(row.policy, row.transferable, row.entry_permit, row.basis)


def commission_on(day: date) -> int:
    """Return the advance-sale commission of a day in hundredths of a percent."""
    query = select(CommissionRow.hundredths).where(CommissionRow.valid_from <= day)
    return db.session().scalar(query.order_by(CommissionRow.valid_from.desc()).limit(1)) or 0


def benefits_on(day: date) -> list[Benefit]:
    """Return the groups that pay less on a day."""
    query = select(BenefitRow).where(BenefitRow.valid_from <= day)
    query = query.where(or_(BenefitRow.valid_to.is_(None), BenefitRow.valid_to >= day)).order_by(BenefitRow.valid_from)
    newest = {row.code: row for row in db.session().scalars(query)}
    return [Benefit(row.code, row.title, row.hundredths, row.basis) for row in newest.values()]


def benefit_on(code: str, day: date) -> Benefit | None:
    """Return a group by its code, None when it is not in force."""
    return next((one for one in benefits_on(day) if one.code == code), None)
