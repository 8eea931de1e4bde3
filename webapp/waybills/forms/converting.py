"""From the editor's form to a waybill's content and back."""

from typing import Any

from webapp.waybills.content import DriverEntry, GoodsRow, PartyEntry, Place, VehicleEntry, WaybillContent
from webapp.waybills.forms.editor import CarrierEditorForm, EditorForm, GoodsForm
from webapp.waybills.packages import PACKAGES

GOODS = ("marks", "packages", "package_type", "nature", "hs_code", "gross_kg", "net_kg", "volume_m3")


def content_of(form: EditorForm, current: WaybillContent, fixed: frozenset[str]) -> WaybillContent:
    """Return what was typed. Parties in the roles `fixed` stay who they are; so does a driver chosen by the carrier."""
    numbers = {role: form[f"{role}_number"].data or "" for role in current.parties}
    numbers |= {role: current.parties[role].number for role in fixed}
    return WaybillContent(
        consignor=PartyEntry(number=numbers["consignor"]),
        carrier=PartyEntry(number=numbers["carrier"]),
        consignee=PartyEntry(number=numbers["consignee"]),
        goods=tuple(row for row in map(_row, form.goods) if not row.is_empty),
        total_gross_kg=form.total_gross_kg.data,
        documents=form.documents.lines,
        loading=_place(form, "loading"),
        unloading=_place(form, "unloading"),
        vehicle=VehicleEntry(plate=form.vehicle.data or ""),
        trailers=tuple(VehicleEntry(plate=f.data) for f in (form.trailer1, form.trailer2) if f.data),
        driver=_driver(form, current, numbers["carrier"]),
        seals=form.seals.lines,
        instructions=form.instructions.data or "",
        remarks=form.remarks.data or "",
        internal=bool(form.internal.data),
    )


def form_data(content: WaybillContent, *, blank_rows: int) -> dict[str, Any]:
    """Return the form's values for `content`, with `blank_rows` empty lines of goods to type into."""
    trailers = [trailer.plate for trailer in content.trailers] + ["", ""]
    rows = [{name: getattr(row, name) for name in GOODS} for row in content.goods]
    return {
        **{f"{role}_number": party.number for role, party in content.parties.items()},
        "internal": content.internal,
        "goods": rows + [{"package_type": ""} for _ in range(blank_rows)],
        "total_gross_kg": content.total_gross_kg,
        **_place_data("loading", content.loading),
        **_place_data("unloading", content.unloading),
        "vehicle": content.vehicle.plate,
        "trailer1": trailers[0],
        "trailer2": trailers[1],
        "driver": content.driver.ref,
        "documents": "\n".join(content.documents),
        "seals": "\n".join(content.seals),
        "instructions": content.instructions,
        "remarks": content.remarks,
    }


def _row(entry: Any) -> GoodsRow:
    form: GoodsForm = entry.form
    values = {name: form[name].data for name in GOODS}
    texts = {name: values[name] or "" for name in ("marks", "nature", "hs_code")}
    known = values["package_type"] if values["package_type"] in PACKAGES else ""
    return GoodsRow(**{**values, **texts, "package_type": known})


def _place(form: EditorForm, end: str) -> Place:
    return Place(
        name=form[f"{end}_name"].data or "",
        address=form[f"{end}_address"].data or "",
        planned_at=form[f"{end}_at"].data,
    )


def _place_data(end: str, place: Place) -> dict[str, Any]:
    return {f"{end}_name": place.name, f"{end}_address": place.address, f"{end}_at": place.planned_at}


def _driver(form: EditorForm, current: WaybillContent, carrier: str) -> DriverEntry:
    if isinstance(form, CarrierEditorForm):
        return DriverEntry(ref=form.driver.data or "")
    return DriverEntry(ref=current.driver.ref) if carrier == current.carrier.number else DriverEntry()
