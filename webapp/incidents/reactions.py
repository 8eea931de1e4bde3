"""What registers an incident by itself: forged messages, a log that stopped, a blocked participant, failed sign-ins."""

from typing import Final

from webapp.auth.events import SignInFailed
from webapp.core.actor import SYSTEM
from webapp.core.bus import on
from webapp.core.text import _, in_language
from webapp.ehis.events import EvidenceStopped, ExchangeDefect, MemberBlocked
from webapp.incidents.rules import INTERFERENCE
from webapp.incidents.services.attempts import count_failure
from webapp.incidents.services.registering import Account, register_automatic


@on(ExchangeDefect)
def register_interference(fact: ExchangeDefect) -> None:
    """A forged, changed or repeated message is a matter of security; other defects are followed as tickets."""
    if fact.reason not in INTERFERENCE:
        return
    with in_language("az"):
        title = _("EHİS mübadiləsində mesajın bütövlüyü pozulub")
        text = _(
            "Sorğu verən: %(client)s. Xidmət: %(service)s. Xəta: %(reason)s. Mesaj: %(message)s.",
            client=fact.client,
            service=fact.service,
            reason=fact.reason,
            message=fact.message_id or "—",
        )
    told = Account(kind="security", severity="high", title=title, description=text, services=["exchange"], attempt=True)
    key = f"exchange:{fact.direction}:{fact.client}:{fact.service}:{fact.reason}"
    register_automatic(told, key=key, actor=SYSTEM)


@on(EvidenceStopped)
def register_stopped_log(fact: EvidenceStopped) -> None:
    """The exchange stands still, because its log cannot be kept: an accident."""
    with in_language("az"):
        title = _("EHİS mübadiləsi dayanıb: jurnal yazıla bilmir")
    told = Account(
        kind="accident", severity="critical", title=title, description=fact.reason, services=["exchange", "database"]
    )
    register_automatic(told, key=f"evidence:{fact.reason}", actor=SYSTEM)


@on(MemberBlocked)
def register_block(fact: MemberBlocked) -> None:
    """A participant was blocked at once for harm or a breach (act 000, annex 2, 3.7)."""
    with in_language("az"):
        title = _("EHİS iştirakçısı bloklandı: %(member)s", member=fact.member)
    told = Account(
        kind="security", severity="medium", title=title, description=fact.reason or title, services=["exchange"]
    )
    register_automatic(told, key=f"blocked:{fact.member}", actor=SYSTEM)


@on(SignInFailed)
def count_failed_sign_in(fact: SignInFailed) -> None:
    """Five failures of one account or address within a quarter of an hour are an attempt at interference."""
    count_failure(fact, actor=SYSTEM)


REACTIONS: Final = (register_interference, register_stopped_log, register_block, count_failed_sign_in)
