"""What anybody who scans the code of an act learns: that it is ours, when and where, on which plate, how it stands."""

from typing import Final

from webapp.core.clock import local
from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts, Tone
from webapp.inspections import wording
from webapp.inspections.queries import act_by_public_id
from webapp.inspections.services.acting import DOCUMENT

TONES: Final[dict[str, Tone]] = {"filed": "warning", "signed": "success", "corrected": "neutral"}


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the act with this public id: no person, no violation. Raises NoSuchAct."""
    act = act_by_public_id(ref)
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Nəqliyyat vasitəsi"), act.plate),
        (_l("Nəzarətin vaxtı"), f"{local(act.begun_at):%d.%m.%Y %H:%M}"),
        (_l("Rayon"), str(wording.REGIONS[act.region])),
    )
    return PublicFacts(
        tone=TONES.get(act.state, "danger"),
        word=wording.STATES[act.state][0],
        number=act.number,
        rows=rows,
        issued_at=act.signed_at or act.received_at,
    )


ACT_DOCUMENT: Final = DocumentType(DOCUMENT, _l("Yolda nəzarət aktı"), public_facts)
