"""Who is told of what: whoever may pay for the party, of the receipt and of money that goes back."""

from typing import Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate, notify_party
from webapp.payments.models import Invoice
from webapp.payments.offer import payable_of
from webapp.payments.permissions import PAY
from webapp.ui.filters import money


def tell_paid(invoice: Invoice, receipt: str) -> None:
    """Tell that the payment was taken and which receipt proves it."""
    _tell("payments.paid", invoice, receipt=receipt)


def tell_late(invoice: Invoice) -> None:
    """Tell that money came which the invoice no longer takes."""
    _tell("payments.late", invoice)


def _tell(code: str, invoice: Invoice, **more: str) -> None:
    told = {"payable": invoice.payable, "qepik": str(invoice.qepik), "ref": invoice.public_id, **more}
    notify_party(invoice.party_id, code, permission=PAY, **told)


def _words(params: dict[str, str]) -> dict[str, str]:
    title = str(payable_of(params["payable"]).title)
    return {**params, "title": title, "amount": money(int(params["qepik"]))}


def _link(params: dict[str, str]) -> str:
    return url_for("payments.show", public_id=params["ref"])


TEMPLATES: Final = (
    NotificationTemplate(
        "payments.paid",
        _l("Ödəniş qəbul edildi"),
        _l("%(title)s: %(amount)s ödənildi. Qəbzin nömrəsi: %(receipt)s."),
        _link,
        words=_words,
    ),
    NotificationTemplate(
        "payments.late",
        _l("Ödəniş gec gəldi"),
        _l("%(title)s: %(amount)s ödənişi hesab bağlandıqdan sonra gəldi. Vəsait ödədiyiniz karta qaytarılır."),
        _link,
        sms=True,
        words=_words,
    ),
)
