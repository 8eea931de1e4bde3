"""Writing a document that is issued with the first entry of its history, by one statement: every ticket sold is one."""

from typing import Any, Final, cast

from sqlalchemy import BigInteger, Table, Text, bindparam, insert, literal, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.statements import Statement
from webapp.documents.life import ISSUE
from webapp.documents.models import DocumentChange, IssuedDocument

_table, _history = cast("Table", IssuedDocument.__table__), cast("Table", DocumentChange.__table__)
_issued = (
    insert(_table)
    .values({one.name: bindparam(one.name, type_=one.type) for one in _table.c})
    .returning(_table.c.document_id, _table.c.status, _table.c.copy, _table.c.issued_at)
    .cte("issued")
)
_change = {
    "document_id": _issued.c.document_id,
    "action": literal(str(ISSUE)),
    "status": _issued.c.status,
    "copy": _issued.c.copy,
    "reason": literal(""),
    "basis": literal(""),
    "account_id": bindparam("account_id", type_=BigInteger),
    "actor_name": bindparam("actor_name", type_=Text),
    "at": _issued.c.issued_at,
}
_noted = insert(_history).from_select(list(_change), select(*_change.values())).cte("noted")
ISSUED: Final = Statement(select(_issued.c.document_id).add_cte(_noted))


def write_issued(known: dict[str, Any], actor: Actor) -> None:
    """Write the row of an issued document, by its columns, and that it was issued."""
    if db.session().new:  # perhaps what it refers to
        db.session().flush()
    ISSUED.all(**known, account_id=actor.account_id, actor_name=actor.name)
