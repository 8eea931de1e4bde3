"""Extracts of one's record: ordered free of charge (4.4), printed and sealed by a job, checked by anybody by their code."""

from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.civil_service.errors import NoSuchExtract
from webapp.civil_service.events import ExtractReady
from webapp.civil_service.exchange_tables import ServiceExtract
from webapp.civil_service.looking import hidden, visible
from webapp.civil_service.presenting import Shown, grouped
from webapp.civil_service.queries import locked_servant, record_of, servant_by_id
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.wording import OWNER_MARK, STATUSES
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import Text, _, _l, in_language
from webapp.documents import api as documents
from webapp.ui.filters import day, moment

TYPE: Final = "service_extract"
TEMPLATE: Final = "civil_service/templates/civil_service/extract.typ"
MOST_LISTED: Final = 20


def order_extract(servant: Servant, *, actor: Actor) -> ServiceExtract:
    """Note that the servant wants an extract of the record as it stands, and return the order; a job prints it.

    One that is not ready yet is returned again: two clicks are one order.
    """
    locked_servant(servant.id)
    waiting = select(ServiceExtract).where(ServiceExtract.servant_id == servant.id, ServiceExtract.ready_at.is_(None))
    known = db.session().scalars(waiting.with_for_update()).first()
    if known is not None:
        return known
    row = ServiceExtract(public_id=new_public_id(), servant_id=servant.id, account_id=actor.account_id)
    row.known_at, row.facts = now(), len(record_of(servant.id, groups=[one.code for one in visible()]).all())
    row.number = f"DQR-{today():%Y}-{next_number(TYPE, today().year):06}"
    db.session().add(row)
    db.session().flush()
    kept: dict[str, Any] = {"object_type": TYPE, "object_key": row.public_id}
    record("civil_service.extract_ordered", actor=actor, subject_fin=servant.fin, **kept)
    return row


def extracts_of(servant_id: int) -> list[ServiceExtract]:
    """Return the latest extracts of a servant, the newest first."""
    query = select(ServiceExtract).where(ServiceExtract.servant_id == servant_id)
    return list(db.session().scalars(query.order_by(ServiceExtract.id.desc()).limit(MOST_LISTED)))


def extract(public_id: str) -> ServiceExtract:
    """Return the extract with this public id. Raises NoSuchExtract."""
    found = db.session().scalar(select(ServiceExtract).where(ServiceExtract.public_id == public_id))
    if found is None:
        raise NoSuchExtract
    return found


def extract_by_id(extract_id: int) -> ServiceExtract:
    """Return the extract with an id of the table."""
    return db.session().get_one(ServiceExtract, extract_id)


def enrol(row: ServiceExtract) -> str:
    """Give the extract its place among the documents and return the token: its address stands in the QR code."""
    return documents.register(TYPE, row.public_id, row.number).token


def printed(row: ServiceExtract, token: str) -> bytes:
    """Return the extract as PDF: the record as it was known when it was ordered."""
    servant = servant_by_id(row.servant_id)
    with in_language("az"):
        return documents.render_pdf(TEMPLATE, _data(row, servant, token))


def keep(row: ServiceExtract, token: str, sealed: bytes) -> None:
    """Keep the sealed extract and tell that it is ready."""
    documents.add_version(token, sealed, label=_l("Çıxarış"))
    row.document_token, row.ready_at = token, now()
    publish(ExtractReady(extract_id=row.id))


def _data(row: ServiceExtract, servant: Servant, token: str) -> dict[str, Any]:
    groups = visible()
    record = record_of(servant.id, known_at=row.known_at, groups=[one.code for one in groups])
    found = grouped(record.facts, groups, row.known_at.date())
    return {
        "frame": documents.frame(
            token,
            title=_("Dövlət qulluqçularının reyestrindən çıxarış"),
            number=row.number,
            version=1,
            evidence=(documents.Evidence(_("Elektron möhür"), "AYNA", moment(now()), ""),),
        ),
        "head": [
            [_("Qulluqçu"), servant.full_name],
            [_("Reyestr nömrəsi"), servant.number],
            [_("Vəziyyəti"), str(STATUSES[servant.status][0])],
            [_("Məlumatın anı"), moment(row.known_at)],
        ],
        "groups": [{"title": str(group.title), "facts": [_line(one) for one in lines]} for group, lines in found],
        "hidden": [f"{one.title}: {one.hidden}" for one in hidden()],
        "hidden_title": _("Qanunla göstərilməyən məlumat"),
        "mark": str(OWNER_MARK),
        "free": _("Reyestrdən məlumatın verilməsi ödənişsizdir (Əsasnamə, 4.4)."),
    }


def _line(one: Shown) -> dict[str, Any]:
    return {"title": one.title, "period": one.period, "order": one.order, "source": one.source, "rows": one.rows}


def public_facts(ref: str) -> documents.PublicFacts:
    """Return what anybody who scans the code learns: whose extract, of which moment; nothing of its content."""
    row = extract(ref)
    servant = servant_by_id(row.servant_id)
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Qulluqçu"), servant.full_name),
        (_l("Məlumatın günü"), day(row.known_at.date())),
        (_l("Məlumatın sayı"), str(row.facts)),
    )
    return documents.PublicFacts(
        tone="success", word=_l("Həqiqidir"), number=row.number, rows=rows, issued_at=row.ready_at, as_of=row.known_at
    )


EXTRACT: Final = documents.DocumentType(TYPE, _l("Dövlət qulluqçularının reyestrindən çıxarış"), public_facts)
