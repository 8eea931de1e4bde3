"""The invented servants written in three statements: a thousand facts take a fraction of a second."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from webapp.civil_service.demo.bodies import BODIES
from webapp.civil_service.demo.people import Held, Invented, invented
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.civil_service.services.registering import SERIES, servant_number
from webapp.core import db
from webapp.core.azerbaijani import sort_text
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.words import words_of

ENTERED: Final = "Kadrlar şöbəsi"


def write_invented(bodies: dict[str, int]) -> None:
    """Write every invented servant with his facts; `bodies` are the ids by VÖEN."""
    people = list(invented(today()))
    db.session().execute(insert(Servant), [_servant(one, bodies) for one in people])
    fins = {blind_index(one.fin): one for one in people}
    found = db.session().execute(select(Servant.id, Servant.fin_index).where(Servant.fin_index.in_(fins)))
    rows = [row for key, index in found for row in _facts(key, fins[index], bodies)]
    db.session().execute(insert(ServiceFact), rows)


def _servant(one: Invented, bodies: dict[str, int]) -> dict[str, Any]:
    last, day = one.posts[-1], today()
    full = f"{one.family_name} {one.given_name} {one.patronymic}"
    beginner = last.admission if last.admission in {"trainee", "probation"} else "in_service"
    return {
        "public_id": new_public_id(), "number": servant_number(next_number(SERIES, 0)), "fin": one.fin,
        "fin_index": blind_index(one.fin), "family_name": one.family_name, "given_name": one.given_name,
        "patronymic": one.patronymic, "search_name": sort_text(full), "words": " ".join(words_of(full)), "sex": one.sex,
        "birthdate": one.birthdate, "status": beginner if last.until is None or last.until >= day else "ended",
        "body_id": bodies[last.body.voen], "unit": last.unit, "post_title": last.title, "post_class": last.post_class,
        "rank": one.rank, "since": one.posts[0].since, "ended_on": last.until, "created_at": now(), "changed_at": now(),
    }  # fmt: skip


def _facts(servant_id: int, one: Invented, bodies: dict[str, int]) -> Iterator[dict[str, Any]]:
    names = {"family_name": one.family_name, "given_name": one.given_name, "patronymic": one.patronymic}
    yield _fact(servant_id, "identity", one.birthdate, None, names | {"sex": one.sex, "birthdate": one.birthdate.isoformat()},
                origin="ehis", source="DIN", entered_by="EHİS")  # fmt: skip
    for held in one.posts:
        yield _post(servant_id, held, bodies)
    last = one.posts[-1]
    by = {"source": last.body.name, "source_body_id": bodies[last.body.voen]}
    if one.rank and one.rank_since:
        yield _fact(servant_id, "rank", one.rank_since, None, {"rank": one.rank}, **by, **_order(one.rank_since, "d"))
    if one.attested_on:
        result = {"kind": "attestation", "result": "tutduğu vəzifəyə uyğundur"}
        yield _fact(servant_id, "attestation", one.attested_on, one.attested_on, result, **by)
        week = one.attested_on + timedelta(days=4)
        course = {"subject": one.course, "place": "Dövlət İdarəçilik Akademiyası", "hours": 36}
        yield _fact(servant_id, "training", one.attested_on, week, course, **by)
    if last.until is not None:
        ground = {"ground": "pension" if (last.until - one.birthdate).days > 62 * 365 else "own_wish"}
        yield _fact(servant_id, "termination", last.until, last.until, ground, **by, **_order(last.until, "x"))


def _post(servant_id: int, held: Held, bodies: dict[str, int]) -> dict[str, Any]:
    content = {"body": held.body.name, "unit": held.unit, "title": held.title, "post_class": held.post_class}
    content |= {"holding": "main", "admission": held.admission}
    if held.probation_until:
        content["probation_until"] = held.probation_until.isoformat()
    key = bodies[held.body.voen]
    row = _fact(servant_id, "post", held.since, held.until, content, source=held.body.name, source_body_id=key)
    return {**row, "body_id": key, "holding": "main", **_order(held.since, "k")}


def _order(day: date, kind: str) -> dict[str, Any]:
    return {"order_number": f"{day.timetuple().tm_yday}-{kind}", "order_date": day - timedelta(days=1)}


def _fact(
    servant_id: int, group: str, since: date, until: date | None, content: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return {
        "entry": new_public_id(), "version": 1, "servant_id": servant_id, "group_code": group, "content": content,
        "sealed": None, "body_id": None, "post_id": None, "holding": None, "valid_from": since, "valid_to": until,
        "known_from": now(), "known_to": None, "state": "standing", "origin": "participant", "cause": "entry",
        "manual": False, "source": BODIES[0].name, "source_body_id": None, "as_of": now(), "entered_by": ENTERED,
        "entered_account": None, "order_number": None, "order_date": None, "order_copy": None, "request_id": None,
        "reason": None, **more,
    }  # fmt: skip
