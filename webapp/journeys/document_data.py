"""What the printed form says: plain strings, in Azerbaijani, the language of the form."""

from datetime import datetime
from typing import Any, Final

from webapp.core.azerbaijani import mask
from webapp.core.clock import local
from webapp.core.plain_json import sha256_of
from webapp.core.text import _, in_language
from webapp.documents.api import frame, versions
from webapp.journeys.content import Content
from webapp.journeys.models import Form
from webapp.journeys.queries import content_of, passengers_of
from webapp.journeys.wording import MODELS, PURPOSES, SERVICES, STATES

TEMPLATE: Final = "journeys/templates/journeys/form.typ"


def document_data(form: Form, *, signer: str, party: str) -> dict[str, Any]:
    """Return the data of the document as it is signed by `signer` for `party`."""
    content, token = content_of(form.content), form.document_token or ""
    with in_language("az"):
        return {
            "frame": frame(
                token,
                title=_("Qeyri-müntəzəm sərnişin daşımasının formulyarı"),
                number=form.number,
                version=len(versions(token)) + 1,
                state=STATES["signed"][0],
            ),
            "head": _head(content),
            "legs": _legs(content),
            "passengers": [
                [str(place), one.name, mask(one.document), one.nationality, str(one.born or "")]
                for place, one in enumerate(passengers_of(form), start=1)
            ],
            "remarks": content.remarks,
            "step": [[_("İmzalayan"), signer], [_("Kimin adından"), party]],
            "content_sha256": sha256_of(content).hex(" ", 8),
        }


def _moment(instant: datetime | None) -> str:
    return local(instant).strftime("%d.%m.%Y %H:%M") if instant else ""


def _head(content: Content) -> list[list[str]]:
    return [
        [_("Daşıyıcı"), f"{content.carrier_name}, VÖEN {content.carrier_number}"],
        [_("Daşıyıcının telefonu"), content.carrier_phone],
        [_("Sifarişçi"), ", ".join(filter(None, (content.organiser.name, content.organiser.number)))],
        [_("Müqavilə"), content.organiser.contract],
        [_("Səfərin məqsədi"), str(PURPOSES.get(content.purpose, ""))],
        [_("Model"), str(MODELS.get(content.model, ""))],
        *_abroad(content),
        [_("Avtobus"), f"{content.bus.plate} {content.bus.description}"],
        [_("Yerlərin sayı"), str(content.bus.seats or "")],
        [_("Sürücülər"), "; ".join(f"{one.name}, {one.licence_number}" for one in content.drivers)],
        [_("Bələdçilər"), str(content.guides or "")],
    ]


def _abroad(content: Content) -> list[list[str]]:
    if not content.is_international:
        return []
    return [
        [_("Daşımanın növü"), str(SERVICES.get(content.service, ""))],
        [_("Ölkələr"), content.countries],
        [_("Sərhəd məntəqələri"), content.borders],
    ]


def _legs(content: Content) -> list[list[str]]:
    return [
        [
            str(place),
            f"{leg.origin} – {leg.target}",
            _moment(leg.departs_at),
            _moment(leg.arrives_at),
            f"{leg.km:f}".replace(".", ",") if leg.km is not None else "",
            _("boş") if leg.empty else "",
        ]
        for place, leg in enumerate(content.legs, start=1)
    ]
