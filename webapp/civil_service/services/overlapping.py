"""Main posts of one servant never overlap: found out before the database refuses, so that the refusal can name the other."""

from datetime import date

from sqlalchemy import Select, or_, select

from webapp.civil_service.errors import PostsOverlap, SingleFact
from webapp.civil_service.groups import Group
from webapp.civil_service.queries import record_of
from webapp.civil_service.record_tables import ServiceFact
from webapp.core import db
from webapp.core.text import _


def standing_version(servant_id: int, entry: str) -> ServiceFact | None:
    """Return the last version of a fact of this record, held; annulled ones too."""
    query = select(ServiceFact).where(ServiceFact.servant_id == servant_id, ServiceFact.entry == entry)
    query = query.where(ServiceFact.known_to.is_(None)).with_for_update()
    return db.session().scalars(query).first()


def open_main_post(servant_id: int, *, before: date) -> ServiceFact | None:
    """Return the main post without an end that began before a day."""
    query = _main_posts(servant_id).where(ServiceFact.valid_to.is_(None), ServiceFact.valid_from < before)
    return db.session().scalars(query.with_for_update()).first()


def ensure_no_other_post(row: ServiceFact) -> None:
    """Raise PostsOverlap, naming the post, when another main post is held within the days of this one."""
    query = _main_posts(row.servant_id).where(
        ServiceFact.entry != row.entry,
        or_(ServiceFact.valid_to.is_(None), ServiceFact.valid_to >= row.valid_from),
    )
    if row.valid_to is not None:
        query = query.where(ServiceFact.valid_from <= row.valid_to)
    with db.session().no_autoflush:
        other = db.session().scalars(query.order_by(ServiceFact.valid_from)).first()
    if other is None:
        return
    text = _(
        "Bu dövrdə qulluqçunun başqa əsas vəzifəsi var: %(title)s, %(body)s (əmr %(order)s). İki vəzifə eyni vaxtda yalnız əvəzçilik və ya müvəqqəti icra ilə tutula bilər.",
        title=other.content.get("title", ""),
        body=other.content.get("body", ""),
        order=other.order_number or "—",
    )
    raise PostsOverlap(text, other=other.entry)


def ensure_single(servant_id: int, of: Group) -> None:
    """Raise SingleFact when a record that has one entry of a group has it already."""
    if of.single and record_of(servant_id, groups=(of.code,)).of(of.code):
        raise SingleFact


def _main_posts(servant_id: int) -> Select[ServiceFact]:
    return select(ServiceFact).where(
        ServiceFact.servant_id == servant_id,
        ServiceFact.known_to.is_(None),
        ServiceFact.state == "standing",
        ServiceFact.holding == "main",
    )
