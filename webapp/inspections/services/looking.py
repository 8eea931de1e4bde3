"""One look-up: papers first, then the registers without a transaction, then what was found is kept and told."""

import json
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record, record_view
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.inspections.errors import TooManyGuesses
from webapp.inspections.models import CheckedPaper, RoadCheck
from webapp.inspections.papers import Met, resolved
from webapp.inspections.permissions import INSPECT
from webapp.inspections.registers import asked
from webapp.inspections.rules import Answer
from webapp.inspections.values import Found, Row

PURPOSE: Final = _l("Yolda nəzarət: sənədlərin yoxlanılması")
GUESSES, WITHIN = 15, timedelta(minutes=10)
LONGEST: Final = 120
PASSENGER_PAPERS: Final = frozenset({"journey_form", "ticket"})


def look(typed: str, *, actor: Actor) -> str:
    """Look something up by code, number or plate, ask the registers, keep it; return the check's public id.

    Raises TooManyGuesses when an inspector tried fifteen numbers in vain within ten minutes. No transaction may be open.
    """
    ensure_may(actor, INSPECT)
    with transaction(read_only=True):
        _ensure_no_guessing(actor)
        means, met = resolved(typed)
        own = _own_rows(met)
    plates = _plates(means, typed, met)
    passengers = any(one.paper.kind in PASSENGER_PAPERS for one in met)
    drivers = list(dict.fromkeys(person for one in met for person in one.drivers))
    rows = [*own, *asked(plates, drivers, passengers=passengers, asked_by=actor.fin or "")]
    found = Found(papers=tuple(one.paper for one in met), rows=tuple(rows))
    with transaction():
        return _kept(typed, means, met, found, actor)


def _ensure_no_guessing(actor: Actor) -> None:
    query = select(func.count()).where(RoadCheck.inspector_id == actor.account_id, RoadCheck.at > now() - WITHIN)
    if (db.session().scalar(query.where(RoadCheck.means != "plate", RoadCheck.papers == 0)) or 0) >= GUESSES:
        raise TooManyGuesses


def _plates(means: str, typed: str, met: list[Met]) -> list[str]:
    plates = [plate for one in met if one.paper.in_force for plate in one.paper.plates]
    if means == "plate":
        plates.insert(0, normal_plate(typed) or "")
    return list(dict.fromkeys(plates or [plate for one in met for plate in one.paper.plates]))


def _own_rows(met: list[Met]) -> list[Row]:
    """Return how the carriers stand in our own register; our own answers at once."""
    rows = []
    for party_id, name in dict.fromkeys((one.paper.carrier_party_id, one.paper.carrier) for one in met):
        entry = carriers.carrier_of(party_id) if party_id is not None else None
        if entry is None:
            continue
        good = entry.standing == carriers.CarrierStanding.ACTIVE
        answer = Answer.OK if good else Answer.NOT
        rows.append(Row(code="carrier", subject=name, answer=answer, value=entry.standing.value, as_of=now()))
    return rows


def _kept(typed: str, means: str, met: list[Met], found: Found, actor: Actor) -> str:
    row = RoadCheck(
        public_id=new_public_id(),
        inspector_id=actor.account_id,
        inspector_name=actor.name,
        at=now(),
        means=means,
        asked=_asked(means, typed, met),
        papers=len(met),
        wrong=sum(one.answer in {Answer.NOT, Answer.ABSENT} for one in found.rows),
        silent=sum(one.answer == Answer.SILENT for one in found.rows),
        found=json.dumps(to_json(found), ensure_ascii=False),
    )
    db.session().add(row)
    db.session().flush()
    detail = {"means": means, "papers": len(met)}
    record("inspections.looked", actor=actor, object_type="road_check", object_key=row.public_id, detail=detail)
    for one in met:
        for party_id in one.concerned:
            named = {"kind": one.paper.kind, "ref": one.paper.ref, "number": one.paper.number}
            db.session().add(CheckedPaper(check_id=row.id, party_id=party_id, **named))
        for fin, name in one.drivers:
            kept = {"object_type": one.paper.kind, "object_key": one.paper.ref}
            record_view(actor=actor, subject_fin=fin, subject_name=name, purpose=PURPOSE, **kept)
    return row.public_id


def _asked(means: str, typed: str, met: list[Met]) -> str:
    """Return what the list of look-ups shows: the number behind a scanned code, else what was typed."""
    if means == "qr":
        return met[0].paper.number if met else "QR"
    return typed.strip()[:LONGEST]
