"""What a form must say before it is signed: required fields of forms 1 and 2, the seven contents of the contract."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

from webapp.connections.rules import LEAST_SUPPORT
from webapp.core.azerbaijani import normal_voen
from webapp.core.text import Text, _l

Missing = list[tuple[str, Text]]
EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
PHONE: Final = re.compile(r"\+?[\d\s()\-]{7,20}")
PERSON: Final = ("name", "work_phone", "mobile_phone", "email")
FORM1: Final[dict[str, Text]] = {
    "name": _l("İştirakçının adını yazın."),
    "voen": _l("VÖEN-i yazın."),
    "status": _l("İştirakçının statusunu seçin."),
    "legal_address": _l("Hüquqi ünvanı yazın."),
    "actual_address": _l("Faktiki ünvanı yazın."),
    "system": _l("İnformasiya sisteminin tam adını yazın."),
    "official_name": _l("Səlahiyyətli vəzifəli şəxsin soyadını, adını, atasının adını yazın."),
    "official_post": _l("Səlahiyyətli vəzifəli şəxsin vəzifəsini yazın."),
}
FORM2: Final[dict[str, Text]] = {
    "participant": _l("Portal iştirakçısının adını yazın."),
    "system": _l("Portal iştirakçısının informasiya sisteminin adını yazın."),
    "basis": _l("Normativ hüquqi sənədləri göstərin."),
    "email": _l("Elektron poçt ünvanını yazın."),
    "phone": _l("Telefon nömrəsini yazın."),
    "official_name": _l("Səlahiyyətli vəzifəli şəxsin soyadını, adını, atasının adını yazın."),
}
ROW: Final[dict[str, Text]] = {
    "title": _l("Xidmətin adını yazın."),
    "regulation": _l("İnzibati reqlamentin qeydiyyat nömrəsini yazın."),
    "responsible": _l("Xidmətin istismarına cavabdeh şəxsi yazın."),
    "phone": _l("Cavabdeh şəxsin əlaqə nömrəsini yazın."),
}
CONTRACT: Final[dict[str, Text]] = {
    "services": _l("3.3.2: təqdim edilən elektron xidmətlərin siyahısını yazın; xidmət yoxdursa, bunu yazın."),
    "used": _l("3.3.3: istifadə edilən məlumatların siyahısını yazın; məlumat yoxdursa, bunu yazın."),
    "administrator_name": _l("3.3.4: server inzibatçısının soyadını, adını, atasının adını yazın."),
    "administrator_phone": _l("3.3.4: server inzibatçısının telefonunu yazın."),
    "structure": _l("3.3.5: sorğuların strukturunu yazın: hər sorğu üçün XSD və ya JSON sxemi."),
    "restricted": _l("3.3.6: məhdudlaşdırılan informasiyadan istifadə imkanını və qaydasını yazın."),
    "additional": _l("3.3.7: əlavə müddəaları yazın."),
}


def missing_of(kind: str, content: Mapping[str, Any]) -> Missing:
    """Return (field, text) for everything that the paper of this kind still lacks, in the order of its fields."""
    wanted = {"form1": FORM1, "form2": FORM2, "contract": CONTRACT}[kind]
    found: Missing = [(name, text) for name, text in wanted.items() if not str(content.get(name) or "").strip()]
    return found + {"form1": _form1, "form2": _form2, "contract": _contract}[kind](content)


def _form1(content: Mapping[str, Any]) -> Missing:
    found: Missing = []
    if content.get("voen") and normal_voen(str(content["voen"])) is None:
        found.append(("voen", _l("VÖEN yoxlamadan keçmir: on rəqəmi düzgün yazın.")))
    if not any(content.get(name) for name in ("basis_act", "basis_other")):
        found.append(("basis_act", _l("Qoşulmaq üçün əsası göstərin: hüquqi akt və ya digər əsas.")))
    if bool(content.get("assessed_on")) != bool(content.get("opinion")):
        found.append(("assessed_on", _l("Qiymətləndirmənin həm tarixini, həm də rəyi göstərin.")))
    found += _person("contact", content.get("contact") or {})
    people = [row for row in content.get("support") or () if any(row.values())]
    if len(people) < LEAST_SUPPORT:
        found.append(("support", _l("Texniki dəstək üzrə ən azı iki nəfər göstərin.")))
    for place, row in enumerate(people):
        found += _person(f"support-{place}", row)
    return found


def _form2(content: Mapping[str, Any]) -> Missing:
    found: Missing = []
    rows = [row for row in content.get("services") or () if any(row.values())]
    if not rows:
        found.append(("services", _l("Ən azı bir xidmət göstərin.")))
    for place, row in enumerate(rows):
        found += [(f"services-{place}-{name}", text) for name, text in ROW.items() if not row.get(name)]
    if content.get("email") and not EMAIL.fullmatch(content["email"]):
        found.append(("email", _l("Elektron poçt ünvanı düzgün deyil.")))
    if content.get("phone") and not PHONE.fullmatch(content["phone"]):
        found.append(("phone", _l("Telefon nömrəsini düzgün yazın, məsələn +994 12 000 00 00.")))
    return found


def _contract(content: Mapping[str, Any]) -> Missing:
    structure = str(content.get("structure") or "")
    if structure and not readable_schema(structure):
        return [("structure", _l("3.3.5: sxem oxunmur. XSD və ya JSON sxemini düzgün yazın."))]
    return []


def _person(prefix: str, row: Mapping[str, Any]) -> Missing:
    found: Missing = []
    if not row.get("name"):
        found.append((f"{prefix}-name", _l("Əlaqə şəxsinin soyadını, adını, atasının adını yazın.")))
    for name in ("work_phone", "mobile_phone"):
        if not PHONE.fullmatch(str(row.get(name) or "")):
            found.append((f"{prefix}-{name}", _l("Telefon nömrəsini düzgün yazın, məsələn +994 12 000 00 00.")))
    if not EMAIL.fullmatch(str(row.get("email") or "")):
        found.append((f"{prefix}-email", _l("Elektron poçt ünvanı düzgün deyil.")))
    return found


def readable_schema(text: str) -> bool:
    """Whether `text` is a JSON object or well-formed XML without a document type: what a schema is written in."""
    plain = text.strip()
    if plain.startswith("{"):
        try:
            return isinstance(json.loads(plain), dict)
        except (ValueError, RecursionError):
            return False
    if not plain.startswith("<") or "<!DOCTYPE" in plain:
        return False
    try:
        expat.ParserCreate().Parse(plain, True)
    except expat.ExpatError:
        return False
    return True
