"""The one calm page for every sign-in that did not come to its end; nothing of the provider's words is repeated on it."""

from enum import Enum

from flask import make_response, render_template, url_for
from werkzeug.wrappers import Response

from webapp.auth.errors import AccessRestricted, AnotherPerson, ProviderAway, SignInRefused, WeakProof
from webapp.auth.pending import Pending, Purpose
from webapp.core.text import Text, _l


class Stop(Enum):
    """Where a sign-in stopped: status, title, what it means."""

    STALE = (
        400,
        _l("Bu giriş sorğusu artıq etibarlı deyil"),
        _l("Sorğu artıq istifadə olunub, vaxtı bitib və ya başqa brauzerdə başlayıb. Girişi yenidən başlayın."),
    )
    CANCELLED = (200, _l("Giriş tamamlanmadı"), _l("Giriş dayandırıldı. İstədiyiniz vaxt yenidən cəhd edə bilərsiniz."))
    REFUSED = (
        400,
        _l("Giriş tamamlanmadı"),
        _l("Giriş xidmətinin cavabını təsdiqləmək mümkün olmadı. Yenidən cəhd edin."),
    )
    ANOTHER = (403, _l("Şəxsiyyət təsdiqlənmədi"), AnotherPerson.text)
    WEAK = (403, _l("Daha etibarlı üsul lazımdır"), WeakProof.text)
    AWAY = (503, _l("Giriş xidməti cavab vermir"), ProviderAway.text)
    RESTRICTED = (403, _l("Hesabınıza giriş məhdudlaşdırılıb"), AccessRestricted.text)

    @property
    def status(self) -> int:
        """The HTTP status of the page."""
        return int(str(self.value[0]))

    @property
    def title(self) -> Text:
        """The heading."""
        return self.value[1]

    @property
    def text(self) -> Text:
        """What it means for the person."""
        return self.value[2]

    @classmethod
    def of(cls, refusal: SignInRefused) -> "Stop":
        """Return the stop that a refusal means to the person."""
        if isinstance(refusal, AnotherPerson):
            return cls.ANOTHER
        return cls.WEAK if isinstance(refusal, WeakProof) else cls.REFUSED


def stopped(
    stop: Stop,
    pending: Pending | None = None,
    *,
    purpose: Purpose = Purpose.SIGN_IN,
    next_path: str | None = None,
    reason: str | None = None,
) -> Response:
    """Return the page, with the way to try again to where the person was going."""
    purpose, next_path = (pending.purpose, pending.next_path) if pending else (purpose, next_path)
    endpoint = "auth.step_up" if purpose is Purpose.STEP_UP else "auth.login"
    page = render_template("auth/stopped.html", stop=stop, again=url_for(endpoint, next=next_path), reason=reason)
    answer = make_response(page, stop.status)
    answer.headers["Cache-Control"] = "private, no-store"
    if stop is Stop.AWAY:
        answer.headers["Retry-After"] = "10"
    return answer
