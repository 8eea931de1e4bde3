"""What anybody who scans the code learns of a form: whose, which bus, from where to where, how many. No passenger."""

from typing import Final

from webapp.core.clock import local
from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts, Tone
from webapp.journeys.queries import content_of, form_by_public_id
from webapp.journeys.services.signing import DOCUMENT
from webapp.journeys.wording import STATES

TONES: Final[dict[str, Tone]] = {"signed": "success", "closed": "neutral"}


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the form with this public id. Raises NoSuchForm."""
    form = form_by_public_id(ref)
    content = content_of(form.content)
    way = " – ".join([*(leg.origin for leg in content.legs[:1]), *(leg.target for leg in content.legs)])
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Daşıyıcı"), content.carrier_name),
        (_l("Avtobus"), content.bus.plate),
        (_l("Yol"), way),
        (_l("Yola düşmə"), f"{local(form.departs_at):%d.%m.%Y %H:%M}" if form.departs_at else ""),
        (_l("Sərnişinlərin sayı"), str(form.passenger_count)),
    )
    return PublicFacts(
        tone=TONES.get(form.state, "danger"),
        word=STATES[form.state][0],
        number=form.number,
        rows=rows,
        issued_at=form.signed_at,
        as_of=form.changed_at,
    )


JOURNEY_DOCUMENT: Final = DocumentType(DOCUMENT, _l("Qeyri-müntəzəm sərnişin daşımasının formulyarı"), public_facts)
