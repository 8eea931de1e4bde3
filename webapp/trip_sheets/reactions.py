"""What follows from facts: a signed step is taken, the carrier and the drivers are told."""

from typing import Any, Final

from flask import url_for

from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.core.bus import on
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate, notify_party
from webapp.signing.events import SignatureCompleted
from webapp.trip_sheets.events import ReadingsSent, SheetChanged
from webapp.trip_sheets.permissions import DRIVE, VIEW
from webapp.trip_sheets.queries import content_of, sheet_by_public_id
from webapp.trip_sheets.services.signing import PURPOSE, complete


@on(SignatureCompleted)
def take_the_sheets_step(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(SheetChanged)
def tell_of_the_sheet(fact: SheetChanged) -> None:
    """The carrier learns of every step, drivers of the opening and the cancelling."""
    params, party_id, drivers = _said(fact.public_id)
    notify_party(party_id, f"trip_sheets.{fact.what}", permission=VIEW, **params)
    if fact.what in {"open", "cancel"}:
        for fin in drivers:
            own = party_by_number(fin)
            if own is not None:
                notify_party(own.id, f"trip_sheets.{fact.what}", permission=DRIVE, **params)


@on(ReadingsSent)
def tell_of_the_readings(fact: ReadingsSent) -> None:
    """The carrier closes the sheet now."""
    params, party_id, _drivers = _said(fact.public_id)
    notify_party(party_id, "trip_sheets.readings", permission=VIEW, **params)


def _said(public_id: str) -> tuple[dict[str, str], int, list[str]]:
    sheet = sheet_by_public_id(public_id)
    assert sheet is not None  # the fact is of the same transaction
    content = content_of(sheet.content)
    known = {one.public_id: one.account_fin for one in carriers.drivers(sheet.carrier_party_id)}
    params = {"sheet": public_id, "number": sheet.number or "", "plate": content.plate}
    return params, sheet.carrier_party_id, [known[one.ref] for one in content.drivers if one.ref in known]


def _page(params: dict[str, Any]) -> str:
    return url_for("trip_sheets.show", public_id=params["sheet"])


TEMPLATES: Final = (
    NotificationTemplate(
        "trip_sheets.open",
        _l("Yol vərəqi açıldı"),
        _l("%(number)s: %(plate)s. Qayıdanda odometri və yanacağı yazın."),
        _page,
    ),
    NotificationTemplate(
        "trip_sheets.readings",
        _l("Sürücü odometri və yanacağı yazdı"),
        _l("%(number)s: %(plate)s. Yoxlayın və vərəqi bağlayın."),
        _page,
    ),
    NotificationTemplate("trip_sheets.close", _l("Yol vərəqi bağlandı"), _l("%(number)s: %(plate)s."), _page),
    NotificationTemplate(
        "trip_sheets.correct",
        _l("Yol vərəqinə düzəliş edildi"),
        _l("%(number)s: %(plate)s. Səbəbi vərəqdə yazılıb."),
        _page,
    ),
    NotificationTemplate(
        "trip_sheets.cancel", _l("Yol vərəqi ləğv edildi"), _l("%(number)s: %(plate)s. Səbəbi vərəqdə yazılıb."), _page
    ),
)
REACTIONS: Final = (take_the_sheets_step, tell_of_the_sheet, tell_of_the_readings)
