"""A waybill out to other systems and in from them: which form a file has, and the draft that it becomes."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from webapp.cabinets.api import party
from webapp.core.actor import Actor
from webapp.core.permissions import ensure_may
from webapp.waybills.content import MAX_GOODS, MAX_TRAILERS, WaybillContent
from webapp.waybills.errors import NotYourStep, PartyNeeded
from webapp.waybills.evidence.errors import NotReadable
from webapp.waybills.evidence.formats import efti, flat, uncefact
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import begin

Writer = Callable[[WaybillContent, str | None], bytes]
FORMS: Final[dict[str, tuple[Writer, str, str]]] = {
    "efti": (efti.written, "-efti.xml", "application/xml"),
    "uncefact": (uncefact.written, "-uncefact.json", "application/json"),
    "csv": (flat.written, ".csv", "text/csv"),
}
NOT_READ: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)
LONGEST: Final = 2000
MOST: Final = 100
BOM: Final = b"\xef\xbb\xbf"


def written_as(form: str, content: WaybillContent, number: str | None) -> tuple[bytes, str, str] | None:
    """Return the waybill in a form, the ending of its name and its media type; None for a form that there is not."""
    if form not in FORMS:
        return None
    write, ending, kind = FORMS[form]
    return write(content, number), ending, kind


def read_any(raw: bytes) -> WaybillContent:
    """Return the content of a file in one of our three forms, known by how it begins. Raises NotReadable."""
    begin_ = raw.removeprefix(BOM).lstrip()[:1]
    read = {b"<": efti.read, b"{": uncefact.read}.get(begin_, flat.read)
    try:
        content = read(raw)
        _ensure_sound(content, WaybillContent)
    except NOT_READ:
        raise NotReadable(fields={"file": NotReadable.text}) from None
    if len(content.goods) > MAX_GOODS or len(content.trailers) > MAX_TRAILERS:
        raise NotReadable(fields={"file": NotReadable.text})
    return content


def draft_from(content: WaybillContent, *, actor: Actor) -> str:
    """Begin a draft with this content and return its public id.

    Raises Forbidden, PartyNeeded, NotYourStep when whom the actor acts for is neither consignor nor carrier in it.
    """
    ensure_may(actor, WAYBILLS_EDIT)
    if actor.party_id is None or party(actor.party_id).kind == "person":
        raise PartyNeeded
    own = party(actor.party_id).number
    role = next((role for role in (Role.CONSIGNOR, Role.CARRIER) if content.parties[role.value].number == own), None)
    if role is None:
        raise NotYourStep
    return begin(content, role, None, actor)


def _ensure_sound(value: Any, kind: Any) -> None:
    """Raise TypeError or ValueError unless every value is of its field's kind and of a length that a form would take."""
    if isinstance(kind, UnionType):
        if value is not None:
            _ensure_sound(value, next(part for part in get_args(kind) if part is not NoneType))
    elif get_origin(kind) is tuple:
        if len(value) > MOST:
            raise ValueError("too many")
        for item in value:
            _ensure_sound(item, get_args(kind)[0])
    elif not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(kind)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            _ensure_sound(getattr(value, field.name), hints[field.name])
    elif isinstance(value, str) and (len(value) > LONGEST or "\x00" in value):
        raise ValueError("no text of a form")
