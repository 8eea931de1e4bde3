"""Refusals of evidence."""

from webapp.core.errors import Conflict, Invalid, NotFound
from webapp.core.text import _l


class ChainBroken(Conflict):
    """The acts in the database are not those that were chained: nothing is added to what does not hold."""

    code = "chain-broken"
    text = _l(
        "Qaimənin aktlar zənciri pozulub, ona görə yeni addım əlavə edilmir. Agentlik xəbərdar edilib; heç nə itməyib."
    )


class NoSuchHold(NotFound):
    """There is no such hold."""

    code = "no-such-hold"
    text = _l("Saxlama tapşırığı tapılmadı.")


class AnotherPersonNeeded(Conflict):
    """Who asked does not also confirm."""

    code = "another-person-needed"
    text = _l("Bunu istəyən şəxs özü təsdiq edə bilməz: ikinci şəxs təsdiq etməlidir.")


class NotInThisState(Conflict):
    """The hold has moved on."""

    code = "hold-moved-on"
    text = _l("Saxlama tapşırığının vəziyyəti dəyişib. Səhifəni yeniləyin.")


class HeldAlready(Conflict):
    """A waybill has one hold at a time."""

    code = "held-already"
    text = _l("Bu qaimə üzrə saxlama tapşırığı artıq var.")


class NotReadable(Invalid):
    """The file is none of the forms that we write, or not as we write it."""

    code = "not-readable"
    text = _l("Fayl oxunmadı: elektron qaimənin eFTI XML, UN/CEFACT JSON və ya CSV faylını seçin.")
