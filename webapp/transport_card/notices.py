"""What the holder of a card is told, and by whom: reactions tell, these are the words."""

from typing import Any, Final

from flask import url_for

from webapp.core.text import _, _l
from webapp.notifications.api import NotificationTemplate, notify_party
from webapp.transport_card.models import Card
from webapp.transport_card.permissions import USE
from webapp.transport_card.wording import STOPPED
from webapp.ui.filters import money

Params = dict[str, Any]


def tell(card: Card, code: str, **more: Any) -> None:
    """Tell the holder of a linked card; an anonymous one has nobody to tell."""
    if card.party_id is None:
        return
    about = {"card": card.public_id, "tail": card.tail, "name": card.name, **more}
    notify_party(card.party_id, f"transport_card.{code}", permission=USE, **about)


def _page(params: Params) -> str:
    return url_for("cards.show", public_id=params["card"])


def _words(params: Params) -> Params:
    said = {**params, "which": f"{params['name'] or _('Nəqliyyat kartı')} •••• {params['tail']}"}
    if "qepik" in said:
        said["amount"] = money(int(said["qepik"]))
    if "reason" in said:
        said["reason"] = str(STOPPED.get(str(said["reason"]), said["reason"]))
    return said


def _template(code: str, title: Any, body: Any, *, sms: bool) -> NotificationTemplate:
    return NotificationTemplate(f"transport_card.{code}", title, body, _page, sms=sms, words=_words)


TEMPLATES: Final = (
    _template("credited", _l("Kartın balansı artırıldı"), _l("%(which)s: %(amount)s karta yazıldı."), sms=False),
    _template(
        "reversed",
        _l("Vəsait karta yazılmadı və qaytarılır"),
        _l("%(which)s: %(amount)s karta yazıla bilmədi və ödədiyiniz vasitəyə qaytarılır."),
        sms=True,
    ),
    _template("low", _l("Kartın balansı azdır"), _l("%(which)s: kartda %(amount)s qalıb."), sms=False),
    _template(
        "stopped", _l("Kart dayandırıldı"), _l("%(which)s artıq gediş haqqı üçün qəbul edilmir. %(reason)s"), sms=True
    ),
    _template(
        "tapped",
        _l("Dayandırılmış kartdan istifadə cəhdi"),
        _l("%(which)s: kimsə bu kartla getmək istəyib. Kart qəbul edilməyib."),
        sms=True,
    ),
)
