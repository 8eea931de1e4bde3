"""What translators say to each other about a text, and who takes it on. Inside a transaction; audited."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.auth import api as auth
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import Permission
from webapp.core.registry import office_roles
from webapp.core.text import _
from webapp.notifications.api import notify_account
from webapp.translations.desk.models import TextAssignment, TextComment
from webapp.translations.errors import NoSuchText, ReasonNeeded, StateStands
from webapp.translations.models import TextRow
from webapp.translations.permissions import REVIEW, TRANSLATE
from webapp.translations.services.reviewing import ensure_works_on

ASSIGNED: Final = "translations.assigned"
LONGEST: Final = 2_000
MOST: Final = 100


def comments_of(text: TextRow, language: str) -> Sequence[TextComment]:
    """Return what was said about a text in a language, the oldest first."""
    query = select(TextComment).where(TextComment.text_id == text.id, TextComment.language == language)
    return db.session().scalars(query.order_by(TextComment.id).limit(MOST)).all()


def assignment_of(text: TextRow, language: str) -> TextAssignment | None:
    """Return who has taken a text on."""
    return db.session().get(TextAssignment, (text.id, language))


def colleagues(language: str) -> list[auth.Account]:
    """Return who may write or review in a language, by name."""
    found = (auth.account(one) for one in auth.staff_with(holding(TRANSLATE[language], REVIEW[language])))
    return sorted((one for one in found if one is not None), key=lambda one: one.full_name)


def holding(*rights: Permission) -> list[str]:
    """Return the codes of the office roles that have one of the rights."""
    return [role.code for role in office_roles() if set(rights) & set(role.permissions)]


def say(text: TextRow, language: str, words: str, *, actor: Actor) -> TextComment:
    """Keep a remark. Raises ReasonNeeded when nothing was written."""
    said = words.strip()[:LONGEST]
    if not said:
        raise ReasonNeeded(_("Qeydinizi yazın."), fields={"words": _("Qeydinizi yazın.")})
    remark = TextComment(
        public_id=new_public_id(),
        text_id=text.id,
        language=language,
        words=said,
        author_id=actor.account_id or 0,
        author_name=actor.name,
        at=now(),
    )
    db.session().add(remark)
    record(
        "translations.commented",
        actor=actor,
        object_type="text",
        object_key=f"{language}/{text.key}",
        detail={"language": language},
    )
    return remark


def settle(text: TextRow, language: str, public_id: str, *, actor: Actor) -> None:
    """Mark a remark as settled. Raises NotYourLanguage, NoSuchText, and StateStands when it is."""
    ensure_works_on(actor, language)
    query = select(TextComment).where(TextComment.public_id == public_id, TextComment.text_id == text.id)
    remark = db.session().scalar(query.where(TextComment.language == language).with_for_update())
    if remark is None:
        raise NoSuchText
    if remark.settled_at is not None:
        raise StateStands
    remark.settled_at, remark.settled_by = now(), actor.name
    record("translations.settled", actor=actor, object_type="text", object_key=f"{language}/{text.key}")


def assign(text: TextRow, language: str, public_id: str, *, actor: Actor) -> None:
    """Ask somebody to take a text on; "" asks nobody.

    Raises NotYourLanguage when the actor has no right in the language, NoSuchText when whoever is asked has none.
    """
    ensure_works_on(actor, language)
    former = assignment_of(text, language)
    if not public_id:
        if former is not None:
            db.session().delete(former)
    else:
        asked = next((one for one in colleagues(language) if one.public_id == public_id), None)
        if asked is None:
            raise NoSuchText
        given = {"account_id": asked.id, "account_name": asked.full_name, "by_name": actor.name, "at": now()}
        row = insert(TextAssignment).values(text_id=text.id, language=language, **given)
        db.session().execute(row.on_conflict_do_update(index_elements=["text_id", "language"], set_=given))
        if asked.id not in {actor.account_id, former.account_id if former else None}:
            notify_account(asked.id, ASSIGNED, language=language, key=text.key, text=text.msgid[:80])
    record("translations.assigned", actor=actor, object_type="text", object_key=f"{language}/{text.key}")
