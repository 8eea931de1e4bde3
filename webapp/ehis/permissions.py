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
TRY_ASKING: Final = Permission(
    "ehis.try_asking", _l("Reyestrlərin xidmətlərini heç kimə aid olmayan sorğu ilə yoxlamaq")
)
SEE_EXCHANGE: Final = Permission("ehis.see_exchange", _l("EHİS mübadiləsinin vəziyyətini görmək"))
SEE_SERVER: Final = Permission("ehis.see_server", _l("Təhlükəsizlik və uyğunlaşdırma serverlərinin vəziyyətini görmək"))
STEER_SERVER: Final = Permission(
    "ehis.steer_server", _l("Təhlükəsizlik və uyğunlaşdırma serverlərinin parametrlərini dəyişmək (server inzibatçısı)")
)

PERMISSIONS: Final = (
    READ_JOURNAL,
    READ_MESSAGES,
    KEEP_JOURNAL,
    SEE_ASKING,
    STEER_ASKING,
    TRY_ASKING,
    SEE_EXCHANGE,
    SEE_SERVER,
    STEER_SERVER,
)
ROLES: Final = (
    OfficeRole("auditor", _l("Auditor"), (READ_JOURNAL, READ_MESSAGES, SEE_ASKING, SEE_EXCHANGE, SEE_SERVER)),
    OfficeRole(
        "operator_admin",
        _l("Operatorun inzibatçısı"),
        (READ_JOURNAL, READ_MESSAGES, SEE_ASKING, STEER_ASKING, TRY_ASKING, SEE_EXCHANGE, SEE_SERVER, STEER_SERVER),
    ),
    OfficeRole(
        "head_of_section",
        _l("Şöbə müdiri"),
        (READ_JOURNAL, READ_MESSAGES, KEEP_JOURNAL, SEE_ASKING, SEE_EXCHANGE, SEE_SERVER),
    ),
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE_SERVER,)),
    OfficeRole("assessor", _l("Nazirliyin qiymətləndiricisi"), (SEE_ASKING, TRY_ASKING, SEE_EXCHANGE)),
)
