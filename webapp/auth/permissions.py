"""Office rights of this room."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

SEE_ACCOUNTS: Final = Permission("auth.see_accounts", _l("İstifadəçi hesablarına və giriş tarixçəsinə baxmaq"))
RESTRICT_ACCOUNTS: Final = Permission("auth.restrict_accounts", _l("İstifadəçi hesabına girişi məhdudlaşdırmaq"))

BOTH: Final = (SEE_ACCOUNTS, RESTRICT_ACCOUNTS)
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE_ACCOUNTS,)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), BOTH),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), BOTH),
    OfficeRole("inspector", _l("Yol müfəttişi"), ()),
    OfficeRole("translator", _l("Tərcümə inzibatçısı"), ()),
    OfficeRole("auditor", _l("Auditor"), ()),
)
