"""Who is told of what: whoever may pay for the party, of the receipt and of money that goes back."""

from datetime import date
from typing import Final

from flask import url_for

from webapp.core.clock import local, today
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate, notify_party
from webapp.payments.models import Invoice
from webapp.payments.offer import payable_of
from webapp.payments.permissions import PAY
from webapp.ui.filters import day, money


def tell_opened(invoice: Invoice) -> None:
    """Tell what is to be paid and until when; an invoice of today alone is being paid already and needs no notice."""
    if invoice.due_on is None:
        _tell("payments.opened", invoice)
    elif invoice.due_on > today():
        _tell("payments.opened_until", invoice, due_on=invoice.due_on.isoformat())


def tell_of_last_day(invoice: Invoice) -> None:
    """Remind of the last day to pay."""
    if invoice.due_on is not None:
        _tell("payments.last_day", invoice, due_on=invoice.due_on.isoformat())


def tell_paid(invoice: Invoice, receipt: str) -> None:
    """Tell that the payment was taken and which receipt proves it."""
    _tell("payments.paid", invoice, receipt=receipt)


def tell_lapsed(invoice: Invoice) -> None:
    """Tell that the last day passed unpaid."""
    if invoice.due_on is not None and invoice.due_on > local(invoice.opened_at).date():
        _tell("payments.lapsed", invoice, due_on=invoice.due_on.isoformat())


def tell_late(invoice: Invoice) -> None:
    """Tell that money came which the invoice no longer takes."""
    _tell("payments.late", invoice)


def tell_refunded(invoice: Invoice, qepik: int, number: str, *, at_till: bool = False) -> None:
    """Tell how much went back to the card, or at a till, and which paper proves it."""
    _tell("payments.refunded_at_till" if at_till else "payments.refunded", invoice, qepik=str(qepik), number=number)


def _tell(code: str, invoice: Invoice, **more: str) -> None:
    """Tell the party; a guest's address is known to the room that sold, which hears the fact."""
    if invoice.party_id is None:
        return
    told = {"payable": invoice.payable, "qepik": str(invoice.qepik), "ref": invoice.public_id, **more}
    notify_party(invoice.party_id, code, permission=PAY, **told)


def _words(params: dict[str, str]) -> dict[str, str]:
    title = str(payable_of(params["payable"]).title)
    said = {**params, "title": title, "amount": money(int(params["qepik"]))}
    if "due_on" in params:
        said["day"] = day(date.fromisoformat(params["due_on"]))
    return said


def _link(params: dict[str, str]) -> str:
    return url_for("payments.show", public_id=params["ref"])


SAMPLE: Final = {"payable": "workflow.fee", "qepik": "2500", "due_on": "2026-12-07"}
TEMPLATES: Final = (
    NotificationTemplate(
        "payments.opened",
        _l("Ödəniş üçün hesab açıldı"),
        _l("%(title)s: %(amount)s ödənilməlidir."),
        _link,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.opened_until",
        _l("Ödəniş üçün hesab açıldı"),
        _l("%(title)s: %(amount)s ödənilməlidir. Son gün: %(day)s."),
        _link,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.last_day",
        _l("Ödənişin son günü yaxınlaşır"),
        _l("%(title)s: %(amount)s hələ ödənilməyib. Son gün: %(day)s."),
        _link,
        sms=True,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.lapsed",
        _l("Hesabın müddəti bitdi"),
        _l("%(title)s: %(amount)s son gün olan %(day)s tarixinədək ödənilmədi. Bu hesab artıq ödənilə bilməz."),
        _link,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.refunded",
        _l("Vəsait qaytarıldı"),
        _l("%(title)s: %(amount)s ödədiyiniz karta qaytarıldı. Qaytarma qəbzinin nömrəsi: %(number)s."),
        _link,
        sms=True,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.refunded_at_till",
        _l("Vəsait qaytarıldı"),
        _l("%(title)s: %(amount)s kassada qaytarıldı. Qaytarma qəbzinin nömrəsi: %(number)s."),
        _link,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.paid",
        _l("Ödəniş qəbul edildi"),
        _l("%(title)s: %(amount)s ödənildi. Qəbzin nömrəsi: %(receipt)s."),
        _link,
        words=_words,
        sample=SAMPLE,
    ),
    NotificationTemplate(
        "payments.late",
        _l("Ödəniş gec gəldi"),
        _l("%(title)s: %(amount)s ödənişi hesab bağlandıqdan sonra gəldi. Vəsait ödədiyiniz karta qaytarılır."),
        _link,
        sms=True,
        words=_words,
        sample=SAMPLE,
    ),
)
