"""What follows from carried-out papers, and the notices of corrections."""

from typing import Any, Final

from flask import url_for

from webapp.civil_service.correcting.answering import paper_done
from webapp.civil_service.correcting.wording import COMPLAINTS, MESSAGES, STEPS
from webapp.civil_service.entering.events import PaperDone
from webapp.core.bus import on
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate


@on(PaperDone)
def answer_the_correction(fact: PaperDone) -> None:
    """A correction ends when the change that answers it was signed and made."""
    paper_done(fact)


def _own(params: dict[str, Any]) -> str:
    return url_for("civil_service_corrections.show", public_id=params["correction"])


def _bodys(params: dict[str, Any]) -> str:
    return url_for("civil_service_answers.show", public_id=params["correction"])


def _operators(params: dict[str, Any]) -> str:
    return url_for("civil_service_decisions.show", public_id=params["correction"])


def _complaint(params: dict[str, Any]) -> str:
    return url_for("civil_service_decisions.one_complaint", public_id=params["complaint"])


def _letter(params: dict[str, Any]) -> str:
    return url_for("civil_service_decisions.letter", public_id=params["message"])


def _letters(_params: dict[str, Any]) -> str:
    return url_for("civil_service_messages.index")


def _step(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"step": str(STEPS.get(params["step"], params["step"]))}


def _complaint_state(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"state": str(COMPLAINTS[params["state"]][0])}


def _message_state(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"state": str(MESSAGES[params["state"]][0])}


NEW: Final = _l("Düzəliş müraciəti %(number)s")
TEMPLATES: Final = (
    NotificationTemplate(
        "civil_service.correction_moved",
        NEW,
        _l("%(step)s."),
        link=_own,
        sms=True,
        words=_step,
        sample={"step": "accept"},
    ),
    NotificationTemplate(
        "civil_service.correction_filed",
        NEW,
        _l("Qulluqçu qeydində səhv olduğunu bildirib. Cavab %(due)s tarixinədək verilməlidir."),
        link=_bodys,
    ),
    NotificationTemplate(
        "civil_service.correction_to_operator", NEW, _l("Müraciət operatorun qərarını gözləyir."), link=_operators
    ),
    NotificationTemplate(
        "civil_service.complaint_filed",
        _l("Şikayət %(number)s"),
        _l("Düzəlişə dair şikayət verilib. Cavab %(due)s tarixinədək verilməlidir."),
        link=_complaint,
    ),
    NotificationTemplate(
        "civil_service.complaint_answered",
        _l("Şikayət %(number)s"),
        _l("Şikayətinizə cavab verildi: %(state)s."),
        link=_own,
        sms=True,
        words=_complaint_state,
        sample={"state": next(iter(COMPLAINTS))},
    ),
    NotificationTemplate(
        "civil_service.error_sent",
        _l("Xəta barədə xəbər %(number)s"),
        _l("İştirakçı reyestrdə xəta tapıb."),
        link=_letter,
    ),
    NotificationTemplate(
        "civil_service.proposal_sent",
        _l("Təklif %(number)s"),
        _l("Reyestrin təkmilləşdirilməsi təklifi."),
        link=_letter,
    ),
    NotificationTemplate(
        "civil_service.message_moved",
        _l("Müraciətiniz %(number)s"),
        _l("Vəziyyəti: %(state)s."),
        link=_letters,
        words=_message_state,
        sample={"state": next(iter(MESSAGES))},
    ),
)
REACTIONS: Final = (answer_the_correction,)
