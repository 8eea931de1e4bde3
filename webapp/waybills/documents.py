"""What anybody who scans the code learns: genuine, how far, between whom, on which vehicle. Nothing of persons or prices."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts, Tone
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NoSuchWaybill
from webapp.waybills.models import Waybill
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import State
from webapp.waybills.wording import state_tag

DOCUMENT: Final = "waybill"
TEMPLATE: Final = "waybills/templates/waybills/waybill.typ"
TONES: Final[dict[State, Tone]] = {
    **dict.fromkeys((State.DRAFT, State.OFFERED, State.STOPPED, State.REFUSED, State.RETURNING), "warning"),
    **dict.fromkeys((State.CANCELLED, State.VOID), "danger"),
}


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the waybill with this public id. Raises NoSuchWaybill when there is none."""
    waybill = waybill_by_public_id(ref)
    if waybill is None:
        raise NoSuchWaybill
    acts = acts_of(waybill.id)
    return PublicFacts(
        tone=TONES.get(State(waybill.state), "success"),
        word=state_tag(State(waybill.state))[0],
        number=waybill.number,
        rows=_rows(waybill),
        issued_at=acts[0].at if acts else waybill.created_at,
        as_of=waybill.changed_at,
    )


def initials(name: str) -> str:
    """Return the first letters of a name: R.T.M."""
    return "".join(f"{word[0]}." for word in name.split() if word not in {"oğlu", "qızı"})


def _rows(waybill: Waybill) -> tuple[tuple[Text, str], ...]:
    content = content_from_json(waybill.standing)
    return (
        (_l("Yükgöndərən"), content.consignor.name),
        (_l("Daşıyıcı"), content.carrier.name),
        (_l("Yükalan"), ", ".join(stop.consignee.name for stop in content.stops if stop.consignee.name)),
        (_l("Nəqliyyat vasitəsi"), ", ".join(content.plates)),
        (_l("Sürücü"), initials(content.driver.name)),
        (_l("Yükləmə yeri"), content.loading.name),
        (_l("Boşaltma yeri"), ", ".join(stop.unloading.name for stop in content.stops if stop.unloading.name)),
    )


WAYBILL_DOCUMENT: Final = DocumentType(DOCUMENT, _l("Elektron əmtəə-nəqliyyat qaiməsi"), public_facts)
