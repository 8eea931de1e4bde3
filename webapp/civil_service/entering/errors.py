"""Typed refusals of entering."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchPaper(NotFound):
    """There is none, or it is another body's."""

    code = "no-such-service-paper"
    text = _l("Təqdimat tapılmadı.")


class NotAParticipant(Forbidden):
    """The party acted for is no state body of the register (1.7)."""

    code = "not-a-participant"
    text = _l(
        "Adından çıxış etdiyiniz qurum reyestrin iştirakçısı kimi qeydə alınmayıb. Reyestrin operatoruna müraciət edin."
    )


class GroupNotYours(Forbidden):
    """The group is not entered by who tries: others pass it (3.1)."""

    code = "service-group-not-yours"
    text = _l("Bu məlumat qrupunu siz daxil etmirsiniz.")


class FieldNotYours(Invalid):
    """A field was sent that the group has not; the text names it."""

    code = "service-field-not-yours"
    text = _l("Göndərilən sahə bu qrupa aid deyil.")


class EntryWrong(Invalid):
    """Something in the entry is missing or cannot be; `fields` says what."""

    code = "service-entry-wrong"
    text = _l("Məlumat qəbul edilmədi: düzəliş tələb olunur.")


class TableRead(Conflict):
    """The table of the paper is still being read: a signature now would leave the rest of its rows out."""

    code = "service-table-is-read"
    text = _l("Cədvəl hələ oxunur. Oxunub qurtarandan sonra imzalayın.")


class EnteredAlready(Conflict):
    """The same change was entered before."""

    code = "service-entered-already"
    text = _l("Eyni məlumat artıq daxil edilib.")


class LaterOrder(Conflict):
    """A retroactive order would overlap another main post; the text names which."""

    code = "service-later-order"
    text = _l("Bu dövrdə başqa əsas vəzifə var.")


class PaperStands(Conflict):
    """The paper is in a state in which that cannot be done to it."""

    code = "service-paper-stands"
    text = _l("Təqdimatın vəziyyəti dəyişib: bu əməliyyat artıq mümkün deyil.")


class OrderMissing(Invalid):
    """The group is entered under an order, and its copy is not there."""

    code = "service-order-missing"
    text = _l("Əmrin surətini (PDF) əlavə edin, sonra imzalayın.")


class TableWrong(Invalid):
    """The table cannot be read."""

    code = "service-table-wrong"
    text = _l("Cədvəl oxunmadı.")
