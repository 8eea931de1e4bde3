"""Failed sign-ins, counted by account and by address; too many in a quarter of an hour are an attempt (004, 6.1.7)."""

from sqlalchemy import delete, func, select

from webapp.auth.events import SignInFailed
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.text import _, in_language
from webapp.incidents.models import Attempt
from webapp.incidents.rules import ATTEMPTS_WITHIN, too_many
from webapp.incidents.services.registering import Account, register_automatic
from webapp.incidents.wording import PROBES


def count_failure(fact: SignInFailed, *, actor: Actor) -> None:
    """Count a failed sign-in; with the fifth in the window an incident is registered, with a report ready to send."""
    if fact.account_id is not None:
        with in_language("az"):
            title = _("Bir hesaba təkrar uğursuz giriş cəhdləri")
            text = _("Hesabın daxili nömrəsi: %(account)s. Səbəb: %(why)s.", account=fact.account_id, why=fact.why)
        _count(f"account:{fact.account_id}", title, text, actor)
    if fact.address is not None:
        with in_language("az"):
            title = _("Bir ünvandan təkrar uğursuz giriş cəhdləri")
            text = _("Şəbəkə ünvanı: %(address)s. Səbəb: %(why)s.", address=fact.address, why=fact.why)
        _count(f"address:{fact.address}", title, text, actor)


def register_probe(kind: str, *, rule: str, address: str, account_id: int | None, actor: Actor) -> None:
    """Register an attempt to break in, with a report ready to send: what kind, where, from where; never what was sent.

    `rule` is the page's address without what the caller wrote into it, empty where there is no such page.
    """
    with in_language("az"):
        title = _("Sorğuda sistemə müdaxilə cəhdi: %(kind)s", kind=PROBES[kind])
        text = _(
            "Səhifə: %(rule)s. Şəbəkə ünvanı: %(address)s. Hesabın daxili nömrəsi: %(account)s. Göndərilən mətn saxlanılmır.",
            rule=rule or "—",
            address=address or "—",
            account=account_id or "—",
        )
    told = Account(kind="security", severity="high", title=title, description=text, services=["portal"], attempt=True)
    whose = blind_index(f"address:{address}", purpose="incidents-attempts").hex()[:32]
    register_automatic(told, key=f"probe:{kind}:{whose}", actor=actor)


def _count(key: str, title: str, text: str, actor: Actor) -> None:
    whose, moment = blind_index(key, purpose="incidents-attempts"), now()
    session = db.session()
    lock = int.from_bytes(whose[:7], "big")
    session.execute(select(func.pg_advisory_xact_lock(lock)))  # two processes count one after the other
    session.execute(delete(Attempt).where(Attempt.whose == whose, Attempt.at <= moment - ATTEMPTS_WITHIN))
    session.add(Attempt(whose=whose, at=moment))
    session.flush()
    moments = session.scalars(select(Attempt.at).where(Attempt.whose == whose)).all()
    if too_many(moments, moment):
        told = Account(
            kind="security", severity="high", title=title, description=text, services=["sign_in"], attempt=True
        )
        register_automatic(told, key=f"sign-in:{whose.hex()[:32]}", actor=actor)
