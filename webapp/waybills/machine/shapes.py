"""A waybill's content as programs write it: JSON Schema and strict reading, both made from the content's own classes.

Nothing is guessed: a member of another type, a text that is too long or an unknown name is told with its place
(JSON Pointer, RFC 6901). What the registers fill in is read only: it may be sent back and is passed over.
"""

import re
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from webapp.core.text import Text, _l
from webapp.ui.fields import YEARS
from webapp.ui.forms import clean_line, clean_text
from webapp.waybills.content import DriverEntry, GoodsRow, PartyEntry, Temperature, VehicleEntry, WaybillContent
from webapp.waybills.forms.fields import plate_or_typed, voen_or_typed
from webapp.waybills.packages import PACKAGES
from webapp.waybills.typed import hs_digits

READ_ONLY: Final[dict[Any, frozenset[str]]] = {
    PartyEntry: frozenset({"name", "address"}),
    VehicleEntry: frozenset({"description", "category", "tare_kg", "max_mass_kg", "as_of"}),
    DriverEntry: frozenset({"name", "licence_number"}),
    WaybillContent: frozenset({"earlier_carriers"}),
}
NORMAL: Final[dict[tuple[Any, str], Any]] = {
    (PartyEntry, "number"): voen_or_typed,
    (VehicleEntry, "plate"): plate_or_typed,
    (GoodsRow, "hs_code"): hs_digits,
}
LENGTHS: Final = {
    "number": 20,
    "plate": 20,
    "hs_code": 14,
    "marks": 100,
    "instructions": 1000,
    "remarks": 1000,
    "ref": 40,
}
LINES: Final = frozenset({"instructions", "remarks"})
MOST: Final = {"goods": 100, "trailers": 2, "drops": 20}
USUAL_LENGTH, USUAL_MOST, MOST_NUMBER = 200, 30, 999_999
AMOUNT: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?")
DEGREES: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,2})?")
MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
# What `format` cannot say: a year that a calendar reckons with in every zone (`YEARS`).
CENTURIES: Final = (
    "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    "([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
)
SAID: Final[dict[str, Text]] = {
    "type": _l("Dəyər başqa növdə olmalıdır."),
    "unknown-member": _l("Belə sahə yoxdur."),
    "missing": _l("Bu sahə tələb olunur."),
    "too-long": _l("Mətn çox uzundur."),
    "too-many": _l("Siyahı çox uzundur."),
    "format": _l("Dəyərin yazılışı düzgün deyil."),
    "range": _l("Ədəd icazə verilən hədlərdən kənardır."),
    "choice": _l("Belə kod yoxdur."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a document: where, a code for machines, words for people."""

    pointer: str
    code: str
    detail: Text

    def as_json(self) -> dict[str, str]:
        """Return the member of `errors` in problem+json."""
        return {"pointer": f"#{self.pointer}", "code": self.code, "detail": str(self.detail)}


def fault(pointer: str, code: str) -> Fault:
    """Return a fault of shape."""
    return Fault(pointer, code, SAID[code])


def read_content(sent: Any, pointer: str = "/content") -> tuple[WaybillContent, list[Fault]]:
    """Return the content that a program sent, as far as it can be read, and what is wrong with it."""
    faults: list[Fault] = []
    found = _read_object(WaybillContent, sent, pointer, faults)
    return found or WaybillContent(), faults


def schema_of(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of one of the content's classes; other classes in it are named by reference."""
    hints, read_only = get_type_hints(kind), READ_ONLY.get(kind, frozenset())
    members: dict[str, Any] = {}
    for member in fields(kind):
        found = _schema(kind, member.name, hints[member.name])
        # A member beside $ref is allowed since OpenAPI 3.1.
        members[member.name] = {**found, "readOnly": True} if member.name in read_only else found
    return {"type": "object", "additionalProperties": False, "properties": members}


def patch_of(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of a merge patch: each member as it is written, or null to take it out."""
    whole = schema_of(kind)["properties"]
    members = {
        name: {"anyOf": [member, {"type": "null"}]} for name, member in whole.items() if not member.get("readOnly")
    }
    return {"type": "object", "additionalProperties": False, "properties": members}


def classes_of(kind: Any) -> dict[str, Any]:
    """Return every class of the content below `kind`, by its name."""
    found = {kind.__name__: kind}
    for hint in get_type_hints(kind).values():
        inner = _inner(hint)
        if is_dataclass(inner):
            found |= classes_of(inner)
    return found


def _inner(hint: Any) -> Any:
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return get_args(hint)[0] if get_origin(hint) is tuple else hint


def _schema(owner: Any, name: str, hint: Any) -> dict[str, Any]:
    if isinstance(hint, UnionType):
        inner = _schema(owner, name, _inner(hint))
        return {"anyOf": [inner, {"type": "null"}]} if "$ref" in inner else {**inner, "type": [inner["type"], "null"]}
    if get_origin(hint) is tuple:
        return {
            "type": "array",
            "maxItems": MOST.get(name, USUAL_MOST),
            "items": _schema(owner, name, get_args(hint)[0]),
        }
    if is_dataclass(hint):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}  # type: ignore[union-attr] # a class, not a value
    if name == "package_type":
        return {"type": "string", "enum": ["", *PACKAGES], "description": "UN/ECE Recommendation 21"}
    plain: dict[Any, dict[str, Any]] = {
        bool: {"type": "boolean"},
        int: {"type": "integer", "minimum": 0, "maximum": MOST.get("drops", 0) if name == "drop" else MOST_NUMBER},
        Decimal: {"type": "string", "pattern": f"^{_number(owner).pattern}$", "examples": ["2400", "12.5"]},
        datetime: {
            "type": "string",
            "format": "date-time",
            "pattern": CENTURIES,
            "examples": ["2026-11-23T09:00:00+04:00"],
        },
    }
    return plain.get(hint, {"type": "string", "maxLength": LENGTHS.get(name, USUAL_LENGTH)})


def _number(owner: Any) -> re.Pattern[str]:
    return DEGREES if owner is Temperature else AMOUNT


def _read_object(kind: Any, sent: Any, pointer: str, faults: list[Fault]) -> Any:
    if not isinstance(sent, dict):
        faults.append(fault(pointer, "type"))
        return None
    known, read_only = {member.name: member for member in fields(kind)}, READ_ONLY.get(kind, frozenset())
    hints, values = get_type_hints(kind), {}
    for name, value in sent.items():
        if name not in known:
            faults.append(fault(f"{pointer}/{_escaped(name)}", "unknown-member"))
        elif name not in read_only:
            read = _read(kind, name, hints[name], value, f"{pointer}/{name}", faults)
            empty = read is None and known[name].default is not MISSING and not _may_be_null(hints[name])
            values[name] = known[name].default if empty else read
    return kind(**values)


def _may_be_null(hint: Any) -> bool:
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _read(owner: Any, name: str, hint: Any, sent: Any, pointer: str, faults: list[Fault]) -> Any:
    """Return the value of one member; None, with its fault told, when it is not what it must be."""
    if _may_be_null(hint):
        return None if sent is None else _read(owner, name, _inner(hint), sent, pointer, faults)
    if get_origin(hint) is tuple:
        return _read_list(owner, name, get_args(hint)[0], sent, pointer, faults)
    if is_dataclass(hint):
        return _read_object(hint, sent, pointer, faults)
    value, wrong = _read_plain(owner, name, hint, sent)
    if wrong:
        faults.append(fault(pointer, wrong))
    return value


def _read_list(owner: Any, name: str, hint: Any, sent: Any, pointer: str, faults: list[Fault]) -> Any:
    if not isinstance(sent, list):
        faults.append(fault(pointer, "type"))
        return None
    if len(sent) > MOST.get(name, USUAL_MOST):
        faults.append(fault(pointer, "too-many"))
        return None
    return tuple(_read(owner, name, hint, one, f"{pointer}/{place}", faults) for place, one in enumerate(sent))


def _read_plain(owner: Any, name: str, kind: Any, sent: Any) -> tuple[Any, str]:
    if kind is bool:
        return (sent, "") if isinstance(sent, bool) else (None, "type")
    if kind is int:
        return _whole(name, sent)
    if not isinstance(sent, str):
        return None, "type"
    if kind is Decimal:
        return (Decimal(sent), "") if _number(owner).fullmatch(sent) else (None, "format")
    return _moment(sent) if kind is datetime else _text(owner, name, sent)


def _text(owner: Any, name: str, sent: str) -> tuple[Any, str]:
    if name == "package_type":
        return (sent, "") if sent in {"", *PACKAGES} else (None, "choice")
    if len(sent) > LENGTHS.get(name, USUAL_LENGTH):
        return None, "too-long"
    text = clean_text(sent) if name in LINES else clean_line(sent)
    normal = NORMAL.get((owner, name))
    return (normal(text) if normal else text), ""


def _whole(name: str, sent: Any) -> tuple[Any, str]:
    if isinstance(sent, float) and sent.is_integer():
        sent = int(sent)  # 12.0 is an integer to JSON Schema
    if isinstance(sent, bool) or not isinstance(sent, int):
        return None, "type"
    most = MOST["drops"] if name == "drop" else MOST_NUMBER
    return (sent, "") if 0 <= sent <= most else (None, "range")


def _moment(sent: str) -> tuple[Any, str]:
    """Return an instant as RFC 3339 writes it, with its offset."""
    if not MOMENT.fullmatch(sent):
        return None, "format"
    try:
        found = datetime.fromisoformat(sent.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None, "format"
    return (found, "") if int(sent[:4]) in YEARS else (None, "range")


def _escaped(name: str) -> str:
    return name[:80].encode("utf-8", "replace").decode().replace("~", "~0").replace("/", "~1")


def writable(stored: dict[str, Any], kind: Any) -> dict[str, Any]:
    """Return a document as it stands without what programs do not write."""
    read_only, hints = READ_ONLY.get(kind, frozenset()), get_type_hints(kind)
    found: dict[str, Any] = {}
    for name, value in stored.items():
        inner = _inner(hints[name])
        if name in read_only:
            continue
        if is_dataclass(inner) and isinstance(value, dict):
            found[name] = writable(value, inner)
        elif is_dataclass(inner) and isinstance(value, list):
            found[name] = [writable(one, inner) for one in value]
        else:
            found[name] = value
    return found
