"""Refusals of this room."""

from typing import ClassVar

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.findings import Finding
from webapp.core.text import _l
from webapp.waybills.validation.texts import text_of


class NoSuchWaybill(NotFound):
    """There is none, or the actor is no party to it: both read the same."""

    code = "no-such-waybill"
    text = _l("Qaimə tapılmadı.")


class StepNotPossible(Conflict):
    """The life cycle knows no such step from the state in which the waybill is."""

    code = "step-not-possible"
    text = _l("Qaimənin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class NotYourStep(Forbidden):
    """The step belongs to another party, or the actor has no right to take it."""

    code = "not-your-step"
    text = _l("Bu addımı siz ata bilməzsiniz: hüququnuz yoxdur və ya növbə başqa tərəfindir.")


class ActTaken(Conflict):
    """Somebody took a step at the same moment."""

    code = "act-taken"
    text = _l("Eyni anda başqa addım atıldı. Səhifəni yeniləyin.")


class ActUnderWay(Conflict):
    """Another step of this waybill waits for its signature."""

    code = "act-under-way"
    text = _l("Bu qaimə hazırda imzalanır. İmzalama bitənə qədər gözləyin.")


class NotADraft(Conflict):
    """What is signed is not edited."""

    code = "not-a-draft"
    text = _l("İmzalanmış qaimə dəyişdirilmir. Düzəliş üçün qaiməni geri götürün.")


class SignedBefore(Conflict):
    """A draft that was an offer once keeps its acts: it is cancelled, not put away."""

    code = "signed-before"
    text = _l("Bu qaralama əvvəllər imzalanıb, ona görə silinmir. Onu səbəbini yazmaqla ləğv edə bilərsiniz.")


class NotReady(Invalid):
    """Blocking checks failed; `findings` says which."""

    code = "not-ready"
    text = _l("Qaimə imzaya hazır deyil: düzəliş tələb olunur.")
    max_shown: ClassVar[int] = 20

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(fields={item.field: text_of(item) for item in findings[: self.max_shown]})
        self.findings = findings


class PartyNeeded(Forbidden):
    """The actor acts for a person without business: waybills are drawn up for organisations and sole traders."""

    code = "party-needed"
    text = _l("Qaimə tərtib etmək üçün təşkilat və ya fərdi sahibkar adından işləyin.")


class ReasonNeeded(Invalid):
    """The step needs its reason in words."""

    code = "reason-needed"
    text = _l("Səbəbi yazın.")
