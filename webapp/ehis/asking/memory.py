"""Answers kept for reuse: for one purpose, one case and one official, sealed, and only as long as the row says.

The key is a keyed digest of everything that makes two questions the same, so a dump of the table shows neither who was
asked about nor what was answered. "No such record" is kept for a minute; what has no time in its row is never kept.
"""

import json
from datetime import timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import blind_index, decrypt, encrypt
from webapp.ehis.answering import Rows
from webapp.ehis.asking.models import KeptAnswer
from webapp.ehis.asking.rows import rows_from, text_of
from webapp.ehis.errors import NotInRegister
from webapp.ehis.question import Question

PURPOSE: Final = "ehis-kept-answers"
NEGATIVE_SECONDS: Final = 60


def key_of(question: Question) -> bytes:
    """Return the digest that equal questions share: service, version, subject, purpose, case, official, kept fields."""
    policy = question.policy
    parts = [
        str(policy.service),
        sorted(question.parameters.items()),
        str(question.purpose),
        question.issue,
        question.user_id,
        policy.kept(question.purpose),
    ]
    return blind_index(json.dumps(parts, ensure_ascii=False), purpose=PURPOSE)


def recall(question: Question) -> Rows | None:
    """Return the kept answer to `question`, None when there is none in time. Raises NotInRegister when that was it."""
    if not question.policy.terms(question.purpose).cache_seconds:
        return None
    key = key_of(question)
    row = db.session().get(KeptAnswer, key)
    if row is None or row.until <= now():
        return None
    try:
        text = decrypt(row.sealed, purpose=PURPOSE, context=key).decode()
    except InvalidTag:  # another SECRET_KEY, or a row that was tampered with: as good as none
        return None
    if not text:
        raise NotInRegister
    return rows_from(text)


def remember(question: Question, found: Rows | None) -> None:
    """Keep `found` (None: no such record) as long as the row of the service allows for the purpose."""
    seconds = question.policy.terms(question.purpose).cache_seconds
    if found is None or not found.rows:
        seconds = min(seconds, NEGATIVE_SECONDS)
    if not seconds:
        return
    key, moment = key_of(question), now()
    values = {
        "case_index": case_index(question.issue) if question.issue else None,
        "service": question.policy.code,
        "purpose": str(question.purpose),
        "sealed": encrypt((text_of(found) if found else "").encode(), purpose=PURPOSE, context=key),
        "kept_at": moment,
        "until": moment + timedelta(seconds=seconds),
    }
    statement = insert(KeptAnswer).values(key=key, **values)
    db.session().execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))


def forget_case(issue: str) -> int:
    """Forget every answer kept for the case `issue`, with the open transaction that closes it; return how many."""
    return _deleted(KeptAnswer.case_index == case_index(issue))


def forget_old() -> int:
    """Forget what is over its time; return how many."""
    return _deleted(KeptAnswer.until <= now())


def case_index(issue: str) -> bytes:
    """Return the digest by which the answers of a case are found."""
    return blind_index(issue, purpose=f"{PURPOSE}-case")


def _deleted(which: Any) -> int:
    done: Any = db.session().execute(delete(KeptAnswer).where(which))
    return int(done.rowcount)
