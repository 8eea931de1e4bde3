"""An approved statement as a payment order for the bank: ISO 20022, pain.001.001.09 (customer credit transfer initiation)."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from webapp.cabinets.api import party
from webapp.core.clock import local, now, today
from webapp.payments.api import payee_on
from webapp.settlements.models import BankAccount, Statement
from webapp.tills.api import manat

SPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_NAME: Final = 140
CURRENCY: Final = "AZN"
Tree = str | Sequence[tuple[str, "Tree"]]


def payment_order(row: Statement, account: BankAccount) -> bytes:
    """Return the order to pay a statement to the carrier's account, as the bank's program reads it.

    The statement's number is the message, the payment and the end-to-end reference: the bank refuses a second one.
    """
    payer, carrier, amount = payee_on(today()), party(row.carrier_id), manat(row.qepik)
    transfer: Tree = [
        ("PmtId", [("EndToEndId", row.number)]),
        ("Amt", [("InstdAmt", amount)]),
        ("CdtrAgt", _agent(account.bic)),
        ("Cdtr", [("Nm", carrier.name[:LONGEST_NAME])]),
        ("CdtrAcct", _iban(account.iban)),
        ("RmtInf", [("Ustrd", f"{row.number}, {row.since:%d.%m.%Y}-{row.until:%d.%m.%Y}")]),
    ]
    payment: Tree = [
        ("PmtInfId", row.number),
        ("PmtMtd", "TRF"),
        ("NbOfTxs", "1"),
        ("CtrlSum", amount),
        ("ReqdExctnDt", [("Dt", today().isoformat())]),
        ("Dbtr", [("Nm", payer.name[:LONGEST_NAME])]),
        ("DbtrAcct", _iban(payer.account)),
        ("DbtrAgt", _agent(payer.swift)),
        ("CdtTrfTxInf", transfer),
    ]
    header: Tree = [
        ("MsgId", row.number),
        ("CreDtTm", local(now()).replace(microsecond=0).isoformat()),
        ("NbOfTxs", "1"),
        ("CtrlSum", amount),
        ("InitgPty", [("Nm", payer.name[:LONGEST_NAME])]),
    ]
    root = etree.fromstring(f'<Document xmlns="{SPACE}"/>')
    _grow(root, [("CstmrCdtTrfInitn", [("GrpHdr", header), ("PmtInf", payment)])])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _agent(bic: str) -> Tree:
    return [("FinInstnId", [("BICFI", bic)])]


def _iban(number: str) -> Tree:
    return [("Id", [("IBAN", number)])]


def _grow(parent: "etree._Element", parts: Sequence[tuple[str, Tree]]) -> None:
    for name, content in parts:
        child = etree.SubElement(parent, f"{{{SPACE}}}{name}")
        if isinstance(content, str):
            child.text = content
        else:
            _grow(child, content)
        if name == "InstdAmt":
            child.set("Ccy", CURRENCY)
