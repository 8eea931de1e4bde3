"""By what a document stands: which kind of signature each act has, in words; the photos that acts name."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.clock import local
from webapp.core.text import Text, _
from webapp.waybills.models import WaybillAct
from webapp.waybills.rules import SIGNED, Action


def signature_of(act: WaybillAct) -> Text:
    """Return how an act was signed: electronic signature, key of a phone, or reported without a signature."""
    device = act.data.get("device")
    if act.certificate_number:
        return _("Gücləndirilmiş elektron imza")
    if device:
        stated = local(datetime.fromisoformat(device["stated_at"])).strftime("%d.%m.%Y %H:%M")
        return _("Sürücünün telefonunun açarı ilə imza, telefonun saatı %(at)s", at=stated)
    return _("İmzasız qeyd") if Action(act.action) not in SIGNED else ""


def awaits_signature(acts: list[WaybillAct]) -> bool:
    """Whether the goods were accepted by a phone's key alone."""
    done = [act for act in acts if act.outcome == "done"]
    loading = next((act for act in done if act.action == Action.ACCEPT), None)
    signed = any(act.action == Action.COUNTERSIGN for act in done)
    return loading is not None and "device" in loading.data and not signed


@dataclass(frozen=True, slots=True)
class Pictured:
    """An act with the digests of its photos."""

    act: WaybillAct
    photos: tuple[str, ...]


def pictured(acts: list[WaybillAct]) -> list[Pictured]:
    """Return the acts that name photos."""
    return [Pictured(act, tuple(act.data["photos"])) for act in acts if act.data.get("photos")]
