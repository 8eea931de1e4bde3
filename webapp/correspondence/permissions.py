"""Rights of the room: of people and firms by area, of an authority by post, of the operator who connects authorities."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

WRITE: Final = Permission(
    "correspondence.write", _l("Orqanlara məktub yazmaq və cavabları oxumaq"), area="letters", everybody=True
)
SEND: Final = Permission(
    "correspondence.send", _l("Məktubu imzalamaq, göndərmək və geri götürmək"), area="letters", everybody=True
)
SEE: Final = Permission("correspondence.see", _l("Orqanına gələn məktublara baxmaq"))
HANDLE: Final = Permission("correspondence.handle", _l("Orqanının adından məktublara cavab vermək"))
LEAD: Final = Permission("correspondence.lead", _l("Məktubları icraçılar arasında bölmək, müddəti uzatmaq"))
CONNECT: Final = Permission("correspondence.connect", _l("Orqanları rəsmi yazışmaya qoşmaq və ayırmaq"))
SET_TERMS: Final = Permission("correspondence.terms", _l("Məktubların müddətlərini dəyişmək"))

AREA: Final = Area("letters", _l("Rəsmi yazışma"), _l("Dövlət orqanlarına məktublar və onların cavabları"))
OFFICER: Final = "letters_officer"
HEAD: Final = "letters_head"
POSTS: Final = (OFFICER, HEAD)
ROLES: Final = (
    OfficeRole(OFFICER, _l("Məktublar üzrə əməkdaş"), (SEE, HANDLE)),
    OfficeRole(HEAD, _l("Məktublar üzrə rəhbər"), (SEE, HANDLE, LEAD)),
    OfficeRole("register_operator", _l("Elektron xidmətlər reyestrinin operatoru"), (CONNECT,)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SET_TERMS,)),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), (SET_TERMS,)),
)
ALL: Final = (WRITE, SEND, SEE, HANDLE, LEAD, CONNECT, SET_TERMS)
