"""Who is told of what: the applicant of each step, officers of what waits, heads of what is late."""

from typing import Any, Final

from flask import url_for

from webapp.auth.api import staff_with
from webapp.core.text import _l
from webapp.notifications.api import NoticeArea, NotificationTemplate, notify_account, notify_party
from webapp.payments import api as payments
from webapp.workflow.facts import definition_of
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import case_types
from webapp.workflow.permissions import APPLY, CONFIRM, DECIDE, ROLES

OFFICERS: Final = frozenset(role.code for role in ROLES if DECIDE in role.permissions)
HEADS: Final = frozenset(role.code for role in ROLES if CONFIRM in role.permissions)


def tell_applicant(case: Case, code: str, **more: str) -> None:
    """Tell whoever may see the case at the applicant's."""
    notify_party(case.party_id, code, permission=APPLY, **said_of(case), **more)


def tell_officers(case: Case, code: str) -> None:
    """Tell the officer who has the case, or all while nobody has it."""
    for account_id in [case.assignee_id] if case.assignee_id else staff_with(OFFICERS):
        notify_account(account_id, code, **said_of(case))


def tell_heads(case: Case, code: str) -> None:
    """Tell the heads of section and the officer who has the case."""
    for account_id in {*staff_with(HEADS), *([case.assignee_id] if case.assignee_id else [])}:
        notify_account(account_id, code, **said_of(case))


def pay_day(case: Case) -> str:
    """Return the last day to pay, as it is written."""
    due = payments.invoice(case.invoice).due_on if case.invoice else None
    return f"{due:%d.%m.%Y}" if due else ""


def tell_signer_too_late(account_id: int, case: Case) -> None:
    """Tell a signer whose signature came when the application had changed."""
    notify_account(account_id, "workflow.signed_late", **said_of(case))


def said_of(case: Case) -> dict[str, str]:
    """Return what every notice about a case says."""
    return {
        "case": case.public_id,
        "kind": case.type_code,
        "number": case.number or "",
        "about": case.about,
        "due": f"{case.due_on:%d.%m.%Y}" if case.due_on else "",
        "mend_by": f"{case.mend_by:%d.%m.%Y}" if case.mend_by else "",
        "known_as": str(definition_of(case).law.title),
    }


def _words(params: dict[str, Any]) -> dict[str, Any]:
    named = {one.code: one.name for one in case_types()}
    return {**params, "service": str(named.get(params["kind"], params["known_as"]))}


def _own(params: dict[str, Any]) -> str:
    return url_for("workflow.show", public_id=params["case"])


def _office(params: dict[str, Any]) -> str:
    return url_for("workflow_office.show", public_id=params["case"])


AREA: Final = NoticeArea("workflow", _l("Müraciətlər"))
LAW: Final = _l("icra barədə xəbər verilməlidir (191 nömrəli qərar, Qaydalar, 6.3)")
TEMPLATES: Final = (
    NotificationTemplate(
        "workflow.handed_in",
        _l("Müraciətiniz qeydə alındı"),
        _l("%(service)s, № %(number)s. Qərarın son günü: %(due)s."),
        _own,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.returned",
        _l("Müraciətiniz düzəlişə qaytarıldı"),
        _l("%(service)s, № %(number)s. %(mend_by)s tarixinədək düzəldin, müddət bu vaxt dayanır."),
        _own,
        sms=True,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.approved",
        _l("Müraciətiniz təsdiq edildi"),
        _l("%(service)s, № %(number)s. Haqqı %(pay_by)s tarixinədək ödəyin."),
        _own,
        sms=True,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.issued",
        _l("Müraciətiniz yerinə yetirildi"),
        _l("%(service)s, № %(number)s. Nəticə kabinetinizdədir."),
        _own,
        sms=True,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.refused",
        _l("Müraciətinizdən imtina edildi"),
        _l("%(service)s, № %(number)s. Əsası və şikayət qaydası müraciətin səhifəsindədir."),
        _own,
        sms=True,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.lapsed",
        _l("Müraciətinizin müddəti keçdi"),
        _l("%(service)s, № %(number)s. Düzəliş və ya ödəniş vaxtında edilmədi; yenidən müraciət edə bilərsiniz."),
        _own,
        words=_words,
        required=LAW,
    ),
    NotificationTemplate(
        "workflow.signed_late",
        _l("Gecikmiş imza"),
        _l("%(service)s: imzanız gecikdi, müraciət bu arada dəyişib. Onu yenidən açıb imzalayın."),
        _own,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.concluded",
        _l("Baxılacaq müraciət"),
        _l("%(service)s, № %(number)s. Qərarın son günü: %(due)s."),
        _office,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.soon",
        _l("Müraciətin müddəti bitir"),
        _l("%(service)s, № %(number)s. Qərarın son günü: %(due)s."),
        _office,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.overdue",
        _l("Müraciətin müddəti keçdi"),
        _l("%(service)s, № %(number)s. Qərar %(due)s tarixinədək verilməli idi."),
        _office,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.balked",
        _l("Qərarın icrası mümkün olmadı"),
        _l("%(service)s, № %(number)s. Haqq ödənilib, lakin qərar icra edilə bilmədi: müraciətə yenidən baxın."),
        _office,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.review_asked",
        _l("Rəyiniz soruşulur"),
        _l("%(service)s, № %(number)s. Rəyin son günü: %(due)s."),
        lambda params: url_for("workflow_office.review", public_id=params["review"]),
        words=_words,
    ),
    NotificationTemplate(
        "workflow.review_given",
        _l("Rəy verildi"),
        _l("%(service)s, № %(number)s. Soruşulan orqan rəyini verdi."),
        _office,
        words=_words,
    ),
    NotificationTemplate(
        "workflow.complaint",
        _l("Müraciət üzrə şikayət"),
        _l("%(service)s, № %(number)s. Şikayətə cavabın son günü: %(due)s."),
        lambda params: url_for("workflow_office.complaint", public_id=params["complaint"]),
        words=_words,
    ),
    NotificationTemplate(
        "workflow.complaint_answered",
        _l("Şikayətinizə cavab verildi"),
        _l("%(service)s, № %(number)s. %(complaint)s nömrəli şikayətin cavabı müraciətin səhifəsindədir."),
        _own,
        sms=True,
        words=_words,
    ),
)
