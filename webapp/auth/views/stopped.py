"""The one calm page for every sign-in that did not come to its end; nothing of the provider's words is repeated on it.

The callback leads to an address of its own, so that neither code nor state nor error text stay in the address bar or in
the page's links (the language switch repeats the address).
"""

from enum import Enum
from typing import Final

from flask import make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from webapp.auth.errors import AccessRestricted, AnotherPerson, ProviderAway, SignInRefused, WeakProof
from webapp.auth.pending import Pending, Purpose
from webapp.auth.rules import local_path
from webapp.auth.views.blueprint import auth
from webapp.core.text import Text, _l
from webapp.ui.access import public

REASON: Final = "restriction_reason"


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


def to_stop(stop: Stop, pending: Pending | None = None, *, reason: str | None = None) -> Response:
    """Lead the browser from the callback to the page; the reason of a restriction goes into the session, not the address."""
    if reason is not None:
        session[REASON] = reason
    purpose, wanted = (pending.purpose.value, pending.next_path) if pending else (None, None)
    return redirect(url_for("auth.stop", why=stop.name.lower(), purpose=purpose, next=wanted), code=303)


@auth.get("/auth/stopped")
@public
def stop() -> Response:
    """Show where the sign-in stopped."""
    why = request.args.get("why", "").upper()
    purpose = Purpose.STEP_UP if request.args.get("purpose") == Purpose.STEP_UP else Purpose.SIGN_IN
    return stopped(Stop.__members__.get(why, Stop.STALE), purpose, local_path(request.args.get("next")))


def stopped(stop: Stop, purpose: Purpose, wanted: str) -> Response:
    """Return the page, with the way to try again to where the person was going."""
    endpoint = "auth.step_up" if purpose is Purpose.STEP_UP else "auth.login"
    reason = session.get(REASON) if stop is Stop.RESTRICTED else None
    page = render_template("auth/stopped.html", stop=stop, again=url_for(endpoint, next=wanted), reason=reason)
    answer = make_response(page, stop.status)
    if stop is Stop.AWAY:
        answer.headers["Retry-After"] = "10"
    return answer
