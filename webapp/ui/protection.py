"""CSRF tokens that also say in which role a page was made: a form filled in for one party is never sent for another.

The session's secret is `secret.role` (`bound`), so a page that was opened before the role changed in another window holds a
token of the same secret and another role. Such a form changes nothing, and the person is told why.
"""

import hmac
from functools import lru_cache
from typing import Any, Final, NoReturn

from flask import current_app, g, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous import BadData, Serializer, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

from webapp.core.actor import current_actor
from webapp.core.errors import Conflict
from webapp.core.text import _, _l
from webapp.ui.access import access_of

KEY: Final = "csrf_token"
SALT: Final = "wtf-csrf-token"  # Flask-WTF's own


class RoleChanged(Conflict):
    """The page was made while the person acted for somebody else."""

    code = "role-changed"
    text = _l("Bu səhifə başqasının adından işlədiyiniz vaxt açılıb. Heç nə dəyişdirilmədi.")


class _Signer(URLSafeTimedSerializer):
    """Flask-WTF's signer without the try to compress: for eighty letters that takes as long as all the rest."""

    def dump_payload(self, obj: Any, *args: Any, **named: Any) -> bytes:
        """Return the payload as letters of an address."""
        return base64_encode(Serializer.dump_payload(self, obj, *args, **named))


class Protection(CSRFProtect):  # type: ignore[misc] # Flask-WTF has no types
    """Flask-WTF's protection, which tells a changed role from a forged form and makes the pages' tokens quicker."""

    def init_app(self, app: Any) -> None:
        """Install the check, and our own maker of the tokens that it takes."""
        super().init_app(app)
        app.context_processor(lambda: {"csrf_token": page_token})
        app.jinja_env.globals["csrf_token"] = page_token

    def _error_response(self, reason: str) -> None:
        """Let a deed pass that is the same in every role; raise RoleChanged for any other, CSRFError for a stranger's form."""
        if not is_ours(self._get_csrf_token()):
            super()._error_response(reason)
        rule = access_of(current_app.view_functions[request.endpoint or ""])
        if rule is None or not (rule.anybody or rule.any_role):
            _refuse()


def page_token() -> str:
    """Return the token of this page, one for all its forms; Flask-WTF finds it in `g` and checks it as its own."""
    known: str | None = g.get(KEY)
    if known is not None:
        return known
    try:
        secret = session[KEY]
    except KeyError:
        return str(generate_csrf())
    token = g.csrf_token = str(_signer(current_app.secret_key).dumps(secret))
    return token


@lru_cache(maxsize=4)
def _signer(key: Any) -> _Signer:
    return _Signer(key, salt=SALT)


def bound(secret: str, role: str) -> str:
    """Return what a session keeps for its pages' tokens: the secret, and the role in which they are made."""
    return f"{secret}.{role}"


def is_ours(token: str | None) -> bool:
    """Whether `token` comes from a page of this session, in whatever role that was made."""
    given, kept = content_of(token).partition(".")[0], str(session.get(KEY, "")).partition(".")[0]
    return bool(given) and hmac.compare_digest(given.encode(), kept.encode())


def content_of(token: str | None) -> str:
    """Return what a token of ours says, "" for one that we did not make."""
    try:
        return str(_signer(current_app.secret_key).loads(token or ""))
    except BadData:
        return ""


def _refuse() -> NoReturn:
    name = current_actor().party_name
    if not name:
        raise RoleChanged
    text = _(
        "Bu səhifə başqasının adından işlədiyiniz vaxt açılıb. İndi “%(name)s” adından işləyirsiniz, ona görə heç nə "
        "dəyişdirilmədi. Kimin adından işlədiyinizi seçin və səhifəni yenidən açın.",
        name=name,
    )
    raise RoleChanged(text)
