"""A table is taken in, read piece by piece by a job, and found again; sent twice, it is one table."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import insert, select

from webapp.civil_service.entering.drafting import add, begin, hand_of, note
from webapp.civil_service.entering.errors import NoSuchPaper, TableWrong
from webapp.civil_service.entering.models import ServiceChange, ServicePaper, ServiceTable, ServiceTableFault
from webapp.civil_service.entering.rules import READ_AT_ONCE, Fate, Hand, State, Verdict
from webapp.civil_service.entering.sheets.columns import missing, places_of
from webapp.civil_service.entering.sheets.reading import Fault, Numbered, read_rows
from webapp.civil_service.entering.stating import Change, ensure_hand, group_of
from webapp.civil_service.gaps import gap_of
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.queries import body_by_id, body_of_party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.tables import NotATable, read_table
from webapp.core.text import Text, _, _l

SCHEME: Final = 1
NAME_LENGTH: Final = 120
UNREADABLE: Final[dict[str, Text]] = {
    "empty": _l("Cədvəl boşdur."),
    "too-many-columns": _l("Cədvəldə sütunlar çoxdur."),
    "damaged": _l("Fayl oxunmur. CSV, XLSX, XLS və ya ODS göndərin."),
    "locked": _l("Fayl parolla bağlıdır. Parolsuz saxlayıb göndərin."),
    "bomb": _l("Fayl açılanda çox böyük olur. Onu sadə cədvəl kimi saxlayıb göndərin."),
}


def take(content: bytes, name: str, code: str, *, actor: Actor) -> ServiceTable:
    """Keep a table of one group, to be read by a job. The same file of the same body is the table that is there already.

    Raises Forbidden, GroupNotYours, TableWrong when it cannot be read or needed columns are missing.
    """
    hand, body = hand_of(actor)
    if body is None:
        raise NoSuchPaper
    ensure_hand(group_of(code), hand, body)
    digest = sha256(code.encode() + b"\0" + content).digest()
    known = _known(body.id, digest)
    if known is not None:
        return known
    rows = _read(content, code)
    paper = begin(code, (), hand=hand, body=body, actor=actor)
    table = ServiceTable(public_id=new_public_id(), body_id=body.id, paper_id=paper.id, name=name[:NAME_LENGTH])
    table.sha256, table.state, table.created_at = digest, "reading", now()
    table.content = json.dumps({"scheme": SCHEME, "rows": rows}, ensure_ascii=False)
    table.rows, table.done, table.good, table.known = sum(1 for row in rows[1:] if any(row)), 0, 0, 0
    db.session().add(table)
    note("table_sent", paper, actor)
    return table


def read_some(public_id: str) -> bool:
    """Read the next rows of a table in the open transaction; return whether some are left."""
    query = select(ServiceTable).where(ServiceTable.public_id == public_id).with_for_update()
    table = db.session().scalar(query)
    if table is None or table.content is None:
        return False
    paper = db.session().get_one(ServicePaper, table.paper_id, with_for_update=True)
    rows = json.loads(table.content)["rows"]
    numbered = [Numbered(n, row) for n, row in enumerate(rows[1:], start=2) if any(row)]
    piece = numbered[table.done : table.done + READ_AT_ONCE]
    body = body_by_id(table.body_id)
    manual = None
    if ensure_hand(group_of(paper.group_code), Hand.PARTICIPANT, body) is Verdict.WITH_REASON:
        gap = gap_of(paper.group_code, body.id)
        manual = gap.reason if gap else None
    changes, faults = read_rows(paper.group_code, piece, places_of(paper.group_code, rows[0]), body, manual)
    fresh = _fresh(changes)
    if paper.state == State.DRAFT:
        add(paper, fresh)
    _keep(table, faults)
    table.good, table.known = table.good + len(fresh), table.known + len(changes) - len(fresh)
    table.done += len(piece)
    if table.done >= len(numbered):
        table.state, table.content = "read", None
    db.session().flush()
    return table.content is not None


def own_table(public_id: str, actor: Actor) -> tuple[ServiceTable, ServicePaper]:
    """Return a table of the body acted for with its paper. Raises NoSuchPaper (404)."""
    row = db.session().scalar(select(ServiceTable).where(ServiceTable.public_id == public_id))
    body = body_of_party(actor.party_id)
    if row is None or body is None or row.body_id != body.id:
        raise NoSuchPaper
    return row, db.session().get_one(ServicePaper, row.paper_id)


def faults_of(table_id: int, most: int | None = None) -> Sequence[ServiceTableFault]:
    """Return the wrong cells of a table in the order of its rows."""
    query = select(ServiceTableFault).where(ServiceTableFault.table_id == table_id)
    return db.session().scalars(query.order_by(ServiceTableFault.row, ServiceTableFault.column).limit(most)).all()


def _read(content: bytes, code: str) -> list[list[str]]:
    most = value_of("batch_rows")
    try:
        rows = read_table(content, most)
    except NotATable as wrong:
        too_many = _("Cədvəldə ən çoxu %(most)s sətir ola bilər. Onu hissələrə bölün.", most=most)
        raise TableWrong(fields={"file": UNREADABLE.get(wrong.code, too_many)}) from None
    lacking = missing(code, places_of(code, rows[0]))
    if lacking:
        names = ", ".join(map(str, lacking))
        raise TableWrong(fields={"file": _("Cədvəldə vacib sütunlar yoxdur: %(names)s", names=names)})
    return rows


def _fresh(changes: list[Change]) -> list[Change]:
    """Return the changes that were not entered before, each once."""
    keys = {one.key: one for one in changes}
    standing = ServiceChange.fate.in_((Fate.HELD.value, Fate.MADE.value))
    known = set(db.session().scalars(select(ServiceChange.key).where(ServiceChange.key.in_(keys), standing)))
    return [one for key, one in keys.items() if key not in known]


def _keep(table: ServiceTable, faults: Sequence[Fault]) -> None:
    rows: dict[tuple[int, str], dict[str, Any]] = {
        (one.row, one.column): {
            "table_id": table.id,
            "row": one.row,
            "column": one.column,
            "why": one.why,
            "typed": one.typed,
        }
        for one in faults
    }
    if rows:
        db.session().execute(insert(ServiceTableFault), list(rows.values()))


def _known(body_id: int, digest: bytes) -> ServiceTable | None:
    """Return the table that was sent before, unless its paper was put away."""
    query = select(ServiceTable).join(ServicePaper, ServicePaper.id == ServiceTable.paper_id)
    query = query.where(ServiceTable.body_id == body_id, ServiceTable.sha256 == digest)
    return db.session().scalar(query.where(ServicePaper.state != State.WITHDRAWN.value).limit(1))
