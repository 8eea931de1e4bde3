"""What the client plugs into other rooms: plain words for the audit journal, lines in the office's menu."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.ehis.permissions import SEE_ASKING
from webapp.ui.navigation import MenuItem

PLUGINS: Final = (
    MenuItem(_l("Reyestrlər"), "ehis_asking.services", "list", "office", SEE_ASKING, order=71),
    MenuItem(_l("Gözləyən sorğular"), "ehis_asking.waiting_list", "clock", "office", SEE_ASKING, order=72),
    MenuItem(
        _l("Reyestr sahibləri ilə müqavilələr"), "ehis_asking.contract_list", "permit", "office", SEE_ASKING, order=73
    ),
    AuditTerm("ehis.asked", _l("Reyestrdən şəxs haqqında sorğu")),
    AuditTerm("ehis.reused", _l("Reyestrin saxlanılmış cavabından istifadə")),
    AuditTerm("ehis.reasoned_query", _l("Reyestrə əsaslandırılmış sorğu")),
    AuditTerm("ehis.service_tested", _l("Reyestr xidmətinin yoxlanılması")),
    AuditTerm("ehis.breaker_open", _l("Reyestrə sorğuların dayandırılması")),
    AuditTerm("ehis.breaker_close", _l("Reyestrə sorğuların bərpası")),
    AuditTerm("ehis.contract_ended", _l("Reyestr sahibi ilə müqavilənin dayandırılması")),
    AuditTerm("ehis.contract_renewed", _l("Reyestr sahibi ilə müqavilənin bərpası")),
    AuditTerm("ehis.official_named", _l("Avtomatik sorğular üçün məsul şəxsin təyini")),
    AuditTerm("ehis.asked_again", _l("Gözləyən sorğunun dərhal təkrarlanması")),
    AuditTerm("ehis.service", _l("Reyestr xidməti")),
    AuditTerm("ehis.contract", _l("Reyestr sahibi ilə müqavilə")),
    AuditTerm("ehis.purpose", _l("Sorğunun məqsədi")),
    AuditTerm("ehis.waiting", _l("Gözləyən sorğu")),
)
