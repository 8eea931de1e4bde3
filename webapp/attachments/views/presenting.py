"""What the pages show, put into the words and places of templates."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import url_for

from webapp.attachments.models import AttachmentCopy, AttachmentPicture
from webapp.attachments.owners import back_of, ensure_may_change, slot_of
from webapp.attachments.pictures import key
from webapp.attachments.queries import Place, as_copy, pictures_of, reading_of, rows_of
from webapp.attachments.rules import ACCEPT
from webapp.attachments.values import Box, ReadField
from webapp.attachments.wording import STATES, TROUBLES
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.ui import htmx
from webapp.ui.rendering import render

WHOLE: Final = 1000
AROUND: Final = 12  # thousandths of the page, shown around a place that is cut out
UNSURE: Final = 75


def place_of(row: AttachmentCopy) -> Place:
    """Return where the copy belongs."""
    return Place(row.owner_kind, row.owner_ref, row.slot)


def list_page(place: Place, actor: Actor, refused: Sequence[str] = ()) -> str:
    """Return the page, or for htmx the list alone, of the copies in a place."""
    slot = slot_of(place)
    context = {
        "place": place,
        "slot": slot,
        "rows": [as_copy(row) for row in rows_of(*place)],
        "may_change": may_change(place, actor),
        "refused": refused,
        "accept": ACCEPT,
        "back": back_of(place.kind, place.ref),
        "layout": _layout(actor),
    }
    return render("attachments/list.html" if htmx.is_fragment() else "attachments/of.html", **context)


def copy_page(
    row: AttachmentCopy,
    actor: Actor,
    *,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> str:
    """Return the page of a copy: its pages with marked places, the fields beside them."""
    reading, pictures = reading_of(row), {item.n: item for item in pictures_of(row.id)}
    fields = [_field(item, pictures, problems or {}, typed or {}) for item in reading.fields]
    addresses = _addresses(row, actor)
    context = {
        "copy": as_copy(row),
        "slot": slot_of(place_of(row)),
        "reading": reading,
        "trouble": TROUBLES.get(reading.trouble),
        "state": STATES[reading.state],
        "pages": [
            {"picture": item, "href": addresses(n), "fields": [f for f in fields if f["page"] == n]}
            for n, item in pictures.items()
        ],
        "fields": fields,
        "address": addresses,
        "errors": [(f"field-{code}", text) for code, text in (problems or {}).items()],
        "may_change": may_change(place_of(row), actor) and row.sealed_at is None,
        "may_confirm": may_change(place_of(row), actor),
        "back": url_for("attachments.of", **place_of(row)._asdict()),
        "layout": _layout(actor),
    }
    return render("attachments/show.html", **context)


def removing_page(row: AttachmentCopy) -> str:
    """Return the question before a copy is taken out."""
    back = url_for("attachments.of", **place_of(row)._asdict())
    return render("attachments/remove.html", copy=as_copy(row), back=back, accept=ACCEPT)


def may_change(place: Place, actor: Actor) -> bool:
    """Whether the actor may add and remove copies there."""
    try:
        ensure_may_change(place.kind, place.ref, actor)
    except NotFound:
        return False
    return True


def _addresses(row: AttachmentCopy, actor: Actor) -> Any:
    opened = key(row.public_id, actor)
    return lambda n: url_for("attachments.page_picture", public_id=row.public_id, n=n, key=opened)


def _field(
    item: ReadField, pictures: Mapping[int, AttachmentPicture], problems: Mapping[str, str], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Return a field with its place in points of the picture, and with what the person typed last."""
    picture = pictures.get(item.page)
    size = (picture.width, picture.height) if picture else (WHOLE, WHOLE)
    return {
        "code": item.code,
        "label": item.label,
        "value": typed.get(f"field-{item.code}", item.shown),
        "confirmed": item.confirmed is not None,
        "hint": item.hint,
        "unsure": item.confidence < UNSURE,
        "page": item.page,
        "mark": _points(item.box, size, 3),
        "cut": _points(item.box, size, AROUND),
        "picture": picture,
        "problem": problems.get(item.code),
    }


def _points(box: Box, size: tuple[int, int], around: int) -> tuple[int, int, int, int]:
    across, down = size[0] / WHOLE, size[1] / WHOLE
    left, top = (box.left - around) * across, (box.top - around) * down
    return (
        max(0, round(left)),
        max(0, round(top)),
        round((box.width + 2 * around) * across),
        round((box.height + 2 * around) * down),
    )


def _layout(actor: Actor) -> str:
    return "layouts/office.html" if actor.office_roles and actor.party_id is None else "layouts/cabinet.html"
