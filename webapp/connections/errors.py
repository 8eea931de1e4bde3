"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import Text, _l


class NoSuchCase(NotFound):
    """There is none, or it is another organisation's: both read the same."""

    code = "no-such-case"
    text = _l("Qoşulma işi tapılmadı.")


class StepNotPossible(Conflict):
    """The life cycle knows no such step from the state in which the case is."""

    code = "step-not-possible"
    text = _l("İşin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class AlreadyApplied(Conflict):
    """The organisation has a case for this information system already."""

    code = "already-applied"
    text = _l("Bu informasiya sistemi üzrə müraciətiniz artıq var.")


class BreachOpen(Conflict):
    """A breach case of the participant is open; a second letter would start a second month."""

    code = "breach-open"
    text = _l("İştirakçı üzrə bağlanmamış pozuntu işi var.")


class OfficialListed(Conflict):
    """The official stands in the contract's list already."""

    code = "official-listed"
    text = _l("Bu şəxs siyahıda artıq var.")


class BeingSigned(Conflict):
    """The paper waits for a signature."""

    code = "being-signed"
    text = _l("Sənəd hazırda imzalanır. İmzalama bitənə qədər gözləyin.")


class OrganisationNeeded(Forbidden):
    """The actor acts for oneself: systems are connected by bodies."""

    code = "organisation-needed"
    text = _l("Qoşulma üçün təşkilat adından işləyin.")


class TooEarly(Conflict):
    """A term of the law is not over yet."""

    code = "too-early"
    text = _l("Qanunvericilikdə müəyyən edilmiş müddət bitməyib.")


class NotReady(Invalid):
    """Something that the law wants first is missing; `missing` says what, one text each."""

    code = "not-ready"
    text = _l("Addım üçün tələb olunanlar tam deyil.")

    def __init__(self, missing: list[Text]) -> None:
        super().__init__(self.text)
        self.missing = missing
        self.message = " ".join([str(self.text), *map(str, missing)])


class TermOutOfRange(Invalid):
    """A term that no law can mean, or from a day that is over."""

    code = "term-out-of-range"
    text = _l("Müddəti, gününü və əsas sənədi düzgün yazın.")
