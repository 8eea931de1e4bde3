"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchTill(NotFound):
    """There is no such till, or another keeps it: both read the same."""

    code = "no-such-till"
    text = _l("Belə kassa tapılmadı.")


class NoSuchShift(NotFound):
    """There is no such shift, or it is another's."""

    code = "no-such-shift"
    text = _l("Belə növbə tapılmadı.")


class NoSuchOperation(NotFound):
    """No operation of this shift is named so."""

    code = "no-such-till-operation"
    text = _l("Belə kassa əməliyyatı tapılmadı.")


class NotSoldHere(NotFound):
    """The ticket was not sold, or cannot be taken back, at a till."""

    code = "not-sold-here"
    text = _l("Belə bilet tapılmadı. Nömrəni biletdəki kimi yazın.")


class TillBusy(Conflict):
    """Somebody has a shift at this till."""

    code = "till-busy"
    text = _l("Bu kassada açıq növbə var.")


class ShiftOpenElsewhere(Conflict):
    """The cashier has a shift at another till."""

    code = "shift-open-elsewhere"
    text = _l("Sizin başqa kassada açıq növbəniz var. Əvvəlcə onu bağlayın.")


class NoOpenShift(Conflict):
    """Nothing is sold without an open shift."""

    code = "no-open-shift"
    text = _l("Açıq növbə yoxdur. Satış üçün əvvəlcə növbə açın.")


class ShiftClosed(Conflict):
    """The shift is closed: its money does not move any more."""

    code = "shift-closed"
    text = _l("Növbə bağlanıb.")


class TillClosed(Conflict):
    """The till is not in use."""

    code = "till-closed"
    text = _l("Bu kassa istifadə olunmur.")


class TillExists(Conflict):
    """The code is taken."""

    code = "till-exists"
    text = _l("Bu kodla kassa artıq var.")


class TooLateToVoid(Conflict):
    """The minute is over."""

    code = "too-late-to-void"
    text = _l("Satışdan bir dəqiqədən çox keçib: bilet yalnız qaydalar üzrə qaytarıla bilər.")


class CashWrong(Invalid):
    """What was typed of money breaks a rule; `fields` says where."""

    code = "cash-wrong"
    text = _l("Məbləği yoxlayın.")


class SecondPersonAtTill(Forbidden):
    """Whoever asked for a second person is not one."""

    code = "second-person-at-till"
    text = _l("Böyük məbləğin qaytarılmasını onu istəyən kassir deyil, başqa əməkdaş təsdiq edir.")


class AskedAlready(Conflict):
    """A second person is asked about this ticket already."""

    code = "asked-already"
    text = _l("Bu bilet üzrə ikinci əməkdaşdan artıq soruşulub.")


class NoSuchAsk(NotFound):
    """There is none, or it is another station's."""

    code = "no-such-ask"
    text = _l("Belə sorğu tapılmadı.")


class AskOver(Conflict):
    """It was decided, or its half an hour is over."""

    code = "ask-over"
    text = _l("Bu sorğuya artıq cavab verilib və ya vaxtı bitib. Məbləği yenidən hesablayın.")


class WordsMissing(Invalid):
    """A no says why."""

    code = "second-words-missing"
    text = _l("Rədd cavabının səbəbini yazın.")


class TooMuchForTill(Conflict):
    """A large amount takes a second person, who is no cashier."""

    code = "too-much-for-till"
    text = _l("Bu məbləğin qaytarılmasını ikinci əməkdaş təsdiq etməlidir: onu kassadan qaytarmaq olmaz.")


class OneKeeper(Conflict):
    """The station has a keeper from that day on already."""

    code = "one-keeper"
    text = _l("Bu stansiyanı həmin gündən başqası saxlayır.")


class OneShareFromADay(Conflict):
    """A share from that day on is written already."""

    code = "one-share-from-a-day"
    text = _l("Bu kateqoriya üçün həmin gündən pay artıq yazılıb.")


class SaleFailed(Conflict):
    """The money could not become tickets: nothing was sold, nothing is to be taken."""

    code = "sale-failed"
    text = _l("Biletlər verilə bilmədi, satış ləğv olundu. Pulu qaytarın və yenidən cəhd edin.")
