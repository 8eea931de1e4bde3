"""The signature under an application has come, or was given up."""

from typing import Final

from sqlalchemy import select

from webapp.auth import api as auth
from webapp.cabinets.api import people_who_may
from webapp.catalogue import wording
from webapp.catalogue.content import day_of
from webapp.catalogue.models import Application
from webapp.catalogue.permissions import ROLES, SIGN
from webapp.catalogue.rules import CHANGE_DAYS, DECISION_DAYS, Request, is_late_change
from webapp.catalogue.services.applying import entry_asked, missing_for
from webapp.catalogue.services.stepping import take
from webapp.catalogue.telling import tell_operator, tell_signer_too_late
from webapp.core import db
from webapp.core.actor import Actor, current_actor
from webapp.core.clock import now, today
from webapp.core.working_days import deadline
from webapp.documents import api as documents
from webapp.signing.events import SignatureCompleted, SignatureEnded

SIGNERS: Final = frozenset(role.code for role in ROLES if SIGN in role.permissions)


def complete(fact: SignatureCompleted) -> None:
    """Hand the application in: its term begins today. Told twice, done once; what is out of date changes nothing."""
    application = _locked(fact.ref)
    if application is None or application.request_id != fact.request_id:
        return
    application.request_id = None
    stale = application.state != "draft" or application.request_version != application.version
    if stale or not _may(fact, application) or missing_for(application) or _is_asked_already(application):
        tell_signer_too_late(fact.account_id, application)
        return
    assert application.document_token is not None  # given before the signature was asked for
    documents.add_version(application.document_token, fact.file_id, label=str(wording.STEPS["apply"]))
    _begin_term(application, fact.account_id)
    account = auth.account(fact.account_id)
    signer = (
        Actor(account_id=account.id, name=account.full_name, party_id=fact.party_id) if account else current_actor()
    )
    take(application, "apply", actor=signer)
    tell_operator(application)


def give_up(fact: SignatureEnded) -> None:
    """Signing ended without a signature: the application is free."""
    application = _locked(fact.ref)
    if application is not None and application.request_id == fact.request_id:
        application.request_id = None


def _begin_term(application: Application, signer_id: int) -> None:
    request, day = Request(application.request), today()
    application.received_at, application.signer_id = now(), signer_id
    application.due_on = deadline(day, DECISION_DAYS[request])
    if request is not Request.REGISTER:
        found = entry_asked(application)
        application.entry_id = found.id if found else None
    changed = day_of(application.content["changed_on"]) if request is Request.AMEND else None
    if changed is not None:
        application.late_change = is_late_change(changed, deadline(changed, CHANGE_DAYS), day)


def _is_asked_already(application: Application) -> bool:
    """Whether another application about the entry waits: the entry's row is locked, so that of two one comes first."""
    if application.request == "register":
        return False
    found = entry_asked(application, lock=True)
    waiting = select(Application.id).where(Application.entry_id == (found.id if found else 0))
    return db.session().scalar(waiting.where(Application.state == "applied").limit(1)) is not None


def _may(fact: SignatureCompleted, application: Application) -> bool:
    """Whether the signer still may sign: a right that is taken back counts at once."""
    if application.party_id is None:
        return bool(auth.staff_roles(fact.account_id) & SIGNERS)
    return fact.account_id in people_who_may(application.party_id, SIGN)


def _locked(ref: str) -> Application | None:
    return db.session().scalar(select(Application).where(Application.public_id == ref).with_for_update())
