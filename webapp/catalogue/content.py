"""What stands in an application by form 2: its ten items, what is missing, what an entry takes over, what changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from webapp.catalogue.labels import FORM2, WANTED
from webapp.catalogue.models import Entry
from webapp.catalogue.rules import KINDS, NEEDS_NUMBER, PAYMENTS, USERS, Request
from webapp.core.text import Text, _l

TAKEN: Final = ("name", "executors", "content", "legal_basis", "kind", "payment", "users", "place")
NEEDED: Final = ("body", "name", "content", "legal_basis", "kind", "payment", "users", "place", "confirmed")
CHOICES: Final[dict[str, tuple[str, ...]]] = {"kind": KINDS, "payment": PAYMENTS}
Missing = list[tuple[str, Text]]


def content_of(entry: Entry) -> dict[str, Any]:
    """Return the items of form 2 as the register has them."""
    return {name: getattr(entry, name) or "" for name in TAKEN} | {"users": list(entry.users)}


def cleaned(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed with unknown codes taken out."""
    kept = {name: str(said.get(name) or "") for name in (*FORM2, "number", "list_no", "offer_code", "changed_on")}
    kept |= {name: kept[name] if kept[name] in codes else "" for name, codes in CHOICES.items()}
    users = said.get("users") or []
    return {**kept, "users": [code for code in USERS if code in users], "confirmed": bool(said.get("confirmed"))}


def missing_of(request: Request, content: Mapping[str, Any], *, head: str, today: date) -> Missing:
    """Return what must stand in the application before it is signed, as (field, text), in the form's order."""
    missing: Missing = [(name, WANTED[name]) for name in NEEDED if not content.get(name)]
    if request in NEEDS_NUMBER and not content.get("number"):
        missing.append(("number", WANTED["number"]))
    if content.get("place") and not is_address(str(content["place"])):
        missing.append(("place", _l("Veb ünvanı https:// ilə başlayan bütöv ünvan kimi yazın.")))
    if request is Request.AMEND:
        changed = day_of(content.get("changed_on"))
        if changed is None:
            missing.append(("changed_on", WANTED["changed_on"]))
        elif changed > today:
            missing.append(("changed_on", _l("Dəyişiklik günü gələcəkdə ola bilməz.")))
    if not head:
        missing.append(("head", WANTED["head"]))
    return missing


def is_address(text: str) -> bool:
    """Whether `text` is a whole address of the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in text


def day_of(text: Any) -> date | None:
    """Return the day that is kept as 2026-11-22, None when there is none."""
    return date.fromisoformat(str(text)) if text else None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return old and new value of each item that differs (10.2.2)."""
    return {name: [before.get(name, ""), after[name]] for name in TAKEN if before.get(name, "") != after[name]}
