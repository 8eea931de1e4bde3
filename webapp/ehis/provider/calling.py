"""One handler behind SOAP and REST: called in a transaction that only reads; who looked at whom is kept afterwards."""

from typing import Any, Final

import structlog
from sqlalchemy import select

from webapp.audit.api import AuditTerm, record_view
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.crypto import blind_index
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.ehis.directory.models import ClientRow, MemberRow, OfficialRow
from webapp.ehis.provider.examples import TEST, example_of
from webapp.ehis.provider.service import Caller, Found, Looked, ProvidedService

PROVIDED_TERM: Final = AuditTerm("ehis.provided", _l("EHİS sorğusuna verilmiş cavab"))
COUNTRY_LETTERS: Final = 2
log = structlog.get_logger(__name__)


def ask(service: ProvidedService, parameters: Any, caller: Caller) -> Found:
    """Return what the handler of `service` found. Raises NotFound, or whatever a defect raises.

    A client of the test environment gets test data: the registers are not even asked.
    """
    if caller.environment == TEST:
        return Found(example_of(service.says, parameters))
    with transaction(read_only=True):
        return service.handler(parameters, caller)


def keep_looks(service: ProvidedService, caller: Caller, about: tuple[Looked, ...]) -> None:
    """Write whose personal data went to whom, for “who looked at my data”. Call it when the answer has been sent.

    The entry bears the message's identifier, by which the journal of the exchange has its issue and userId. The answer
    itself is evidence there, so a failure here is told and loses no proof.
    """
    if not about:
        return
    try:
        with transaction():
            _write(service, caller, about)
    except Exception:  # the answer is gone already; the log tells an administrator which message it was
        log.exception("ehis.look_not_kept", service=service.code, message_id=caller.message_id)


def _write(service: ProvidedService, caller: Caller, about: tuple[Looked, ...]) -> None:
    actor = Actor(name=_who(caller))
    for one in dict.fromkeys(about):
        record_view(
            actor=actor,
            subject_fin=one.fin,
            subject_name=one.name,
            object_type=PROVIDED_TERM.code,
            object_key=caller.message_id,
            purpose=service.purpose,
        )


def _who(caller: Caller) -> str:
    """Return the name of the official, when the contract lists them, and of the body; its code when it is not known."""
    code = str(caller.client.member)
    row = db.session().execute(select(MemberRow.id, MemberRow.name).where(MemberRow.code == code)).first()
    if row is None:
        return str(caller.client)
    listed = (
        select(OfficialRow.name)
        .join(ClientRow, ClientRow.id == OfficialRow.client_id)
        .where(ClientRow.member_id == row.id, ClientRow.subsystem == caller.client.subsystem)
        .where(OfficialRow.fin_index == blind_index((caller.user_id or "")[COUNTRY_LETTERS:]))
    )
    official = db.session().scalars(listed.limit(1)).first()
    return f"{row.name}, {official}" if official else str(row.name)
