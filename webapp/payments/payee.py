"""To whose account fees are paid, for whoever pays at a bank or a terminal (form 1 of decision 191, 2.2.1).

A new account is a new row from a day on. The account's number here is invented; the treasury's own details are its public
ones. Before real money is taken the operator's row goes here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.core.clock import today
from webapp.core.text import Text, _l, in_language


@dataclass(frozen=True, slots=True)
class Payee:
    """Bank details from the day `since` on."""

    since: date
    name: str
    voen: str
    account: str
    bank: str
    bank_code: str
    bank_voen: str
    correspondent: str
    swift: str


PAYEES: Final = (
    Payee(
        since=date(2020, 1, 1),
        name="Azərbaycan Yerüstü Nəqliyyat Agentliyi",
        voen="1700000001",
        account="AZ00CTRE00000000000000000001",
        bank="Maliyyə Nazirliyi yanında Dövlət Xəzinədarlığı Agentliyi",
        bank_code="210005",
        bank_voen="1401555071",
        correspondent="AZ41NABZ01360000000003944",
        swift="CTREAZ22",
    ),
)


def payee_on(day: date) -> Payee:
    """Return the account in force on a day."""
    return max((each for each in PAYEES if each.since <= day), key=lambda each: each.since)


def bank_details(day: date | None = None) -> list[tuple[Text, str]]:
    """Return the rows of the account in force on `day` (today)."""
    payee = payee_on(day or today())
    return [
        (_l("Vəsaiti alan"), payee.name),
        (_l("Alanın VÖEN-i"), payee.voen),
        (_l("Hesablaşma hesabı"), payee.account),
        (_l("Bank"), payee.bank),
        (_l("Bankın kodu"), payee.bank_code),
        (_l("Bankın VÖEN-i"), payee.bank_voen),
        (_l("Müxbir hesab"), payee.correspondent),
        (_l("S.W.I.F.T."), payee.swift),
    ]


def bank_lines() -> list[str]:
    """Return the same as lines of Azerbaijani text, as regulations are written."""
    with in_language("az"):
        return [f"{label}: {value}" for label, value in bank_details()]
