"""Technical conditions for works on public roads (decision 191/2011, annex 2, 17.5): place, works, drawings, a document."""

from typing import Final

from webapp.core.clock import today
from webapp.core.text import _l
from webapp.permits.asked import section
from webapp.permits.cases.applying import may_issue
from webapp.permits.cases.checking import DEBTS, PERSON, TAXPAYER
from webapp.permits.cases.effects import why
from webapp.permits.cases.fees import duty
from webapp.permits.cases.grounds import MEND, REFUSALS, UNSAFE_WORKS
from webapp.permits.cases.issuing import ROAD_AGENCY, SINCE, STATED, law_of, review, url_of
from webapp.permits.cases.matrix import code_of
from webapp.permits.errors import PeriodNotPossible
from webapp.permits.rules import Operation
from webapp.permits.services.issuing import Grant, issue_permit
from webapp.permits.services.parties import holder_of
from webapp.permits.trips import days_of
from webapp.permits.wording import TYPES
from webapp.ui.filters import day as written
from webapp.workflow.offer import CaseFacts, CaseType, Course, Field, Kind, Section

CODE: Final = "road_works"
BASIS: Final = "Nazirlər Kabinetinin 191/2011 nömrəli qərarı, 2 nömrəli əlavə, 17.5"
WORKS: Final = Section(
    code="works",
    title=_l("Yer və işlər"),
    fields=(
        Field(
            code="place",
            label=_l("Hansı yolda və harada"),
            basis=BASIS,
            hint=_l("Yolun adı, kilometr, tərəf. Məsələn: M2 Bakı–Qazax, 45-ci km, sağ tərəf"),
            most=200,
        ),
        Field(code="works", label=_l("Hansı işlər görüləcək"), kind=Kind.TEXT, basis=BASIS, least=10, most=2000),
        Field(code="drawings", label=_l("İşlərin çertyojları"), kind=Kind.COPY, basis=BASIS),
    ),
)
DAYS: Final = Section(
    code="days",
    title=_l("İşlərin günləri"),
    fields=(
        Field(code="since", label=_l("Başlanğıc"), kind=Kind.DAY, basis=BASIS),
        Field(code="until", label=_l("Son gün"), kind=Kind.DAY, basis=BASIS),
    ),
)


def conditions(facts: CaseFacts) -> str:
    """Give the technical conditions, to the last day of the works. Raises PeriodNotPossible."""
    said, day = section(facts.answers, "works"), today()
    first, last = days_of(facts.answers)
    if first is None or last is None or last < first or last < day:
        raise PeriodNotPossible
    first = max(first, day)
    details = {"place": said.get("place", ""), "works": said.get("works", "")}
    permit = issue_permit(
        Grant(
            type_code=CODE,
            holder=holder_of(facts.party_id),
            day=day,
            why=why(facts),
            case_public_id=facts.public_id,
            valid_from=first,
            valid_to=last,
            details={**details, "since": written(first), "until": written(last)},
        )
    )
    return permit.public_id


ROAD_WORKS: Final = CaseType(
    code=code_of(CODE, Operation.ISSUE),
    since=SINCE,
    name=TYPES[CODE],
    summary=_l("Boru, kabel, giriş yolu və başqa işlərdən əvvəl. Yolun sahibinin rəyini biz alırıq. Rüsumsuz."),
    law=law_of(CODE, "texniki şərtlərin verilməsi", "Texniki şərtlər (sənəd).", list_no="17.5"),
    sections=(WORKS, DAYS),
    checks=(TAXPAYER, PERSON, DEBTS),
    course=Course(
        days=STATED[CODE]["decision_days"],
        reviews=(
            review(
                "roads",
                "Azərbaycan Avtomobil Yolları Dövlət Agentliyi",
                _l("Yol Agentliyinin rəyi"),
                _l("İşlər yola və hərəkətə zərər vermədən görülə bilərmi, hansı şərtlə?"),
                ROAD_AGENCY,
            ),
        ),
    ),
    refusals=(*REFUSALS[Operation.ISSUE], UNSAFE_WORKS),
    returns=MEND,
    may_apply=may_issue(CODE, once=False),
    fee=duty(CODE, "permit"),
    effect=conditions,
    result_url=url_of,
    about=lambda answers: str(section(answers, "works").get("place", "")),
)
