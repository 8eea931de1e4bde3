"""What follows from facts: a signed form is locked, carrier and organiser are told."""

from typing import Any, Final

from flask import url_for

from webapp.core.bus import on
from webapp.core.text import _l
from webapp.journeys import events
from webapp.journeys.permissions import VIEW
from webapp.journeys.queries import content_of, form_by_public_id
from webapp.journeys.services.signing import PURPOSE, complete
from webapp.notifications.api import NotificationTemplate, notify_party
from webapp.signing.events import SignatureCompleted


@on(SignatureCompleted)
def lock_the_form(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(events.JourneySigned)
def tell_of_the_signature(fact: events.JourneySigned) -> None:
    """Carrier and organiser have the number now."""
    _tell(fact.public_id, "journeys.signed")


@on(events.JourneyChanged)
def tell_of_the_change(fact: events.JourneyChanged) -> None:
    """Both learn what nobody foresaw, or that the journey was cancelled; the organiser that a draft waits for it."""
    _tell(fact.public_id, f"journeys.{fact.what}" if fact.what in {"cancelled", "handed"} else "journeys.changed")


def _tell(public_id: str, code: str) -> None:
    form = form_by_public_id(public_id)
    content = content_of(form.content)
    params = {
        "form": public_id,
        "number": form.number or "",
        "plate": content.bus.plate,
        "origin": content.legs[0].origin if content.legs else "",
        "target": content.legs[-1].target if content.legs else "",
    }
    told = {form.carrier_party_id, form.organiser_party_id or form.carrier_party_id}
    for party_id in told - ({form.carrier_party_id} if code == "journeys.handed" else set()):
        notify_party(party_id, code, permission=VIEW, **params)


def _page(params: dict[str, Any]) -> str:
    return url_for("journeys.show", public_id=params["form"])


TEMPLATES: Final = (
    NotificationTemplate(
        "journeys.signed",
        _l("Formulyar imzalandı"),
        _l("%(number)s: %(origin)s – %(target)s, avtobus %(plate)s."),
        _page,
    ),
    NotificationTemplate(
        "journeys.handed",
        _l("Formulyar imzanızı gözləyir"),
        _l(
            "Sifariş etdiyiniz səfər: %(origin)s – %(target)s, avtobus %(plate)s. Yoxlayın və yola düşmədən əvvəl imzalayın."
        ),
        _page,
        sms=True,
    ),
    NotificationTemplate(
        "journeys.changed",
        _l("Formulyara qeyd əlavə olundu"),
        _l("%(number)s: %(origin)s – %(target)s. Qeydi formulyarda oxuyun."),
        _page,
    ),
    NotificationTemplate(
        "journeys.cancelled",
        _l("Səfər ləğv edildi"),
        _l("%(number)s: %(origin)s – %(target)s, avtobus %(plate)s. Səbəbi formulyarda yazılıb."),
        _page,
        sms=True,
    ),
)
REACTIONS: Final = (lock_the_form, tell_of_the_signature, tell_of_the_change)
