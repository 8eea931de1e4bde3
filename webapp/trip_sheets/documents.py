"""What anybody who scans the code learns of a sheet: whose, which vehicle, for which days. No driver's name, no fuel."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts, Tone
from webapp.trip_sheets.errors import NoSuchSheet
from webapp.trip_sheets.queries import content_of, sheet_by_public_id
from webapp.trip_sheets.services.signing import DOCUMENT
from webapp.trip_sheets.wording import STATES

TONES: Final[dict[str, Tone]] = {"open": "success", "closed": "neutral"}


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the sheet with this public id. Raises NoSuchSheet."""
    sheet = sheet_by_public_id(ref)
    if sheet is None:
        raise NoSuchSheet
    content = content_of(sheet.content)
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (content.valid_from, content.valid_until) if day)
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Daşıyıcı"), content.carrier_name),
        (_l("Nəqliyyat vasitəsi"), f"{content.plate} {content.description}"),
        (_l("Qüvvədədir"), days),
    )
    return PublicFacts(
        tone=TONES.get(sheet.state, "danger"),
        word=STATES[sheet.state][0],
        number=sheet.number,
        rows=rows,
        issued_at=sheet.opened_at,
        as_of=sheet.changed_at,
    )


SHEET_DOCUMENT: Final = DocumentType(DOCUMENT, _l("Yük avtomobilinin yol vərəqi"), public_facts)
