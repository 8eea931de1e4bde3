"""Rights of the room: paying (of a person for oneself, in a firm by area), and the accountants' of the office."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

PAY: Final = Permission(
    "payments.pay", _l("Hesabları görmək, ödəmək və qəbzləri almaq"), area="payments", everybody=True
)
SEE: Final = Permission("payments.see", _l("Ödənişlərə, fərqlərə və uçot jurnalına baxmaq"))
SETTLE: Final = Permission("payments.settle", _l("Ödəniş fərqlərini həll etmək və vəsaiti qaytarmaq"))

AREA: Final = Area("payments", _l("Ödənişlər"), _l("Dövlət rüsumu və digər hesabların ödənilməsi, qəbzlər"))
ROLES: Final = (
    OfficeRole("accountant", _l("Mühasib"), (SEE, SETTLE)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, SETTLE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (PAY, SEE, SETTLE)
