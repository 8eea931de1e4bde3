"""Who is told of what: the operator of a new application, the body of the decision (10.4, 10.8), the author of an answer."""

from typing import Final

from flask import url_for

from webapp.auth.api import staff_with
from webapp.catalogue import labels, wording
from webapp.catalogue.models import Application, Comment, DraftRegulation
from webapp.catalogue.permissions import DECIDE, PREPARE, ROLES, SIGN
from webapp.core.text import _l
from webapp.notifications.api import NoticeArea, NotificationTemplate, notify_account, notify_party

OPERATORS: Final = frozenset(role.code for role in ROLES if DECIDE in role.permissions)
SIGNERS: Final = frozenset(role.code for role in ROLES if SIGN in role.permissions)


def tell_operator(application: Application) -> None:
    """Tell whoever keeps the register that an application waits and until when."""
    told = {"body": application.body, "request": application.request, "ref": application.public_id}
    due = f"{application.due_on:%d.%m.%Y}"
    for account_id in staff_with(set(OPERATORS)):
        notify_account(account_id, "catalogue.waiting", **told, due=due)


def tell_applicant(application: Application, action: str, text: str) -> None:
    """Tell the body of the decision: the register number, or the reason of the refusal."""
    told = {"name": str(application.content["name"]), "step": action, "text": text, "ref": application.public_id}
    if application.party_id is not None:
        notify_party(application.party_id, "catalogue.decided", permission=PREPARE, **told)
        return
    for account_id in staff_with(set(SIGNERS)):
        notify_account(account_id, "catalogue.decided", **told)


def tell_signer_too_late(account_id: int, application: Application) -> None:
    """Tell a signer whose signature came when the application had changed."""
    notify_account(account_id, "catalogue.late", name=str(application.content["name"]), ref=application.public_id)


def tell_author(comment: Comment, draft: DraftRegulation) -> None:
    """Tell the author of a comment that it was answered."""
    notify_account(comment.account_id, "catalogue.answered", title=draft.title, ref=draft.public_id)


def _words(params: dict[str, str]) -> dict[str, str]:
    if "request" in params:
        return {**params, "request": str(labels.REQUEST_TITLES.get(params["request"], params["request"]))}
    step = str(wording.STEPS.get(params["step"], params["step"]))
    return {**params, "step": f"{step}: {params['text']}" if params["text"] else step}


AREA: Final = NoticeArea("catalogue", _l("Elektron xidmətlər reyestri"))
TEMPLATES: Final = (
    NotificationTemplate(
        "catalogue.waiting",
        _l("Elektron xidmətlər reyestrinə müraciət"),
        _l("%(body)s. %(request)s. Qərarın son günü: %(due)s."),
        lambda params: url_for("catalogue_office.show", public_id=params["ref"]),
        words=_words,
    ),
    NotificationTemplate(
        "catalogue.decided",
        _l("Elektron xidmətlər reyestri: qərar"),
        _l("%(name)s. %(step)s"),
        lambda params: url_for("catalogue_cabinet.show", public_id=params["ref"]),
        words=_words,
    ),
    NotificationTemplate(
        "catalogue.late",
        _l("Gecikmiş imza"),
        _l("%(name)s: imzanız gecikdi, sənəd bu arada dəyişib. Sənədi yenidən açıb imzalayın."),
        lambda params: url_for("catalogue_cabinet.show", public_id=params["ref"]),
    ),
    NotificationTemplate(
        "catalogue.answered",
        _l("Rəyinizə cavab verildi"),
        _l("%(title)s: inzibati reqlament layihəsi üzrə rəyinizə cavab dərc edildi."),
        lambda params: url_for("catalogue.discussion", public_id=params["ref"]),
    ),
)
