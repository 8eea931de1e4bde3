"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchStatement(NotFound):
    """There is no such statement, or it is another carrier's: both read the same."""

    code = "no-such-statement"
    text = _l("Belə hesablaşma tapılmadı.")


class NoSuchDifference(NotFound):
    """No difference of a day is named so."""

    code = "no-such-day-difference"
    text = _l("Belə fərq tapılmadı.")


class NothingToSettle(Conflict):
    """Nothing was sold that does not stand in a statement already."""

    code = "nothing-to-settle"
    text = _l("Bu daşıyıcı üçün həmin günədək hesablaşmaya düşməmiş satış yoxdur.")


class PeriodWrong(Invalid):
    """The days of a period do not follow each other, or are not over."""

    code = "period-wrong"
    text = _l("Hesablaşma yalnız bitmiş günlər üçün tərtib olunur.")


class SecondPersonNeeded(Forbidden):
    """Whoever approved first cannot approve again."""

    code = "second-person-needed-for-statement"
    text = _l("Hesablaşmanı ikinci əməkdaş təsdiq etməlidir.")


class StatementStepNotPossible(Conflict):
    """The statement has moved on."""

    code = "statement-step-not-possible"
    text = _l("Hesablaşmanın vəziyyəti bu arada dəyişib. Səhifəni yeniləyin.")


class NoBankAccount(Conflict):
    """Where the carrier is paid is not known."""

    code = "no-bank-account"
    text = _l("Daşıyıcının bank hesabı qeyd edilməyib.")


class AccountWrong(Invalid):
    """What was typed is no bank account."""

    code = "account-wrong"
    text = _l("Bank rekvizitlərini yoxlayın.")


class DifferenceClosed(Conflict):
    """Somebody ended it already."""

    code = "day-difference-closed"
    text = _l("Bu fərq artıq bağlanıb.")


class DifferencesOpen(Conflict):
    """A day is closed when nothing on its list stands without a name."""

    code = "differences-without-a-name"
    text = _l("Siyahıda heç kimə tapşırılmamış fərq var. Hər fərqə məsul şəxs təyin edin.")


class DayNotOver(Conflict):
    """The day has not ended, or was closed before."""

    code = "day-not-over"
    text = _l("Bu gün bağlana bilməz: hələ bitməyib və ya artıq bağlanıb.")
