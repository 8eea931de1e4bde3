"""What the service does with a payment, and what it tells of it."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app

from mocks.asan_odenis.notifying import notification
from mocks.asan_odenis.store import Payment, PaymentStore, Refund
from mocks.kit.faults import Faults
from mocks.kit.webhooks import Webhooks


@dataclass(slots=True)
class PaymentService:
    """Store, notifier and faults of one running service."""

    key: str
    store: PaymentStore
    notifier: Webhooks
    faults: Faults

    def pay(self, payment: Payment) -> Payment:
        """The payer's card was charged. Raises ConflictError when there is nothing to pay."""
        late = self.faults.strikes("late-success", payment.id)
        now = datetime.now(UTC)
        settles_at = now + timedelta(seconds=late.seconds) if late else None
        transaction = f"AO{now:%y%m%d}{secrets.randbelow(10**8):08d}"
        paid = self.store.step(payment.id, "pay", transaction=transaction, paid_at=now, settles_at=settles_at)
        self.tell(paid)
        return paid

    def end(self, payment: Payment, action: str) -> Payment:
        """The card was declined, or payer or merchant gave up. Raises ConflictError when it has ended already."""
        ended = self.store.step(payment.id, action)
        self.tell(ended)
        return ended

    def force(self, payment: Payment, status: str) -> Payment:
        """Move a payment against all rules, and tell of it."""
        paid_at = datetime.now(UTC) if status == "paid" else payment.paid_at
        transaction = payment.transaction or f"AO{secrets.randbelow(10**8):08d}"
        forced = self.store.change(
            payment.id, lambda known: replace(known, status=status, paid_at=paid_at, transaction=transaction)
        )
        self.tell(forced)
        return forced

    def tell(self, payment: Payment) -> None:
        """Tell the merchant that the payment's state has changed."""
        older = notification(payment, "created")
        self.notifier.tell(payment.order.notify_url, payment.id, notification(payment, payment.status), older)

    def told(self, payment: Payment) -> dict[str, Any]:
        """Return what is answered when the merchant asks, bent by the faults of the moment."""
        order = payment.order
        unsettled = payment.settles_at is not None and payment.settles_at > datetime.now(UTC)
        answer: dict[str, Any] = {
            "id": payment.id,
            "status": "pending" if payment.status == "paid" and unsettled else payment.status,
            "amount": order.amount,
            "currency": order.currency,
            "invoice": order.invoice,
            "reference": order.reference,
            "transaction": payment.transaction,
            "paid_at": payment.paid_at.isoformat() if payment.paid_at else None,
        }
        bent = {"wrong-amount": ("amount", order.amount - 1), "wrong-currency": ("currency", "USD")}
        bent["wrong-invoice"] = ("invoice", "0" * 26)
        for fault, (name, value) in bent.items():
            if self.faults.strikes(fault, payment.id):
                answer[name] = value
        return answer

    def told_of_refund(self, refund: Refund) -> dict[str, Any]:
        """Return what is answered about a refund, bent by the faults of the moment."""
        status = "pending" if self.faults.strikes("refund-pending", refund.payment) else "done"
        return {"id": refund.id, "amount": refund.amount, "status": status, "at": refund.at.isoformat()}


def the_service() -> PaymentService:
    """Return the service of this process."""
    service: PaymentService = current_app.extensions["payments"]
    return service
