"""Who is told of what: the participant's people, the office, everybody connected."""

from typing import Final

from flask import url_for
from sqlalchemy import select

from webapp.auth.api import staff_with
from webapp.connections import wording
from webapp.connections.models import Participant
from webapp.connections.permissions import PREPARE
from webapp.core import db
from webapp.core.text import _, _l
from webapp.notifications.api import NoticeArea, NotificationTemplate, notify_account, notify_party

OFFICE: Final = ("case_officer", "head_of_section", "operator_admin")
MINISTRY: Final = ("head_of_section",)  # the owner's supervision sits with this post until the ministry has its own


def tell(participant: Participant, step: str, text: str = "", *, urgent: bool = False) -> None:
    """Tell the participant's people of a step of their case; urgent ones also by SMS."""
    code = "connections.urgent" if urgent else "connections.step"
    told = {"name": participant.name, "step": step, "text": text, "case": participant.public_id}
    notify_party(participant.party_id, code, permission=PREPARE, **told)


def tell_office(code: str, participant: Participant | None, *, step: str = "", text: str = "") -> None:
    """Tell everybody of the office, the owner's supervision among them."""
    name = participant.name if participant else ""
    case = participant.public_id if participant else ""
    for account_id in staff_with({*OFFICE, *MINISTRY}):
        notify_account(account_id, code, name=name, step=step, text=text, case=case)


def connected() -> list[Participant]:
    """Return every participant that takes part now."""
    wanted = select(Participant).where(Participant.state == "connected").order_by(Participant.id)
    return list(db.session().scalars(wanted))


def tell_everybody(code: str, **params: str) -> int:
    """Tell all participants (3.12, 3.14); return how many were told."""
    everybody = connected()
    for participant in everybody:
        notify_party(participant.party_id, code, permission=PREPARE, **params)
    return len(everybody)


def _words(params: dict[str, str]) -> dict[str, str]:
    """Put the step in words of the reader."""
    step = str(wording.STEPS.get(params["step"], params["step"]))
    text = params["text"]
    return {**params, "step": f"{step}: {text}" if text else step, "name": params["name"] or _("Portal")}


def _case(params: dict[str, str]) -> str:
    return url_for("connections.show", public_id=params["case"])


def _office_case(params: dict[str, str]) -> str:
    case = params["case"]
    return url_for("connections_office.show", public_id=case) if case else url_for("connections_office.tickets_page")


AREA: Final = NoticeArea("connections", _l("Məlumat mübadiləsinə qoşulma"))
TEMPLATES: Final = (
    NotificationTemplate(
        "connections.step", _l("Mübadiləyə qoşulma: yeni addım"), _l("%(name)s. %(step)s"), _case, words=_words
    ),
    NotificationTemplate(
        "connections.urgent",
        _l("Mübadiləyə qoşulma: təcili məktub"),
        _l("%(name)s. %(step)s"),
        _case,
        sms=True,
        words=_words,
    ),
    NotificationTemplate(
        "connections.waiting",
        _l("Mübadilə iştirakçısı sizdən addım gözləyir"),
        _l("%(name)s. %(step)s"),
        _office_case,
        words=_words,
    ),
    NotificationTemplate(
        "connections.defect",
        _l("Məlumat mübadiləsində nasazlıq"),
        _l("%(name)s. %(text)s"),
        lambda _params: url_for("connections_office.tickets_page"),
        words=_words,
    ),
    NotificationTemplate(
        "connections.new_version",
        _l("Elektron xidmətin yeni versiyası"),
        _l("%(service)s: %(new)s versiyası qoşulub. %(old)s versiyasının son günü: %(day)s."),
        lambda _params: url_for("exchange.index"),
    ),
    NotificationTemplate(
        "connections.withdrawal",
        _l("Elektron xidmət ayrılacaq"),
        _l("%(service)s xidməti %(day)s tarixindən mübadilədən ayrılır. Səbəb: %(reason)s"),
        lambda _params: url_for("exchange.index"),
    ),
    NotificationTemplate(
        "connections.left",
        _l("Mübadilə iştirakçısı ayrıldı"),
        _l("%(name)s mübadilədən ayrıldı. Səbəb: %(reason)s"),
        lambda _params: url_for("exchange.index"),
    ),
    NotificationTemplate(
        "connections.late",
        _l("Gecikmiş imza"),
        _l("%(name)s: imzanız gecikdi, sənəd bu arada dəyişib. Sənədi yenidən açıb imzalayın."),
    ),
)
