"""What those who verify without a network fetch beforehand: our keys with their history, and what is not valid any more.

The list in UTF-8, line by line: `L1|key id|made`, then one line `kind|number|issued|state|copy|day` for each document
whose days are not over but which is suspended, revoked or replaced since `day`, or of which copies before `copy` are void
(state `duplicate`). Parts are written as in `offline`. The signature is over the whole text.
"""

import base64
from collections.abc import Iterable
from datetime import UTC
from typing import Any, Final

from sqlalchemy import or_, select

from webapp.core import db
from webapp.core.clock import local, now, today
from webapp.core.errors import Unavailable
from webapp.core.registry import plugins
from webapp.core.text import LANGUAGES, in_language
from webapp.documents.keys import key_in_use, published_keys, sign
from webapp.documents.kinds import DocumentType
from webapp.documents.life import Status
from webapp.documents.models import IssuedDocument
from webapp.documents.offline import DAY, INSTANT, MARK, joined

LIST_MARK: Final = "L1"
DUPLICATE: Final = "duplicate"


def keys_as_json() -> dict[str, Any]:
    """Return every key there ever was, and what kinds of documents are called."""
    return {
        "algorithm": "Ed25519",
        "form": MARK,
        "keys": [
            {
                "key_id": key.key_id,
                "public_key": base64.b64encode(key.public_key).decode(),
                "created_at": key.created_at.isoformat(),
                "retired_at": key.retired_at.isoformat() if key.retired_at else None,
            }
            for key in published_keys()
        ],
        "kinds": {kind.code: _titles(kind) for kind in plugins(DocumentType)},
    }


def list_as_json() -> dict[str, Any]:
    """Return the signed list of what is not valid though its days are not over; empty before anything was issued."""
    return sign_list(LIST_MARK, map(_line, db.session().execute(_not_valid())))


def sign_list(mark: str, lines: Iterable[str]) -> dict[str, Any]:
    """Return lines as a list of this minute that is signed by the key in use; an empty one before there is a key."""
    try:
        head = joined(mark, key_in_use(), f"{now().astimezone(UTC):{INSTANT}}")
    except Unavailable:
        return {"form": mark, "list": "", "signature": ""}
    text = "\n".join([head, *lines])
    return {"form": mark, "list": text, "signature": base64.b64encode(sign(text)).decode()}


def _not_valid() -> Any:
    row = IssuedDocument
    columns = (row.type_code, row.number, row.issued_at, row.status, row.copy, row.changed_at)
    return (
        select(*columns)
        .where(or_(row.valid_to.is_(None), row.valid_to >= today()))
        .where(or_(row.status != Status.VALID.value, row.copy > 1))
        .order_by(row.document_id)
    )


def _line(row: Any) -> str:
    state = DUPLICATE if row.status == Status.VALID else row.status
    issued = f"{row.issued_at.astimezone(UTC):{INSTANT}}"
    return joined(row.type_code, row.number, issued, state, str(row.copy), f"{local(row.changed_at):{DAY}}")


def _titles(kind: DocumentType) -> dict[str, str]:
    titles = {}
    for language in LANGUAGES:
        with in_language(language):
            titles[language] = str(kind.title)
    return titles


def keys_of(published: dict[str, Any]) -> dict[str, bytes]:
    """Return the public keys in what `keys_as_json` made, by their id."""
    return {key["key_id"]: base64.b64decode(key["public_key"]) for key in published["keys"]}
