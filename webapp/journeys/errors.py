"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.findings import Finding
from webapp.core.text import _l
from webapp.journeys.texts import text_of


class NoSuchForm(NotFound):
    """There is none, or it is another's: both read the same."""

    code = "no-such-journey-form"
    text = _l("Formulyar tapılmadı.")


class FormLocked(Conflict):
    """What is signed is not edited."""

    code = "journey-form-locked"
    text = _l("Formulyar imzalanıb və dəyişdirilmir. Gözlənilməz dəyişikliyi qeyd kimi əlavə edin.")


class StepNotPossible(Conflict):
    """The form is in another state."""

    code = "journey-step-not-possible"
    text = _l("Formulyarın vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class CarriersOnly(Forbidden):
    """Forms are drawn up by organisations and sole traders that carry."""

    code = "carriers-only"
    text = _l("Formulyarı tərtib etmək üçün təşkilat və ya fərdi sahibkar adından işləyin.")


class FormNotReady(Invalid):
    """Blocking checks failed; `findings` says which."""

    code = "journey-form-not-ready"
    text = _l("Formulyar imzaya hazır deyil: düzəliş tələb olunur.")

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(fields={item.field: text_of(item) for item in findings[:20]})
        self.findings = findings
