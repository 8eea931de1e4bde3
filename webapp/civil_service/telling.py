"""What a servant is told without asking: what changed in the record (once a day), which certificate ends, what is ready."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.auth.api import account, account_by_fin
from webapp.civil_service.events import ExtractReady
from webapp.civil_service.exchange_tables import ServiceTold
from webapp.civil_service.extracting import extract_by_id
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.queries import known, servant_by_id
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.core import db
from webapp.core.bus import on
from webapp.core.clock import BAKU, now
from webapp.core.jobs import job
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.notifications.api import NotificationTemplate, notify_account

BEFORE: Final = timedelta(days=30)
SOME: Final = 500


def tell_once(servant_id: int, about: str) -> bool:
    """Note that the servant is told of something; False when that was done before."""
    fresh = insert(ServiceTold).values(servant_id=servant_id, about=about, at=now()).on_conflict_do_nothing()
    return db.session().execute(fresh.returning(ServiceTold.servant_id)).first() is not None


def changed_on(day: date, after: int = 0) -> list[tuple[Servant, int]]:
    """Return servants beyond `after` whose record changed on a day of Baku, each with how many facts did."""
    since = datetime.combine(day, time(), tzinfo=BAKU)
    changes = (
        select(ServiceFact.servant_id, func.count(func.distinct(ServiceFact.entry)).label("facts"))
        .where(ServiceFact.known_from >= since, ServiceFact.known_from < since + timedelta(days=1))
        .where(ServiceFact.group_code.not_in(_hidden()), ServiceFact.servant_id > after)
        .group_by(ServiceFact.servant_id)
        .order_by(ServiceFact.servant_id)
        .limit(SOME)
        .subquery()
    )
    query = select(Servant, changes.c.facts).join(changes, changes.c.servant_id == Servant.id).order_by(Servant.id)
    return [(servant, facts) for servant, facts in db.session().execute(query)]


def ending_certificates(day: date) -> list[tuple[ServiceFact, Servant]]:
    """Return the certificates that end within thirty days of a day and of which nobody was told."""
    told = select(ServiceTold.about).where(ServiceTold.servant_id == ServiceFact.servant_id)
    query = select(ServiceFact, Servant).join(Servant, Servant.id == ServiceFact.servant_id)
    query = known(query, None).where(
        ServiceFact.group_code == "certificate",
        ServiceFact.valid_to.between(day, day + BEFORE),
        (func.concat("ends:", ServiceFact.entry)).not_in(told),
    )
    return [(fact, servant) for fact, servant in db.session().execute(query.order_by(ServiceFact.id).limit(SOME))]


@job("civil_service.tell_of_changes", cron="10 5 * * *")
def tell_of_changes(timestamp: int) -> None:
    """At ten past nine in Baku tell each servant once what changed in the record the day before, and what ends soon."""
    day = datetime.fromtimestamp(timestamp, tz=BAKU).date()
    with transaction():
        tell_some.defer(after=0, day=(day - timedelta(days=1)).isoformat())
        for fact, servant in ending_certificates(day):
            if tell_once(servant.id, f"ends:{fact.entry}") and fact.valid_to is not None:
                subject, until = str(fact.content["subject"]), fact.valid_to
                _tell([servant], "civil_service.certificate_ends", subject=subject, until=f"{until:%d.%m.%Y}")


@job("civil_service.tell_some")
def tell_some(after: int, day: str) -> None:
    """Tell the next servants beyond `after` of the changes of a day, then go on with another job."""
    with transaction():
        rows = changed_on(date.fromisoformat(day), after)
        for servant, facts in rows:
            if tell_once(servant.id, f"changed:{day}"):
                _tell([servant], "civil_service.changed", facts=facts, day=f"{date.fromisoformat(day):%d.%m.%Y}")
        if len(rows) == SOME:
            tell_some.defer(after=rows[-1][0].id, day=day)


@on(ExtractReady)
def tell_of_the_extract(fact: ExtractReady) -> None:
    """Whoever ordered the extract can take it."""
    row = extract_by_id(fact.extract_id)
    if row.account_id is None:
        return
    servant, orderer = servant_by_id(row.servant_id), account(row.account_id)
    own = orderer is not None and orderer.fin == servant.fin
    said = {"extract": row.public_id, "number": row.number} | ({} if own else {"servant": servant.public_id})
    notify_account(row.account_id, "civil_service.extract_ready", **said)


def _tell(servants: Iterable[Servant], code: str, **params: Any) -> None:
    for servant in servants:
        account = account_by_fin(servant.fin)
        if account is not None:
            notify_account(account.id, code, **params)


def _hidden() -> list[str]:
    return [code for code, one in BY_CODE.items() if one.hidden is not None]


def _record_page(_params: dict[str, Any]) -> str:
    return url_for("civil_service.own")


def _extract_page(params: dict[str, Any]) -> str:
    if "servant" in params:
        return url_for("civil_service_personnel.extract_of", public_id=params["servant"], number=params["extract"])
    return url_for("civil_service.extract_page", public_id=params["extract"])


REACTIONS: Final = (tell_of_the_extract,)
JOBS: Final = (tell_of_changes, tell_some)
TEMPLATES: Final = (
    NotificationTemplate(
        "civil_service.changed",
        _l("Qulluq qeydiniz dəyişib"),
        _l("%(day)s tarixində qeydinizdə %(facts)s məlumat daxil edilib və ya düzəldilib. Nə dəyişdiyini yoxlayın."),
        _record_page,
    ),
    NotificationTemplate(
        "civil_service.certificate_ends",
        _l("Sertifikatın müddəti bitir"),
        _l("%(subject)s: son gün %(until)s."),
        _record_page,
    ),
    NotificationTemplate(
        "civil_service.extract_ready",
        _l("Reyestrdən çıxarış hazırdır"),
        _l("%(number)s nömrəli çıxarış möhürlənib, onu endirə bilərsiniz."),
        _extract_page,
    ),
)
