"""What programs see of a waybill, the same of a real one and of one in the sandbox."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webapp.core.findings import Finding, Level
from webapp.waybills.validation.texts import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which waybills a list shall have."""

    shelf: str | None = None
    state: str | None = None
    words: str = ""
    plate: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One waybill."""

    public_id: str
    number: str | None
    state: str
    version: int
    roles: tuple[str, ...]
    content: dict[str, Any]
    changed_at: datetime
    shared: bool
    acts: tuple[dict[str, Any], ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON knows it."""
        return {
            "id": self.public_id,
            "number": self.number,
            "state": self.state,
            "version": self.version,
            "roles": list(self.roles),
            "shared": self.shared,
            "changed_at": self.changed_at.isoformat(),
            "content": self.content,
            "acts": list(self.acts),
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """A person was asked to sign a step."""

    public_id: str
    action: str
    signer: str
    state: str
    asked_at: datetime

    def as_json(self) -> dict[str, str]:
        """Return it as JSON knows it."""
        return {
            "id": self.public_id,
            "action": self.action,
            "signer": self.signer,
            "state": self.state,
            "asked_at": self.asked_at.isoformat(),
        }


def findings_json(found: Iterable[Finding]) -> list[dict[str, str]]:
    """Return what the checks found: each with its level, code, place in the document and words."""
    return [
        {
            "level": item.level.value,
            "code": item.code,
            "pointer": f"#{pointer_of(item.field)}",
            "detail": str(text_of(item)),
        }
        for item in found
    ]


def is_ready(found: Iterable[Finding]) -> bool:
    """Whether nothing stops the signature."""
    return all(item.level is not Level.BLOCK for item in found)


ENDS = {"at": "planned_at", "name": "name", "address": "address"}
SINGLE = {
    "vehicle": "/vehicle/plate",
    "driver": "/driver/ref",
    "trailer1": "/trailers/0/plate",
    "trailer2": "/trailers/1/plate",
    "total_gross_kg": "/total_gross_kg",
}


def pointer_of(editor_field: str) -> str:
    """Return the place in the document of a field of the editor, which is how checks name places."""
    if editor_field in SINGLE:
        return f"/content{SINGLE[editor_field]}"
    parts = editor_field.split("-")
    if parts[0] == "goods" and len(parts) > 2:  # noqa: PLR2004 - goods, line, member
        return f"/content/goods/{parts[1]}/{'/'.join(parts[2:])}"
    if parts[0] == "drops" and len(parts) == 3:  # noqa: PLR2004 - drops, stop, member
        inner = "consignee/number" if parts[2] == "number" else f"unloading/{ENDS.get(parts[2], parts[2])}"
        return f"/content/drops/{parts[1]}/{inner}"
    head, _, tail = editor_field.partition("_")
    if head in {"consignor", "carrier", "consignee"} and tail == "number":
        return f"/content/{head}/number"
    if head in {"loading", "unloading"} and tail in ENDS:
        return f"/content/{head}/{ENDS[tail]}"
    return "/content"
