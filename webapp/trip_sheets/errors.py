"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.findings import Finding
from webapp.core.text import _l
from webapp.trip_sheets.texts import text_of


class NoSuchSheet(NotFound):
    """There is none, or it is another's: both read the same."""

    code = "no-such-trip-sheet"
    text = _l("Yol vərəqi tapılmadı.")


class SheetLocked(Conflict):
    """What is signed is not edited."""

    code = "trip-sheet-locked"
    text = _l("Yol vərəqi imzalanıb. Sonrakı dəyişiklik yalnız imzalanmış düzəlişlə mümkündür.")


class StepNotPossible(Conflict):
    """The sheet is in another state."""

    code = "trip-sheet-step-not-possible"
    text = _l("Vərəqin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class CarriersOnly(Forbidden):
    """Sheets are drawn up by organisations and sole traders."""

    code = "trip-sheet-carriers-only"
    text = _l("Yol vərəqi tərtib etmək üçün təşkilat və ya fərdi sahibkar adından işləyin.")


class AlreadyOut(Conflict):
    """A vehicle or driver is on one open sheet at a time; the database refuses the second."""

    code = "trip-sheet-already-out"
    text = _l("Bu nəqliyyat vasitəsi və ya sürücü üçün açıq yol vərəqi var.")


class NotReady(Invalid):
    """Blocking checks failed; `findings` says which."""

    code = "trip-sheet-not-ready"
    text = _l("Yol vərəqi imzaya hazır deyil: düzəliş tələb olunur.")

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(fields={item.field: text_of(item) for item in findings[:20]})
        self.findings = findings
