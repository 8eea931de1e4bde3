"""Typed refusals of governing the register."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchProposal(NotFound):
    """There is none."""

    code = "no-such-service-proposal"
    text = _l("Təklif tapılmadı.")


class ProposalEnded(Conflict):
    """It was decided or taken back."""

    code = "service-proposal-ended"
    text = _l("Bu təklif artıq gözləmir.")


class OwnersConsentNeeded(Forbidden):
    """Who asked cannot agree: the owner's consent is another person's (6.2.6, 6.2.7)."""

    code = "owners-consent-needed"
    text = _l("Razılığı sahibin başqa nümayəndəsi verir: təklif edən onu özü təsdiqləyə bilməz.")


class AskedAlready(Conflict):
    """A proposal about the same thing waits."""

    code = "service-proposal-waits"
    text = _l("Eyni məsələ barədə təklif artıq sahibin razılığını gözləyir.")


class ProposalWrong(Invalid):
    """Something in the proposal is missing or cannot be; `fields` says what."""

    code = "service-proposal-wrong"
    text = _l("Təklif qəbul edilmədi: düzəliş tələb olunur.")


class EntryClosed(Forbidden):
    """With the owner's consent the possibility of entry was taken away or limited (6.2.7)."""

    code = "service-entry-closed"
    text = _l("Sahibin razılığı ilə reyestrə girişiniz məhdudlaşdırılıb. Səbəbi bildirişdə yazılıb.")


class ReadingOnly(EntryClosed):
    """Only reading is left."""

    code = "service-reading-only"
    text = _l("Sahibin razılığı ilə reyestrə məlumat daxil etmək hüququnuz məhdudlaşdırılıb: yalnız baxmaq olar.")


class ReadingOver(Forbidden):
    """There is no access that lasts today (6.1.3, 6.1.4)."""

    code = "service-reading-over"
    text = _l("Reyestri oxumaq üçün qüvvədə olan müddətli icazəniz yoxdur. İcazəni reyestrin operatoru verir.")


class NoSuchReader(NotFound):
    """There is none."""

    code = "no-such-service-reader"
    text = _l("Müddətli icazə tapılmadı.")
