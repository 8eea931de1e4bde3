"""Who acts in a request: the person of the session, without rights yet (cabinets adds party and rights)."""

from datetime import datetime
from typing import Any, Final

from flask import current_app, flash, request
from flask_login import LoginManager, UserMixin, current_user

from webapp.auth import sessions
from webapp.auth.errors import AccessRestricted
from webapp.auth.records import Record
from webapp.auth.rules import SEEN_EVERY
from webapp.auth.sessions import PARALLEL_KEY
from webapp.auth.web_session import current_session
from webapp.core.actor import Actor, set_actor
from webapp.core.clock import BAKU, now
from webapp.core.text import _
from webapp.core.transaction import afterwards
from webapp.ui import htmx
from webapp.ui.access import access_of

NEVER_SET: Final = "kabinet_no_remember_cookie"


class SignedInPerson(UserMixin):  # type: ignore[misc] # Flask-Login has no types
    """The person as templates know them (`current_user`)."""

    def __init__(self, record: Record) -> None:
        self.id = record.account_public_id
        self.name = record.name


def init_login_manager(app: Any) -> None:
    """Let Flask-Login tell templates who is signed in, over our session.

    Not by its `init_app`: that would look into the session after every answer, static files too, for a remember cookie
    that we never give.
    """
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(_person)
    app.config["REMEMBER_COOKIE_NAME"] = NEVER_SET
    app.login_manager = manager
    app.context_processor(lambda: {"current_user": current_user})


def identify() -> None:
    """Set the actor from the session of this request.

    Raises AccessRestricted on a page that is not for everybody when the operator has closed the person's access
    (charter 003, cl. 9.6): an open tab learns it with its next request.
    """
    record = current_session().record
    if record is None or record.account_id is None:
        return
    if record.restricted_at is not None:
        _show_restriction(record)
        return
    if current_session().alive is None:
        return
    set_actor(_actor(record))
    at = now()
    if at - record.last_seen_at >= SEEN_EVERY:
        afterwards(lambda: sessions.mark_seen(record.id, at))
    if PARALLEL_KEY in record.data:
        _tell_of_parallel_sign_in()


def restricted(reason: str) -> AccessRestricted:
    """Return the refusal that tells a person why their access is closed."""
    text = _("Hesabınıza giriş operator tərəfindən məhdudlaşdırılıb. Səbəb: %(reason)s", reason=reason)
    return AccessRestricted(text)


def _person(_request: object) -> SignedInPerson | None:
    record = current_session().alive
    return SignedInPerson(record) if record and record.account_id is not None else None


def _actor(record: Record) -> Actor:
    return Actor(
        account_id=record.account_id,
        name=record.name,
        fin=record.fin,
        acr=record.acr,
        auth_time=record.auth_time,
        session_id=record.id,
        address=request.remote_addr,
    )


def _show_restriction(record: Record) -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    rule = access_of(view) if view else None
    if rule is not None and not rule.anybody:
        raise restricted(record.restricted_reason or "")


def _tell_of_parallel_sign_in() -> None:
    """Say once, on the next whole page, that somebody signed in elsewhere (act 000, T.6.2.2: nobody shares an account)."""
    if request.method != "GET" or htmx.is_fragment():
        return
    news = current_session().pop(PARALLEL_KEY)
    at = datetime.fromisoformat(news["at"]).astimezone(BAKU)
    flash(
        _(
            "Hesabınıza başqa yerdən daxil olunub: %(time)s, ünvan %(address)s. Bu siz deyilsinizsə, “Seanslarım” "
            "səhifəsində həmin seansı bitirin.",
            time=at.strftime("%H:%M"),
            address=news["address"],
        ),
        "warning",
    )
