"""A person looks at the picture and says what stands there."""

from webapp.attachments.events import FieldConfirmed
from webapp.attachments.fields import patterns_of
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.offer import Pattern, paper
from webapp.attachments.owners import changed_by
from webapp.attachments.queries import fields_of
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import Invalid, NotFound
from webapp.core.text import _


def confirm_field(public_id: str, code: str, value: str, *, actor: Actor) -> str:
    """Keep `value` as what the person sees in the place of the field; returns it in its normal form.

    The room of the object hears of it (FieldConfirmed) and may put it into its form.
    Raises NoSuchCopy, NotFound when no such field was found, Invalid when the value breaks the field's rule.
    """
    row = changed_by(actor, public_id)
    pattern = _pattern(row, code)
    normal = pattern.check(value.strip())
    field = next((item for item in fields_of(row.id) if item.code == code), None)
    if field is None:
        raise NotFound
    if normal is None:
        text = _("“%(field)s”: dəyər düzgün deyil. Onu şəkildəki kimi yazın.", field=str(pattern.label))
        raise Invalid(text, fields={code: text})
    before = field.confirmed
    field.confirmed, field.confirmed_at, field.confirmed_by = normal, now(), actor.account_id
    db.session().flush()
    detail = {"field": code, "as_read": normal == field.value}
    record("attachments.confirmed", actor=actor, object_type="attachment", object_key=public_id, detail=detail)
    told = {"kind": row.owner_kind, "ref": row.owner_ref, "slot": row.slot}
    publish(FieldConfirmed(**told, field=code, value=normal, before=before))
    return normal


def _pattern(row: AttachmentCopy, code: str) -> Pattern:
    known = patterns_of(paper(row.copy_kind))
    found = next((pattern for pattern in known if pattern.code == code), None)
    if found is None:
        raise NotFound
    return found
