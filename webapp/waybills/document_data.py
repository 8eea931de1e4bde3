"""What the printed document says: plain strings for the template, in Azerbaijani, the language of the form."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from webapp.core.clock import local
from webapp.core.text import _, in_language
from webapp.documents.api import Evidence, frame, versions
from webapp.waybills.chain import acts_of
from webapp.waybills.changing import changed
from webapp.waybills.content import GoodsRow, PartyEntry, Place, VehicleEntry, WaybillContent
from webapp.waybills.content_json import content_from_json, sha256_of
from webapp.waybills.driving.seeing import signature_of
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.packages import PACKAGES
from webapp.waybills.rules import Action, Role, State, next_state
from webapp.waybills.saying import said
from webapp.waybills.services.stepping import Step
from webapp.waybills.wording import DONE, ROLES, STATES


def document_data(waybill: Waybill, step: Step) -> dict[str, Any]:
    """Return the data of the document as it stands after `step`, with the evidence of every earlier act."""
    signed = content_from_json(waybill.content)
    content = changed(content_from_json(waybill.standing), _in_force(step))
    acts = acts_of(waybill.id)
    token = waybill.document_token or ""
    with in_language("az"):
        return {
            "frame": frame(
                token,
                title=_("Elektron əmtəə-nəqliyyat qaiməsi"),
                number=waybill.number,
                version=len(versions(token)) + 1,
                state=STATES[next_state(State(waybill.state), step.action)][0],
                evidence=[_evidence(act) for act in acts if act.certificate_number and act.outcome == "done"],
            ),
            "content_sha256": _grouped(sha256_of(signed)),
            **_content(content, step.data.get("delivered", ())),
            "step": [
                [_("Addım"), str(DONE[step.action])],
                [_("İmzalayan"), step.actor_name],
                [_("Kimin adından"), step.party_name],
                [_("Səbəb"), step.reason],
                *([str(label), value] for label, value in said(step.action, step.data)),
            ],
            "acts": [_act(act) for act in acts],
        }


def moment(instant: datetime | None) -> str:
    """Return an instant as the form writes it: 22.11.2026 14:05, Baku time."""
    return local(instant).strftime("%d.%m.%Y %H:%M") if instant else ""


def quantity(value: Decimal | None) -> str:
    """Return a weight or volume with the decimal comma of the language, without needless zeros."""
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")


def _content(content: WaybillContent, delivered: Sequence[str]) -> dict[str, Any]:
    amounts = [quantity(Decimal(amount)) for amount in delivered] or [""] * len(content.goods)
    rows = zip(content.goods, amounts, strict=True)
    return {
        "consignor": _party(content.consignor),
        "carrier": _party(content.carrier),
        "consignee": _party(content.consignee),
        "loading": _place(content.loading),
        "unloading": _place(content.unloading),
        "stops": [
            {"n": str(place), "consignee": _party(stop.consignee), "unloading": _place(stop.unloading)}
            for place, stop in enumerate(content.stops, start=1)
            if content.drops
        ],
        "vehicle": _vehicle(content.vehicle),
        "trailers": [_vehicle(trailer) for trailer in content.trailers],
        "driver": {"name": content.driver.name, "licence": content.driver.licence_number},
        "goods": [_row(index, row, amount) for index, (row, amount) in enumerate(rows, start=1)],
        "received": bool(delivered),
        "gross_kg": quantity(content.gross_kg),
        "packages": str(sum(row.packages or 0 for row in content.goods)),
        "documents": list(content.documents),
        "seals": list(content.seals),
        "instructions": content.instructions,
        "remarks": content.remarks,
        "temperature": content.temperature.line,
        "containers": ", ".join(content.containers),
        "approval": content.vehicle_approval,
        "earlier_carriers": [f"{one.party.name} (VÖEN {one.party.number})" for one in content.earlier_carriers],
    }


def _party(entry: PartyEntry) -> dict[str, str]:
    return {"name": entry.name, "number": entry.number, "address": entry.address}


def _place(place: Place) -> dict[str, str]:
    return {"name": place.name, "address": place.address, "at": moment(place.planned_at)}


def _vehicle(entry: VehicleEntry) -> dict[str, str]:
    return {"plate": entry.plate, "description": entry.description, "category": entry.category}


def _row(index: int, row: GoodsRow, received: str) -> dict[str, str]:
    return {
        "line": str(index),
        "stop": str(row.drop + 1),
        "marks": row.marks,
        "packages": str(row.packages) if row.packages else "",
        "type": str(PACKAGES.get(row.package_type, row.package_type)),
        "nature": "\n".join(part for part in (row.nature, row.adr.line if row.adr else "") if part),
        "hs": row.hs_code,
        "gross": quantity(row.gross_kg),
        "net": quantity(row.net_kg),
        "volume": quantity(row.volume_m3),
        "received": received,
    }


def _in_force(step: Step) -> dict[str, Any]:
    """Return what the step itself changes at once; a proposal changes nothing before all agreed."""
    return step.data.get("change", {}) if step.action in {Action.RELOAD, Action.RESEAL} else {}


def _evidence(act: WaybillAct) -> Evidence:
    signed_at = act.data.get("signed_at")
    instant = datetime.fromisoformat(signed_at) if signed_at else act.at
    return Evidence(str(ROLES[Role(act.role)]), _who(act), moment(instant), act.certificate_number or "")


def _act(act: WaybillAct) -> list[str]:
    if act.outcome == "done":
        later = said(Action(act.action), act.data)
        words = [str(DONE[Action(act.action)]), act.reason, *(f"{label}: {value}" for label, value in later)]
        words.append(str(signature_of(act)))
    else:  # its reason is a word for machines
        words = [_("Gecikmiş imza, qüvvəsi yoxdur")]
    return [str(act.seq), ". ".join(part for part in words if part), _who(act), moment(act.at), _grouped(act.hash)]


def _who(act: WaybillAct) -> str:
    same = act.party_name in {"", act.actor_name}
    return act.actor_name if same else _("%(person)s, %(party)s adından", person=act.actor_name, party=act.party_name)


def _grouped(digest: bytes) -> str:
    """Return a digest in groups of sixteen digits, so that it can break over lines and be compared by eye."""
    return digest.hex(" ", 8)
