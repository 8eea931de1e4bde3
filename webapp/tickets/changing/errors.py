"""Typed refusals of what is done to tickets after the sale."""

from typing import Final

from webapp.core.errors import Conflict, Invalid, NotFound, constraint
from webapp.core.text import _l


class ChooseTickets(Invalid):
    """None was chosen, or not such as can be changed together."""

    code = "choose-tickets"
    text = _l("Ən azı bir bilet seçin.")


class OneRide(Invalid):
    """Tickets are exchanged for one trip: those of one ride together."""

    code = "one-ride"
    text = _l("Dəyişdirmək üçün bir istiqamətin biletlərini seçin.")


class Ended(Conflict):
    """The ticket was refunded, exchanged or passed on in the meantime."""

    code = "ticket-ended"
    text = _l(
        "Seçilmiş biletlərdən biri artıq qaytarılıb və ya dəyişdirilib. Səhifədə biletlərin son vəziyyəti göstərilir."
    )


class Travelled(Conflict):
    """Who was let on board has used the ticket."""

    code = "ticket-used"
    text = _l("Bu biletlə artıq minik olub: istifadə edilmiş bilet qaytarılmır və dəyişdirilmir.")


class ChildAlone(Conflict):
    """A child without a seat travels with a grown-up only."""

    code = "child-alone"
    text = _l("Yersiz uşaq tək qala bilməz: onun biletini də seçin.")


class TooLate(Conflict):
    """The rules give nothing back any more."""

    code = "too-late-for-change"
    text = _l("Bu bilet üzrə qaytarma və dəyişdirmə müddəti bitib.")


class ClaimFirst(Conflict):
    """After the departure a person of the carrier looks first."""

    code = "claim-first"
    text = _l("Avtobus yola düşüb: qaytarmaq və ya dəyişdirmək üçün müraciət edin.")


class QuoteOver(Conflict):
    """The five minutes for which a sum is honoured are over."""

    code = "quote-over"
    text = _l("Göstərilən məbləğin beş dəqiqəlik müddəti bitib. Yeni məbləğə baxıb təsdiq edin, seçiminiz saxlanılıb.")


class ExchangeWaits(Conflict):
    """An exchange of this order waits for its payment."""

    code = "exchange-waits"
    text = _l("Bu sifarişdə ödəniş gözləyən dəyişdirmə var. Əvvəlcə onu ödəyin və ya ləğv edin.")


class OtherRoute(Conflict):
    """A ticket is exchanged for another trip of its route, between the same stops."""

    code = "other-route"
    text = _l("Bilet yalnız eyni marşrutun həmin dayanacaqlar arasındakı reysinə dəyişdirilir.")


class OutsidePermit(Conflict):
    """The permit to enter a territory is not good on the day of the other trip."""

    code = "outside-permit"
    text = _l("Giriş icazəniz bu reysin gününə qüvvədə deyil. İcazənin günlərindən birini seçin.")


class NotTransferable(Conflict):
    """The route or the fare binds the ticket to its passenger."""

    code = "not-transferable"
    text = _l("Bu bilet başqa şəxsə verilə bilməz.")


class OtherFare(Invalid):
    """The new passenger would pay another fare."""

    code = "other-fare"
    text = _l("Yeni sərnişinin yaşı başqa tarifə uyğundur. Bileti qaytarıb yenisini alın.")


class NoSuchClaim(NotFound):
    """There is none, or it is another's."""

    code = "no-such-claim"
    text = _l("Belə müraciət tapılmadı.")


class ClaimStands(Conflict):
    """The claim was made or decided before."""

    code = "claim-stands"
    text = _l("Bu bilet üzrə müraciət artıq var və ya ona cavab verilib.")


class PapersMissing(Invalid):
    """After two hours only illness or an accident counts, and it is shown by papers."""

    code = "papers-missing"
    text = _l("Xəstəliyi və ya bədbəxt hadisəni təsdiq edən sənədin surətini əlavə edin.")


class AnswerMissing(Invalid):
    """A refusal says why."""

    code = "answer-missing"
    text = _l("Rədd cavabının səbəbini yazın.")


class OneTier(Conflict):
    """One row of a kind begins on a day."""

    code = "one-tier-a-day"
    text = _l("Bu gündən qüvvəyə minən belə şərt artıq var.")


ONE_TIER: Final = constraint("one_tier_from_a_day", OneTier)
ONE_END: Final = constraint("one_end_a_ticket", Ended)
ONE_CLAIM: Final = constraint("one_claim_a_ticket", ClaimStands)
