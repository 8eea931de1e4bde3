"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from webapp.core.text import _l


class NoSuchInvoice(NotFound):
    """There is none, or it is another party's: both read the same."""

    code = "no-such-invoice"
    text = _l("Hesab tapılmadı.")


class NoSuchPayment(NotFound):
    """There is no such attempt, receipt, difference or refund, or it is another party's."""

    code = "no-such-payment"
    text = _l("Ödəniş tapılmadı.")


class AlreadyInvoiced(Conflict):
    """One matter has one open invoice at a time."""

    code = "already-invoiced"
    text = _l("Bu iş üzrə ödənilməmiş hesab artıq var.")


class NotPayable(Conflict):
    """The invoice is paid, cancelled, or its time is over."""

    code = "not-payable"
    text = _l("Bu hesab artıq ödənilə bilməz: ödənilib, ləğv edilib və ya müddəti bitib.")


class PaymentUnderWay(Conflict):
    """Another attempt is live: nothing is charged twice."""

    code = "payment-under-way"
    text = _l("Bu hesab üzrə başqa ödəniş davam edir. Əvvəlcə onu bitirin və ya ləğv edin.")


class PaymentHeld(Conflict):
    """Money came that does not fit; until it is cleared up nothing more is taken."""

    code = "payment-held"
    text = _l("Ödəniş sistemi fərqli məlumat verdi. Mühasibat yoxlayana qədər yeni ödəniş qəbul edilmir.")


class ProviderAway(Unavailable):
    """The provider does not answer: the attempt waits and is continued with the same key."""

    code = "provider-away"
    text = _l(
        "Ödəniş sistemi hazırda cavab vermir. Sizdən pul tutulmayıb, hesab açıq qalır. Bir az sonra yenidən cəhd edin və ya "
        "başqa ödəniş sistemini seçin."
    )


class NoLegalBasis(Invalid):
    """Nothing may be asked for beyond what the law sets (decision 191, 8.1)."""

    code = "no-legal-basis"
    text = _l("Hesab yalnız hüquqi əsası olan tarif üzrə açıla bilər.")


class SecondPersonNeeded(Forbidden):
    """Who asked for a refund does not approve it."""

    code = "second-person-needed"
    text = _l("Qaytarmanı onu istəməyən ikinci əməkdaş təsdiq etməlidir.")


class StepNotPossible(Conflict):
    """The state is not one in which this can be done."""

    code = "payment-step-not-possible"
    text = _l("Ödənişin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class NotRefundable(Conflict):
    """Nothing was paid that could go back."""

    code = "not-refundable"
    text = _l("Bu hesab ödənilməyib: qaytarılacaq vəsait yoxdur.")


class RefundTooLarge(Conflict):
    """The refunds of a payment together are never more than what was paid."""

    code = "refund-too-large"
    text = _l("Qaytarılan məbləğ ödənilmiş məbləğin qalığından çox ola bilməz.")


class BelowFloor(Conflict):
    """The account would fall below its floor: there is not so much on it."""

    code = "below-floor"
    text = _l("Hesabda kifayət qədər vəsait yoxdur.")


class OtherInstrument(Conflict):
    """Money goes back by the way it came: what a card paid is not given back in cash."""

    code = "other-instrument"
    text = _l("Vəsait yalnız ödənildiyi üsulla qaytarılır.")


class Unbalanced(AssertionError):
    """A defect: the postings of an entry do not sum to zero."""


class KeyReused(AssertionError):
    """A defect: a key of the ledger or of a refund was used before for something else."""
