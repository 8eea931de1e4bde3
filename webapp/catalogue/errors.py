"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import Text, _l


class NoSuchEntry(NotFound):
    """The register has no such service, or does not show it."""

    code = "no-such-entry"
    text = _l("Reyestrdə belə elektron xidmət yoxdur.")


class NoSuchApplication(NotFound):
    """There is none, or it is another body's: both read the same."""

    code = "no-such-application"
    text = _l("Müraciət tapılmadı.")


class StepNotPossible(Conflict):
    """The state is not one in which this can be done."""

    code = "step-not-possible"
    text = _l("Müraciətin və ya layihənin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class BodyNeeded(Forbidden):
    """The actor acts for oneself or as a sole trader: e-services are registered by bodies."""

    code = "body-needed"
    text = _l("Elektron xidməti qurum qeydə aldırır: təşkilatın və ya dövlət orqanının adından işləyin.")


class OwnApplication(Forbidden):
    """Whoever signed an application does not decide on it (10.1: the operator keeps the register)."""

    code = "own-application"
    text = _l("Öz imzaladığınız müraciət üzrə qərar verə bilməzsiniz.")


class BeingSigned(Conflict):
    """The application waits for a signature."""

    code = "being-signed"
    text = _l("Müraciət hazırda imzalanır. İmzalama bitənə qədər gözləyin.")


class AlreadyAsked(Conflict):
    """An application about this entry waits for its decision."""

    code = "already-asked"
    text = _l("Bu xidmət üzrə qərar gözləyən müraciət artıq var.")


class DiscussionOver(Conflict):
    """Comments are taken within the term only."""

    code = "discussion-over"
    text = _l("Müzakirənin müddətindən kənarda rəy qəbul edilmir.")


class NotReady(Invalid):
    """Something that the law wants first is missing; `missing` says what, as (field, text)."""

    code = "not-ready"
    text = _l("Addım üçün tələb olunanlar tam deyil.")

    def __init__(self, missing: list[tuple[str, Text]]) -> None:
        super().__init__(self.text)
        self.missing = missing
        self.message = " ".join([str(self.text), *(str(text) for _field, text in missing)])
