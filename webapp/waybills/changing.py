"""What acts change of an accepted waybill: its signed content stays, what holds now follows from content and acts. Pure.

A *change* is a plain mapping, part of the act that is signed: `vehicle`, `trailers`, `driver`, `seals`, `consignee`,
`carrier`, `earlier_carriers`, `unloading`, `goods` (line → members), `drops` (stop, from 1, → members), `documents`,
`instructions`. A member that is absent stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Final

from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json, to_json

WHOLE: Final = (
    *("vehicle", "trailers", "driver", "seals", "consignee", "carrier", "earlier_carriers", "documents"),
    "instructions",
)
MEMBERS: Final = ("unloading",)
NAMES: Final = frozenset(one.name for one in fields(WaybillContent))


def changed(content: WaybillContent, change: Mapping[str, Any]) -> WaybillContent:
    """Return `content` after one change. Raises KeyError for a member that no act may change."""
    known: dict[str, Any] = dict(to_json(content))
    for name, value in change.items():
        if name in WHOLE:
            known[name] = value
        elif name in MEMBERS:
            known[name] = {**known[name], **value}
        elif name == "goods":
            known["goods"] = [{**row, **value.get(str(place), {})} for place, row in enumerate(known["goods"])]
        elif name == "drops":
            known["drops"] = [
                _stop(drop, value.get(str(place), {})) for place, drop in enumerate(known.get("drops", []), start=1)
            ]
        else:
            raise KeyError(name)
    made = content_from_json(known)
    return replace(made, total_gross_kg=_total(made)) if "goods" in change else made


def standing(content: WaybillContent, changes: Iterable[Mapping[str, Any]]) -> WaybillContent:
    """Return what holds after all changes, in order."""
    for change in changes:
        content = changed(content, change)
    return content


def difference(before: WaybillContent, after: WaybillContent) -> list[tuple[str, Any, Any]]:
    """Return (path, old, new) of every plain value that differs, for people to compare."""
    return list(_differing("", to_json(before), to_json(after)))


def _stop(drop: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stop after a change of its consignee or of some of its place."""
    place = {**drop["unloading"], **change.get("unloading", {})}
    return {"consignee": change.get("consignee", drop["consignee"]), "unloading": place}


def _differing(path: str, old: Any, new: Any) -> Iterable[tuple[str, Any, Any]]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in [*old, *(name for name in new if name not in old)]:
            yield from _differing(f"{path}.{name}" if path else name, old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differing(f"{path}.{place}", one, other)
    elif old != new:
        yield path, old, new


def _total(content: WaybillContent) -> Decimal | None:
    return content.gross_kg if content.total_gross_kg is not None else None
