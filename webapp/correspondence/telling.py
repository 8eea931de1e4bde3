"""Who is told of what: the sender of each step, officers of what came, heads of what is late."""

from collections.abc import Iterable
from typing import Any, Final

from flask import url_for

from webapp.core.text import _l
from webapp.correspondence.models import Letter
from webapp.correspondence.people import heads_of, officers_of
from webapp.correspondence.permissions import WRITE
from webapp.correspondence.queries import body_by_id
from webapp.notifications.api import NoticeArea, NotificationTemplate, notify_account, notify_party


def tell_sender(letter: Letter, code: str) -> None:
    """Tell whoever may see the letter at the sender's."""
    notify_party(letter.party_id, code, permission=WRITE, **said_of(letter))


def tell_officers(letter: Letter, code: str) -> None:
    """Tell the officer who has the letter, or all of its authority while nobody has it."""
    _tell([letter.assignee_id] if letter.assignee_id else officers_of(letter.body_id), letter, code)


def tell_heads(letter: Letter, code: str) -> None:
    """Tell the heads, and the officer who has it; all of the authority when it has neither."""
    those = {*heads_of(letter.body_id), *([letter.assignee_id] if letter.assignee_id else [])}
    _tell(those or officers_of(letter.body_id), letter, code)


def tell_signer_too_late(account_id: int, letter: Letter) -> None:
    """Tell a signer whose signature came when the text or the thread had changed."""
    notify_account(account_id, "letters.signed_late", **said_of(letter))


def said_of(letter: Letter) -> dict[str, str]:
    """Return what every notice about a letter says: its number and authority, not a word of it."""
    return {
        "letter": letter.public_id,
        "number": letter.number or "",
        "body": body_by_id(letter.body_id).name,
        "due": f"{letter.due_on:%d.%m.%Y}" if letter.due_on else "",
        "reply_by": f"{letter.reply_by:%d.%m.%Y}" if letter.reply_by else "",
    }


def _tell(accounts: Iterable[int], letter: Letter, code: str) -> None:
    for account_id in accounts:
        if account_id != letter.account_id:
            notify_account(account_id, code, **said_of(letter))


def _own(params: dict[str, Any]) -> str:
    return url_for("correspondence.show", public_id=params["letter"])


def _office(params: dict[str, Any]) -> str:
    return url_for("correspondence_office.show", public_id=params["letter"])


BY_LAW: Final = _l(
    "Qəbul və icranın hər addımı barədə məlumat verilməsi məcburidir (191 nömrəli qərar, Qaydaların 6.3-cü və 7.1.2-ci bəndləri)."
)
AREA: Final = NoticeArea("letters", _l("Rəsmi yazışma"))
TEMPLATES: Final = (
    NotificationTemplate(
        "letters.send",
        _l("Məktubunuz qeydə alındı"),
        _l("№ %(number)s, %(body)s. Cavabın son günü: %(due)s."),
        _own,
        required=BY_LAW,
    ),
    NotificationTemplate(
        "letters.ask",
        _l("Orqan sizdən əlavə məlumat istəyir"),
        _l("№ %(number)s, %(body)s. %(reply_by)s tarixinədək cavab yazın, müddət bu vaxt dayanır."),
        _own,
        required=BY_LAW,
        sms=True,
    ),
    NotificationTemplate(
        "letters.forward",
        _l("Məktubunuz aidiyyəti orqana yönləndirildi"),
        _l("№ %(number)s indi bu orqandadır: %(body)s. Cavabın son günü: %(due)s."),
        _own,
        required=BY_LAW,
    ),
    NotificationTemplate(
        "letters.extend",
        _l("Məktubunuza baxılma müddəti uzadıldı"),
        _l("№ %(number)s, %(body)s. Cavabın yeni son günü: %(due)s. Səbəbi məktubun səhifəsindədir."),
        _own,
        required=BY_LAW,
    ),
    NotificationTemplate(
        "letters.answer",
        _l("Məktubunuza cavab verildi"),
        _l("№ %(number)s, %(body)s. Cavabı oxuyun və qiymətləndirin."),
        _own,
        required=BY_LAW,
        sms=True,
    ),
    NotificationTemplate(
        "letters.refuse",
        _l("Məktubunuza baxılmasından imtina edildi"),
        _l("№ %(number)s, %(body)s. Əsası və şikayət yolu məktubun səhifəsindədir."),
        _own,
        required=BY_LAW,
        sms=True,
    ),
    NotificationTemplate(
        "letters.join",
        _l("Məktubunuz əvvəlki məktubunuza birləşdirildi"),
        _l("№ %(number)s, %(body)s. Cavab birləşdirilmiş məktubda veriləcək."),
        _own,
        required=BY_LAW,
    ),
    NotificationTemplate(
        "letters.signed_late",
        _l("Gecikmiş imza"),
        _l("İmzanız gecikdi: məktub bu arada dəyişib. Onu yenidən açıb imzalayın."),
        lambda _params: url_for("correspondence.index"),
    ),
    NotificationTemplate("letters.came", _l("Yeni məktub"), _l("№ %(number)s. Cavabın son günü: %(due)s."), _office),
    NotificationTemplate(
        "letters.reply", _l("Göndərən yazdı"), _l("№ %(number)s. Cavabın son günü: %(due)s."), _office
    ),
    NotificationTemplate(
        "letters.withdraw", _l("Göndərən məktubu geri götürdü"), _l("№ %(number)s. Baxmağa ehtiyac yoxdur."), _office
    ),
    NotificationTemplate(
        "letters.reopen",
        _l("Göndərən cavabla razılaşmadı"),
        _l("№ %(number)s yenidən açıldı. Cavabın son günü: %(due)s."),
        _office,
    ),
    NotificationTemplate(
        "letters.go_on",
        _l("Göndərən vaxtında cavab vermədi"),
        _l("№ %(number)s. Müddət davam edir, cavabın son günü: %(due)s."),
        _office,
    ),
    NotificationTemplate(
        "letters.assign", _l("Məktub sizə verildi"), _l("№ %(number)s. Cavabın son günü: %(due)s."), _office
    ),
    NotificationTemplate(
        "letters.remind", _l("Məktubun müddəti bitir"), _l("№ %(number)s. Cavabın son günü: %(due)s."), _office
    ),
    NotificationTemplate(
        "letters.escalate",
        _l("Məktubun müddəti keçdi"),
        _l("№ %(number)s. Cavab %(due)s tarixinədək verilməli idi."),
        _office,
    ),
)
