"""Rows of an answer as text, for the two places where answers are kept for a while (sealed there)."""

import json
from datetime import datetime

from webapp.ehis.answering import Rows


def text_of(found: Rows) -> str:
    """Return `found` as text."""
    rows = [{path: list(texts) for path, texts in row.items()} for row in found.rows]
    said = {"rows": rows, "as_of": found.as_of.isoformat(), "message_id": found.message_id}
    return json.dumps(said, ensure_ascii=False)


def rows_from(text: str) -> Rows:
    """Return what `text_of` wrote."""
    said = json.loads(text)
    rows = tuple({path: tuple(texts) for path, texts in one.items()} for one in said["rows"])
    return Rows(rows, datetime.fromisoformat(said["as_of"]), said["message_id"])
