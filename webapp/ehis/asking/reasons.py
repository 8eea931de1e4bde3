"""Why a register did not answer, in the words of whoever reads it; the code stays beside them for the record."""

from typing import Final

from markupsafe import Markup, escape

from webapp.core.text import Text, _, _l
from webapp.ui.filters import identifier

UNREACHABLE: Final = _l("bağlantı qurulmadı")
SILENT: Final = _l("vaxtında cavab gəlmədi")
TOO_MANY: Final = _l("sorğuların sayı həddi aşıb")
HELD_BACK: Final = _l("əvvəlki sorğular cavabsız qaldığı üçün bu sorğu göndərilmədi")
NOT_ALLOWED: Final = _l("sorğuya icazə verilmədi")
BROKEN: Final = _l("reyestrin serverində xəta baş verdi")
NOT_PROVED: Final = _l("cavab yoxlamadan keçmədi")
OTHER: Final = _l("texniki səbəb")
WORDS: Final[dict[str, Text]] = {
    "timeout": SILENT,
    **dict.fromkeys(("network", "network_error", "io_error", "unknown_host", "ssl"), UNREACHABLE),
    **dict.fromkeys(("http_429", "rate_exceeded"), TOO_MANY),
    **dict.fromkeys(("breaker_open", "bulkhead_full"), HELD_BACK),
    "forced_open": _l("bu xidmətə sorğular dayandırılıb"),
    "archive_failed": _l("mesajı jurnala yazmaq mümkün olmadı"),
    **dict.fromkeys(("http_401", "http_403", "access_denied"), NOT_ALLOWED),
    **dict.fromkeys(("http_500", "http_502", "http_503", "http_504", "service_failed", "internal_error"), BROKEN),
    **dict.fromkeys(("unsigned", "request_hash", "headers_changed", "signer_is_not_the_provider"), NOT_PROVED),
    **dict.fromkeys(("another_subject", "unreadable_value", "answer_too_large", "signature_verification"), NOT_PROVED),
}


def reason_shown(reason: str) -> Markup:
    """Return `reason`, a code such as "timeout" or "server.serverproxy.access_denied", in words with the code behind them."""
    first, last = reason.partition(".")[0], reason.rpartition(".")[2]
    words = WORDS.get(last) or WORDS.get(first) or OTHER
    return escape(_("%(words)s (kod: %(code)s)")) % {"words": str(words), "code": identifier(reason)}
