"""The consent of the other bodies that take part in a service, before its regulation is approved (Rules 9.2)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from webapp.catalogue.errors import StepNotPossible
from webapp.catalogue.models import Consent, DraftRegulation
from webapp.catalogue.permissions import DISCUSS
from webapp.catalogue.queries import draft
from webapp.catalogue.regulation import NONE
from webapp.catalogue.services.stepping import note
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.permissions import ensure_may
from webapp.core.text import _l

OTHERS: Final = "1.5"  # form 1: other executors of the service
OPEN: Final = frozenset({"draft", "open", "closed"})


def others_of(points: Mapping[str, Any]) -> list[str]:
    """Return the other bodies that point 1.5 names, a line each."""
    lines = [line.strip() for line in str(points.get(OTHERS, "")).splitlines()]
    return list(dict.fromkeys(line for line in lines if line and line != NONE))


def digest_of(points: Mapping[str, Any]) -> bytes:
    """Return what a consent is bound to: every point's text as it stands."""
    return hashlib.sha256(json.dumps(dict(points), sort_keys=True, ensure_ascii=False).encode()).digest()


def consents_of(found: DraftRegulation) -> list[tuple[str, Consent | None]]:
    """Return each other body with its consent to the text as it stands now; None while there is none."""
    wanted = (Consent.draft_id == found.id, Consent.digest == digest_of(found.points))
    given: Sequence[Consent] = db.session().scalars(select(Consent).where(*wanted)).all()
    by_body = {one.body: one for one in given}
    return [(body, by_body.get(body)) for body in others_of(found.points)]


def not_consented(found: DraftRegulation) -> list[str]:
    """Return the bodies of point 1.5 whose consent to the text as it stands is not there."""
    return [body for body, consent in consents_of(found) if consent is None]


def note_consent(public_id: str, *, body: str, person: str, day: date, paper: str, actor: Actor) -> None:
    """Keep that `person` of another body consented on `day` by `paper` to the text as it stands; once is enough.

    Raises NoSuchEntry, StepNotPossible when the draft is over, Invalid for a body that takes no part or a day to come.
    """
    ensure_may(actor, DISCUSS)
    found = draft(public_id, actor=actor, lock=True)
    if found.state not in OPEN:
        raise StepNotPossible
    if body not in others_of(found.points):
        raise Invalid(fields={"body": _l("Orqanı siyahıdan seçin: 1.5-ci bənddə göstərilənlər.")})
    if day > today():
        raise Invalid(fields={"day": _l("Razılığın günü gələcəkdə ola bilməz.")})
    if body not in not_consented(found):
        return
    given = {"body": body, "person": person, "day": day, "paper": paper}
    consent = Consent(draft_id=found.id, digest=digest_of(found.points), noted_by=actor.name, at=now(), **given)
    db.session().add(consent)
    note("consent", found, actor=actor, text=f"{body}: {person}, {day:%d.%m.%Y}, {paper}")
