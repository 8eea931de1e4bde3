"""The words for states, providers, differences and accounts."""

from contextlib import suppress
from typing import Final

from webapp.core.text import Text, _l
from webapp.payments.models import Attempt
from webapp.payments.offer import payable_of

PROVIDER_NAMES: Final[dict[str, Text]] = {"asan_odenis": "ASAN ödəniş", "stripe": "Stripe", "till": _l("Kassa")}
METHODS: Final[dict[str, Text]] = {"cash": _l("Kassa, nağd"), "terminal": _l("Kassa, bank kartı ilə")}
PROVIDER_HINTS: Final[dict[str, Text]] = {
    "asan_odenis": _l("Dövlətin ödəniş xidməti: yerli bank kartları"),
    "stripe": _l("Beynəlxalq bank kartları"),
}
INVOICES: Final[dict[str, tuple[Text, str]]] = {
    "open": (_l("Ödəniş gözləyir"), "warning"),
    "paid": (_l("Ödənilib"), "success"),
    "cancelled": (_l("Ləğv edilib"), "neutral"),
    "lapsed": (_l("Müddəti bitib"), "danger"),
}
ATTEMPTS: Final[dict[str, tuple[Text, str]]] = {
    "created": (_l("Ödəniş sisteminə göndərilir"), "info"),
    "pending": (_l("Ödəyənin təsdiqi gözlənilir"), "info"),
    "held": (_l("Yoxlanılır"), "danger"),
    "succeeded": (_l("Ödənilib"), "success"),
    "failed": (_l("Kart qəbul edilmədi"), "danger"),
    "cancelled": (_l("Ödəyən imtina etdi"), "neutral"),
    "expired": (_l("Vaxtı bitdi"), "neutral"),
    "late": (_l("Gec gəldi, qaytarılır"), "warning"),
    "returned": (_l("Qaytarılıb"), "neutral"),
}
DIFFERENCES: Final[dict[str, Text]] = {
    "does_not_fit": _l("Məbləğ, valyuta və ya hesab uyğun gəlmir"),
    "after_open": _l("Hesabın son günündən sonra ödənilib"),
    "after_lapsed": _l("Hesabın müddəti bitdikdən sonra ödənilib"),
    "after_cancelled": _l("Hesab ləğv edildikdən sonra ödənilib"),
    "after_paid": _l("Hesab ikinci dəfə ödənilib"),
    "unknown_here": _l("Ödəniş sistemi bizdə olmayan ödənişi bildirir"),
    "missing_there": _l("Bizdə var, ödəniş sisteminin hesabatında yoxdur"),
    "missing_here": _l("Ödəniş sisteminin hesabatında var, bizdə yoxdur"),
    "amount": _l("Hesabatdakı məbləğ fərqlidir"),
    "currency": _l("Hesabatdakı valyuta fərqlidir"),
    "not_taken_up": _l("Ödəniş alınıb, amma aid olduğu iş davam etməyib: sistem təkrar cəhd edir"),
    "refund_refused": _l("Ödəniş sistemi vəsaiti qaytarmaqdan imtina edib"),
    "refund_away": _l("Ödəniş sistemi qaytarma sorğusuna cavab vermir: sistem təkrar cəhd edir"),
    "refund_not_taken_up": _l("Qaytarma bitib, amma aid olduğu iş davam etməyib: sistem təkrar cəhd edir"),
    "refund_unknown_here": _l("Ödəniş sistemi bizdə olmayan qaytarmanı bildirir"),
    "refund_bounced": _l("Qaytarılmış vəsait ödəyənin bankından geri gəlib"),
    "disputed": _l("Kart sahibi ödənişə etiraz edib: vəsait yalnız qərardan sonra qaytarılır"),
    "unusable_file": _l("Günün hesabatı oxunmur"),
    "duplicate": _l("Hesabatda iki dəfə yazılıb"),
}
REFUNDS: Final[dict[str, tuple[Text, str]]] = {
    "asked": (_l("İkinci əməkdaşın təsdiqi gözlənilir"), "warning"),
    "approved": (_l("Qaytarılır"), "info"),
    "sent": (_l("Ödəniş sistemi qəbul edib, qaytarılır"), "info"),
    "waiting": (_l("Ödəniş sistemi qaytarmadı: qərar gözlənilir"), "danger"),
    "done": (_l("Qaytarılıb"), "success"),
    "refused": (_l("Ödəniş sistemi qaytarmadı"), "danger"),
}
PAYERS_REFUNDS: Final[dict[str, tuple[Text, str]]] = {
    "asked": (_l("Yoxlanılır"), "info"),
    "approved": (_l("Qaytarılır"), "info"),
    "sent": (_l("Qaytarılır"), "info"),
    "waiting": (_l("Gecikir: mühasibat ödəniş sistemi ilə dəqiqləşdirir"), "warning"),
    "done": (_l("Qaytarılıb"), "success"),
    "refused": (_l("Qaytarılmadı"), "danger"),
}
RUNS: Final[dict[str, tuple[Text, str]]] = {
    "agrees": (_l("Uyğundur"), "success"),
    "differs": (_l("Fərq var"), "danger"),
    "unusable": (_l("Hesabat oxunmur"), "danger"),
}
LINE_KINDS: Final[dict[str, Text]] = {"payment": _l("Ödəniş"), "refund": _l("Qaytarma")}
ACCOUNTS: Final[dict[str, Text]] = {
    "receivable": _l("Ödəyicilərin borcu"),
    "unapplied": _l("Qaytarılacaq vəsait"),
    "refunds_due": _l("Ödəyicilərə qaytarma borcu"),
    "clearing:asan_odenis": _l("ASAN ödəniş: köçürülməli vəsait"),
    "clearing:stripe": _l("Stripe: köçürülməli vəsait"),
    "card": _l("Nəqliyyat kartlarının qalığı"),
    "till": _l("Kassalarda olan vəsait"),
    "carrier": _l("Daşıyıcılara borc"),
    "commission": _l("Stansiyaların haqqı"),
}
STEPS: Final[dict[str, Text]] = {
    "invoice_opened": _l("Hesab açıldı"),
    "invoice_adopted": _l("Hesab sahibinin kabinetinə keçdi"),
    "invoice_cancelled": _l("Hesab ləğv edildi"),
    "invoice_lapsed": _l("Hesabın müddəti bitdi"),
    "invoice_revived": _l("Bağlanmış hesab gec gələn ödənişlə ödənildi"),
    "attempt_started": _l("Ödəməyə başlandı"),
    "attempt_ended": _l("Ödəmə cəhdi nəticəsiz bitdi"),
    "payment_received": _l("Ödəniş qəbul edildi"),
    "payment_late": _l("Ödəniş gec gəldi"),
    "payment_held": _l("Ödəniş yoxlamaya saxlanıldı"),
    "refund_asked": _l("Vəsaitin qaytarılması istənildi"),
    "refund_approved": _l("Vəsaitin qaytarılması təsdiq edildi"),
    "refund_done": _l("Vəsait qaytarıldı"),
    "refund_refused": _l("Ödəniş sistemi vəsaiti qaytarmadı"),
    "refund_retried": _l("Ödəniş sisteminə qaytarma sorğusu təkrar göndərildi"),
    "refund_declined": _l("Vəsaitin qaytarılmasından imtina edildi"),
    "limit_set": _l("Qaytarma üçün ikinci əməkdaş həddi müəyyən edildi"),
    "ledger_exported": _l("Mühasibat jurnalı fayl kimi yükləndi"),
    "reconciled": _l("Günün ödənişləri ödəniş sistemi ilə tutuşduruldu"),
    "difference_closed": _l("Ödəniş fərqi həll edildi"),
}


def way_of(attempt: Attempt) -> str:
    """Return how a payment was made: by which system, or in cash or by card at a till."""
    method = (attempt.money_account or "").rpartition(":")[2]
    return str(METHODS.get(method, PROVIDER_NAMES[attempt.provider]))


def account_name(account: str) -> Text:
    """Return the name of a ledger account: a fixed one, a kind of accounts, or the revenue of a kind of fee."""
    kind, _colon, code = account.partition(":")
    if kind == "revenue":
        with suppress(LookupError):
            return payable_of(code).title
    return ACCOUNTS.get(account, account)
