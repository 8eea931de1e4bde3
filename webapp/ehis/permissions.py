"""Rights of the office in the exchange. Those of its own programs (members, clients) stand in the directory."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

READ_JOURNAL: Final = Permission("ehis.read_journal", _l("EHİS mübadilə jurnalını görmək"))
READ_MESSAGES: Final = Permission(
    "ehis.read_messages", _l("EHİS mesajlarının məzmununu oxumaq (servis üzrə təyin olunanlar)")
)
KEEP_JOURNAL: Final = Permission(
    "ehis.keep_journal", _l("EHİS jurnalının saxlanma müddətini və oxuyanlarını təyin etmək")
)
SEE_ASKING: Final = Permission("ehis.see_asking", _l("Reyestrlərə göndərilən sorğuların vəziyyətini görmək"))
STEER_ASKING: Final = Permission(
    "ehis.steer_asking", _l("Reyestrlərə sorğuları dayandırmaq, bərpa etmək və təkrarlamaq")
)

PERMISSIONS: Final = (READ_JOURNAL, READ_MESSAGES, KEEP_JOURNAL, SEE_ASKING, STEER_ASKING)
ROLES: Final = (
    OfficeRole("auditor", _l("Auditor"), (READ_JOURNAL, READ_MESSAGES, SEE_ASKING)),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), (READ_JOURNAL, READ_MESSAGES, SEE_ASKING, STEER_ASKING)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (READ_JOURNAL, READ_MESSAGES, KEEP_JOURNAL, SEE_ASKING)),
)
