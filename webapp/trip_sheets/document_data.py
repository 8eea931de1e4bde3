"""What the printed sheet says: plain strings, in Azerbaijani, the language of the document."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from webapp.core.clock import local
from webapp.core.plain_json import sha256_of
from webapp.core.text import _, in_language
from webapp.documents.api import frame, versions
from webapp.trip_sheets.content import Back, Content, Mark
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.queries import content_of
from webapp.trip_sheets.rules import Action, work_of
from webapp.trip_sheets.wording import FUELS, STATES, STEPS

TEMPLATE: Final = "trip_sheets/templates/trip_sheets/sheet.typ"
AFTER: Final = {Action.OPEN: "open", Action.CLOSE: "closed", Action.CORRECT: "closed"}


def document_data(sheet: Sheet, back: Back, *, action: Action, signer: str, party: str, reason: str) -> dict[str, Any]:
    """Return the data of the document as it is signed by `signer` for `party` in this step."""
    content, token = content_of(sheet.content), sheet.document_token or ""
    with in_language("az"):
        return {
            "frame": frame(
                token,
                title=_("Yük avtomobilinin yol vərəqi"),
                number=sheet.number,
                version=len(versions(token)) + 1,
                state=STATES[AFTER[action]][0],
            ),
            "head": _head(content),
            "before": _before(content),
            "after": _after(content, back) if action is not Action.OPEN else [],
            "waybills": len(content.waybills),
            "remarks": " ".join(filter(None, (content.remarks, back.remarks))),
            "step": [
                [_("Addım"), str(STEPS[action.value])],
                [_("İmzalayan"), signer],
                [_("Kimin adından"), party],
                *([[_("Səbəb"), reason]] if reason else []),
            ],
            "content_sha256": sha256_of([content, back]).hex(" ", 8),
        }


def _head(content: Content) -> list[list[str]]:
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (content.valid_from, content.valid_until) if day)
    return [
        [_("Daşıyıcı"), f"{content.carrier_name}, VÖEN {content.carrier_number}"],
        [_("Daşıma"), _("öz ehtiyacları üçün") if content.own_account else _("sifarişlə")],
        [_("Nəqliyyat vasitəsi"), f"{content.plate} {content.description}"],
        [_("Qoşqular"), ", ".join(content.trailers)],
        [_("Sürücülər"), "; ".join(f"{one.name}, {one.licence_number}" for one in content.drivers)],
        [_("Qüvvədədir"), days],
        [_("Yol və tapşırıq"), content.way],
        [_("Elektron qaimələr"), str(len(content.waybills) or "")],
    ]


def _before(content: Content) -> list[list[str]]:
    return [
        [_("Planlaşdırılan yola çıxma"), _moment(content.departs_at)],
        [_("Odometr, km"), str(content.odometer if content.odometer is not None else "")],
        [_("Odometr fərqinin səbəbi"), content.odometer_reason],
        [_("Yanacağın növü"), str(FUELS.get(content.fuel, ""))],
        [_("Norma, l/100 km"), _number(content.norm)],
        [_("Bakda qalıq, l"), _number(content.fuel_left)],
        [_("Verilib, l"), _number(content.fuel_given)],
        [_("Tibbi müayinə"), _mark(content.medical)],
        [_("Texniki buraxılış"), _mark(content.technical)],
    ]


def _after(content: Content, back: Back) -> list[list[str]]:
    work = work_of(content, back)
    return [
        [_("Yola çıxıb"), _moment(back.departed_at)],
        [_("Qayıdıb"), _moment(back.returned_at)],
        [_("Odometr, km"), str(back.odometer if back.odometer is not None else "")],
        [_("Yürüş, km"), str(work.km if work.km is not None else "")],
        [_("Yolda götürülüb, l"), _number(back.fuel_added)],
        [_("Bakda qalıq, l"), _number(back.fuel_left)],
        [_("Faktiki sərf, l"), _number(work.used)],
        [_("Norma üzrə sərf, l"), _number(work.by_norm)],
        [_("Reyslər"), str(back.trips if back.trips is not None else "")],
        [_("Daşınıb, t"), _number(back.tonnes)],
        [_("Yük dövriyyəsi, t·km"), _number(back.tonne_km)],
        [_("İş vaxtı, saat"), _number(back.hours)],
    ]


def _mark(mark: Mark) -> str:
    return ", ".join(filter(None, (mark.name, _moment(mark.at))))


def _moment(instant: datetime | None) -> str:
    return local(instant).strftime("%d.%m.%Y %H:%M") if instant else ""


def _number(value: Decimal | None) -> str:
    return f"{value.normalize():f}".replace(".", ",") if value is not None else ""
