"""Taxpayers, non-commercial entities, debts, accredited bodies."""

from dataclasses import dataclass

from webapp.ehis.answers import Accreditation, Answers, LegalEntity, NonCommercialEntity, Owed
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


@dataclass(frozen=True, slots=True)
class Debts:
    """What is owed for taxes and for compulsory social insurance: yes or no for each, with its own source."""

    tax: Owed
    contributions: Owed

    @property
    def any(self) -> bool:
        """Whether there is a debt at all."""
        return self.tax.has_debt or self.contributions.has_debt


def get_legal_entity(voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> LegalEntity:
    """Return the organisation or sole trader with this VÖEN, without founders and shares (charter 5.2.3)."""
    return ask(LegalEntity, "getLegalEntity", {"voen": voen}, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def organisations_headed_by(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[LegalEntity]:
    """Return what the person with this FİN heads, sole trading included; empty when nothing."""
    return ask(LegalEntity, "listByHead", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def get_non_commercial_entity(
    voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> NonCommercialEntity:
    """Return the non-commercial entity with this VÖEN (decision 615/2017, annex 2, 4.2)."""
    return ask(
        NonCommercialEntity, "getNonCommercialEntity", {"voen": voen}, purpose=purpose, asked_by=asked_by, issue=issue
    )[0]


def debts_of(voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Debts:
    """Return whether this VÖEN owes taxes or contributions, never how much (charter 5.2.7)."""
    parameters = {"voen": voen}
    tax = ask(Owed, "getDebt", parameters, purpose=purpose, asked_by=asked_by, issue=issue)[0]
    owed = ask(Owed, "getContributionDebt", parameters, purpose=purpose, asked_by=asked_by, issue=issue)[0]
    return Debts(tax, owed)


def accreditations_of(
    voen: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[Accreditation]:
    """Return the accreditation attestations of this VÖEN (charter 4.0.4; decision 615/2017, annex 2, 11.2)."""
    return ask(Accreditation, "listAccreditations", {"voen": voen}, purpose=purpose, asked_by=asked_by, issue=issue)
