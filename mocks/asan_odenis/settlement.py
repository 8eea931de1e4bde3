"""The settlement file of a day: every payment and refund as the service booked them."""

from datetime import date, timedelta
from typing import Final

from mocks.asan_odenis.store import PaymentStore
from mocks.kit.app import BAKU
from mocks.kit.faults import Faults

COLUMNS: Final = (
    "service_code",
    "payment",
    "transaction",
    "reference",
    "kind",
    "amount",
    "currency",
    "operation",
    "at",
)
Line = dict[str, str]


def settlement(day: date, store: PaymentStore, faults: Faults) -> str:
    """Return the file as text, columns apart by semicolons, the first line their names; bent by the faults of the moment."""
    if faults.strikes("settlement-empty"):
        return ""
    if faults.strikes("settlement-wrong-day"):
        day -= timedelta(days=1)
    lines = _bent(_lines(day, store), faults)
    apart = "," if faults.strikes("settlement-commas") else ";"
    rows = [apart.join(COLUMNS), *(apart.join(line[name] for name in COLUMNS) for line in lines)]
    mark = "\ufeff" if faults.strikes("settlement-bom") else ""
    return mark + "\r\n".join(rows) + "\r\n"


def _lines(day: date, store: PaymentStore) -> list[Line]:
    found = []
    for payment in store.everything():
        order = payment.order
        shared = {"service_code": order.service_code, "payment": payment.id, "transaction": payment.transaction}
        shared |= {"reference": order.reference, "currency": order.currency}
        if payment.paid_at and payment.paid_at.astimezone(BAKU).date() == day:
            amount, at = str(order.amount), payment.paid_at.isoformat()
            found.append({**shared, "kind": "payment", "amount": amount, "operation": payment.transaction, "at": at})
        for refund in store.refunds(payment.id):
            if refund.at.astimezone(BAKU).date() == day:
                amount, at = str(refund.amount), refund.at.isoformat()
                found.append({**shared, "kind": "refund", "amount": amount, "operation": refund.id, "at": at})
    return found


def _bent(lines: list[Line], faults: Faults) -> list[Line]:
    if lines and faults.strikes("settlement-missing"):
        lines = lines[:-1]
    if lines and faults.strikes("settlement-duplicate"):
        lines = [*lines, lines[-1]]
    if lines and faults.strikes("settlement-extra"):
        lines = [*lines, {**lines[-1], "payment": "f" * 32, "reference": "unknown"}]
    if lines and faults.strikes("settlement-amount"):
        lines = [*lines[:-1], {**lines[-1], "amount": str(int(lines[-1]["amount"]) - 1)}]
    if lines and faults.strikes("settlement-currency"):
        lines = [*lines[:-1], {**lines[-1], "currency": "USD"}]
    return lines
