"""Forms of the acts on the road and after it. Each gives what the act says (see `saying.py`) and its reason."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Optional

from webapp.carriers import api as carriers
from webapp.core.text import Text, _l
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.forms.acts import ReasonForm, StepForm
from webapp.waybills.forms.fields import (
    CountField,
    LinesField,
    MomentField,
    WeightField,
    at_most,
    few_lines,
    lines_of,
    plate_or_typed,
    voen_or_typed,
)
from webapp.waybills.saying import ANSWERS, COMPLAINTS, MANNERS, STOPS

Said = dict[str, Any]
WRITE = _l("Doldurun.")
PLACES: Final = {"stop": -1, "documents": 1, "instructions": 1, "condition": 1, "reason": 2}


def _choices(words: Mapping[str, Text]) -> list[SelectChoice]:
    return [SelectChoice(code, label) for code, label in words.items()]


class RoadForm(StepForm):
    """An act that needs no words: its signature is what it says."""

    def said(self, _content: WaybillContent) -> Said:
        """Return what the act says."""
        return {}

    @property
    def in_order(self) -> list[Field]:
        """The fields as one fills them in: which stop, what happened, then the papers, then why."""
        fields = [field for field in self if field.name not in {"csrf_token", "version"}]
        return sorted(fields, key=lambda field: PLACES.get(field.name, 0))

    @property
    def why(self) -> str:
        """The reason, when the form asks for one."""
        return (self.reason.data or "") if "reason" in self else ""

    def choose(self, drivers: Sequence[carriers.Driver]) -> None:
        """Fill choices that follow from the waybill."""


class WhyForm(RoadForm, ReasonForm):
    """An act with its reason."""


class ReplyForm(RoadForm):
    """What the consignor says to the carrier's reservations."""

    answer = RadioField(_l("Cavab"), [DataRequired(message=_l("Cavabı seçin."))], choices=_choices(ANSWERS))
    words = TextAreaField(_l("İzah"), [at_most(1000)])

    def said(self, _content: WaybillContent) -> Said:
        """Return answer and words."""
        return {"answer": self.answer.data, "words": self.words.data or ""}


class ResealForm(WhyForm):
    """Which seals were taken off and which put on."""

    seals = LinesField(_l("Yeni plomblar"), [DataRequired(message=_l("Yeni plombların nömrələrini yazın.")), few_lines])

    def said(self, content: WaybillContent) -> Said:
        """Return the seals before and after."""
        return {"old": list(content.seals), "change": {"seals": list(self.seals.lines)}}


class TransportForm(RoadForm):
    """By which vehicle and driver the goods go on."""

    plate = StringField(_l("Avtomobilin nişanı"), [DataRequired(message=_l("Nişanı yazın.")), at_most(20)])
    trailers = LinesField(_l("Qoşquların nişanları"), [at_most(100), few_lines])
    driver = SelectField(_l("Sürücü"), [DataRequired(message=_l("Sürücünü seçin."))], validate_choice=True)

    def choose(self, drivers: Sequence[carriers.Driver]) -> None:
        """Offer the carrier's drivers, the one who drives first."""
        self.driver.choices = _choices({one.public_id: one.name for one in drivers})

    def transport(self) -> Said:
        """Return the change of vehicle, trailers and driver."""
        empty = to_json(WaybillContent())
        vehicle = {**empty["vehicle"], "plate": plate_or_typed(self.plate.data)}
        trailers = [{**empty["vehicle"], "plate": plate_or_typed(line)} for line in lines_of(self.trailers.data)][:2]
        return {"vehicle": vehicle, "trailers": trailers, "driver": {**empty["driver"], "ref": self.driver.data}}


class ReloadForm(TransportForm, ReasonForm):
    """Goods moved to another vehicle: where the counter stood, under which seals, in which condition."""

    odometer = CountField(_l("Odometr, km"), [Optional()])
    seals = LinesField(_l("Plomblar"), [at_most(1000), few_lines])
    condition = TextAreaField(_l("Yükün vəziyyəti"), [at_most(1000)])

    def said(self, _content: WaybillContent) -> Said:
        """Return the change and what was seen."""
        change = {**self.transport(), "seals": list(self.seals.lines)}
        return {"change": change, "odometer": self.odometer.data, "condition": self.condition.data or ""}


class TakeOverForm(TransportForm):
    """The next carrier says how it goes on."""

    def said(self, _content: WaybillContent) -> Said:
        """Return the change."""
        return {"change": self.transport()}


class StoreForm(WhyForm):
    """Where goods are put on the way."""

    place = StringField(_l("Anbar"), [DataRequired(message=_l("Anbarın adını yazın.")), at_most(200)])
    address = StringField(_l("Ünvan"), [at_most(300)])
    keeper = StringField(_l("Yükü saxlayan"), [at_most(200)])

    def said(self, _content: WaybillContent) -> Said:
        """Return the place."""
        return {name: getattr(self, name).data or "" for name in ("place", "address", "keeper")}


class RetrieveForm(RoadForm):
    """Goods taken out of storage again."""

    condition = TextAreaField(_l("Yükün vəziyyəti"), [at_most(1000)])

    def said(self, _content: WaybillContent) -> Said:
        """Return their condition."""
        return {"condition": self.condition.data or ""}


class StopForm(WhyForm):
    """Why the carriage cannot go on, and who recorded it."""

    kind = RadioField(_l("Nə baş verib"), [DataRequired(message=_l("Birini seçin."))], choices=_choices(STOPS))
    record = StringField(_l("Dövlət orqanının aktı: nömrəsi, tarixi"), [at_most(200)])

    def said(self, _content: WaybillContent) -> Said:
        """Return kind and record."""
        return {"kind": self.kind.data, "record": self.record.data or ""}


class ComplainForm(WhyForm):
    """What was found after the delivery."""

    kind = RadioField(_l("Şikayət"), [DataRequired(message=_l("Birini seçin."))], choices=_choices(COMPLAINTS))

    def said(self, _content: WaybillContent) -> Said:
        """Return the kind."""
        return {"kind": self.kind.data}


class RedirectForm(WhyForm):
    """Where the goods go instead; what is left empty stays. `stop` is asked only where there are several."""

    consignee = StringField(_l("Yeni yükalanın VÖEN-i"), [at_most(20)])
    place = StringField(_l("Yeni boşaltma yeri"), [at_most(200)])
    address = StringField(_l("Ünvan"), [at_most(300)])
    planned_at = MomentField(_l("Planlaşdırılan vaxt"))

    def said(self, _content: WaybillContent) -> Said:
        """Return the change of consignee and place."""
        change: Said = {}
        if self.consignee.data:
            number = voen_or_typed(self.consignee.data)
            change["consignee"] = {"number": number, "name": "", "address": ""}
        place = {"name": self.place.data, "address": self.address.data}
        place = {name: value for name, value in place.items() if value}
        if self.planned_at.data:
            place["planned_at"] = to_json(self.planned_at.data)
        change |= {"unloading": place} if place else {}
        stop = self["stop"].data if "stop" in self else "0"
        return {"kind": "redirect", "change": change if stop == "0" else {"drops": {stop: change}}}


def redirect_form(content: WaybillContent) -> type[RedirectForm]:
    """Return the form for a waybill, with the choice of the stop where there are several consignees."""
    if not content.drops:
        return RedirectForm
    stops = {
        str(place): f"{place + 1}. {stop.consignee.name or stop.consignee.number}, {stop.unloading.name}"
        for place, stop in enumerate(content.stops)
    }
    field = RadioField(_l("Hansı yükalan"), [DataRequired(message=_l("Birini seçin."))], choices=_choices(stops))
    made: type[RedirectForm] = type("RedirectFormOfStops", (RedirectForm,), {"stop": field})
    return made


class HandOverForm(WhyForm):
    """Which carrier takes the goods on."""

    carrier = StringField(_l("Növbəti daşıyıcının VÖEN-i"), [DataRequired(message=_l("VÖEN-i yazın.")), at_most(20)])
    manner = RadioField(
        _l("O, yükü necə aparır?"), [DataRequired(message=_l("Birini seçin."))], choices=_choices(MANNERS)
    )

    def said(self, _content: WaybillContent) -> Said:
        """Return the change of carrier."""
        change = {"carrier": {"number": voen_or_typed(self.carrier.data), "name": "", "address": ""}}
        return {"kind": "hand_over", "change": change, "sub": self.manner.data == "sub"}


class VoidForm(WhyForm):
    """Why the waybill is undone."""

    def said(self, _content: WaybillContent) -> Said:
        """Return the proposal."""
        return {"kind": "void", "change": {}}


class AdjustForm(WhyForm):
    """Made by `adjust_form`: the lines of goods and the papers as they should read."""

    documents = LinesField(_l("Yüklə verilən sənədlər"), [at_most(2000), few_lines])
    instructions = TextAreaField(_l("Göstərişlər"), [at_most(1000)])

    def said(self, content: WaybillContent) -> Said:
        """Return only what was changed."""
        known, goods = to_json(content), {}
        for place, row in enumerate(known["goods"]):
            now = {
                "nature": self[f"nature_{place}"].data or "",
                "packages": self[f"packages_{place}"].data,
                "gross_kg": to_json(self[f"gross_kg_{place}"].data),
            }
            different = {name: value for name, value in now.items() if value != row[name]}
            if different:
                goods[str(place)] = different
        change: Said = {"goods": goods} if goods else {}
        for name, value in (("documents", list(self.documents.lines)), ("instructions", self.instructions.data or "")):
            if value != known[name]:
                change[name] = value
        return {"kind": "adjust", "change": change}


def adjust_form(content: WaybillContent) -> type[AdjustForm]:
    """Return the form for a waybill with these lines of goods."""
    fields: dict[str, Any] = {}
    for place in range(len(content.goods)):
        line = place + 1
        fields[f"nature_{place}"] = StringField(
            _l("Sətir %(line)d: yükün adı", line=line), [DataRequired(message=WRITE), at_most(500)]
        )
        fields[f"packages_{place}"] = CountField(_l("Sətir %(line)d: yer sayı", line=line), [Optional()])
        fields[f"gross_kg_{place}"] = WeightField(
            _l("Sətir %(line)d: brutto, kq", line=line), [DataRequired(message=WRITE)]
        )
    made: type[AdjustForm] = type("AdjustForm", (AdjustForm,), fields)
    return made


def known_of(content: WaybillContent) -> dict[str, Any]:
    """Return what the forms show at first: what holds now."""
    known: dict[str, Any] = {
        "plate": content.vehicle.plate,
        "trailers": "\n".join(one.plate for one in content.trailers),
        "driver": content.driver.ref,
        "seals": "\n".join(content.seals),
        "documents": "\n".join(content.documents),
        "instructions": content.instructions,
    }
    for place, row in enumerate(content.goods):
        known |= {f"nature_{place}": row.nature, f"packages_{place}": row.packages, f"gross_kg_{place}": row.gross_kg}
    return known
