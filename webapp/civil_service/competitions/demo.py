"""Demo competitions: two open ones, and a judged and published one whose reserve state bodies can read."""

from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select

from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.competitions.rules import (
    SERIES,
    Outcome,
    Scored,
    outcomes,
    registration_number,
    reserve_until,
)
from webapp.civil_service.record_tables import ServiceBody
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import BAKU, now, today
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number

ANNOUNCER: Final = "Vüsal Arif oğlu Qasımov"
REQUIREMENTS: Final = "Ali hüquq və ya iqtisad təhsili, Azərbaycan dilini mükəmməl bilmək, kompüter bilikləri."
OPEN: Final = (
    ("Hüquq şöbəsi", "Məsləhətçi", "a6", 12),
    ("İnformasiya texnologiyaları şöbəsi", "Baş məsləhətçi", "a5", 20),
)
JUDGED: Final = (
    ("3CND1A1", "Nərgiz Anar qızı Səfərova", "BDU, hüquq, 2018", 91, 44),
    ("4CND2B2", "Ramin Elxan oğlu Quluzadə", "UNEC, maliyyə, 2016", 84, 41),
    ("5CND3C3", "Aytən Fikrət qızı Məlikova", "DİA, dövlət idarəetməsi, 2020", 79, 38),
    ("6CND4D4", "Toğrul Vüqar oğlu Əsədov", "ADA, hüquq, 2021", 58, 0),
)


def seed_competitions() -> None:
    """Load the demo competitions; nothing when there are any, or no body to announce them for."""
    bodies = list(db.session().scalars(select(ServiceBody).order_by(ServiceBody.id).limit(2)))
    if not bodies or db.session().scalar(select(ServiceCompetition.id).limit(1)) is not None:
        return
    moment = now()
    for number, (unit, title, post_class, days) in enumerate(OPEN):
        body = bodies[number % len(bodies)]
        _competition(body, unit, title, post_class, moment - timedelta(days=9), moment + timedelta(days=days))
    judged = _competition(
        bodies[0], "Kadrlar şöbəsi", "Böyük məsləhətçi", "a6", moment - timedelta(days=60), moment - timedelta(days=30)
    )
    judged.published_at, judged.published_name = moment - timedelta(days=2), ANNOUNCER
    _candidates(judged)


def _competition(
    body: ServiceBody, unit: str, title: str, post_class: str, announced: datetime, closes: datetime
) -> ServiceCompetition:
    row = ServiceCompetition(public_id=new_public_id(), body_id=body.id, unit=unit, post_title=title)
    row.number = f"M-{today().year}-{next_number('civil_service.competitions', today().year):04}"
    row.post_class, row.requirements = post_class, REQUIREMENTS
    row.search_title = fold(f"{title} {unit} {body.name}")
    row.announced_at, row.announced_name, row.closes_at = announced, ANNOUNCER, _end_of_work(closes)
    row.test_on = (closes + timedelta(days=7)).date()
    db.session().add(row)
    db.session().flush()
    return row


def _end_of_work(moment: datetime) -> datetime:
    """Return six in the evening of that day in Baku: people announce a day's last hour, not the minute of a start."""
    return datetime.combine(moment.astimezone(BAKU), time(18), BAKU)


def _candidates(judged: ServiceCompetition) -> None:
    found = outcomes(Scored(n, test, talk, n) for n, (*_who, test, talk) in enumerate(JUDGED))
    until = reserve_until(today(), 2)
    for n, (fin, name, education, test, talk) in enumerate(JUDGED):
        row = ServiceCandidate(public_id=new_public_id(), competition_id=judged.id, fin=fin, name=name)
        row.number = registration_number(today().year, next_number(SERIES, today().year))
        row.fin_index, row.education = blind_index(fin), education
        row.registered_at, row.closes_at = judged.closes_at - timedelta(days=5), judged.closes_at
        row.test, row.interview, row.outcome = test, talk, found[n].value
        row.reserve_until = until if found[n] is Outcome.RESERVE else None
        db.session().add(row)
    db.session().flush()
