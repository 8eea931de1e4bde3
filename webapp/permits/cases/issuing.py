"""Issue of each type of permit: nine declared services."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.core.text import Text, _l
from webapp.permits.asked import section, vehicles_asked
from webapp.permits.cases import sections, trip_sections
from webapp.permits.cases.applying import may_issue
from webapp.permits.cases.checking import (
    CAP,
    CARS,
    DEBTS,
    HOLDER,
    OVER,
    PERSON,
    TAXPAYER,
    TRIP_INSURANCE,
    driver_checks,
    one_card,
    vehicle_checks,
)
from webapp.permits.cases.effects import issue, issue_mark, issue_trip
from webapp.permits.cases.fees import duty, mark_fees, mark_lines, tariffs
from webapp.permits.cases.grounds import CAP_FULL, DANGER, MEND, NOT_NEEDED, NOT_TAXED, REFUSALS
from webapp.permits.cases.matrix import code_of
from webapp.permits.law import first_rows
from webapp.permits.rules import Operation
from webapp.permits.wording import TYPES
from webapp.workflow.offer import Answers, Automatic, CaseType, Check, Course, Ground, Law, Review, Section

SINCE: Final = date(2026, 11, 22)
LAW_176: Final = "“Lisenziyalar və icazələr haqqında” 176-VQ nömrəli Qanun"
MOTOR: Final = "“Avtomobil nəqliyyatı haqqında” Azərbaycan Respublikasının Qanunu"
CHARTER: Final = "“AYNA” informasiya sistemi haqqında Əsasnamə, 4.0.1-ci və 5.1.9-cu yarımbəndlər"
DECISION_615: Final = "Nazirlər Kabinetinin 2017-ci il 29 dekabr tarixli 615 nömrəli qərarı"
STATED: Final = {row["content"]["code"]: row["content"] for row in first_rows() if row["family"] == "type"}
ROAD_POLICE: Final = "road_police"
ROAD_AGENCY: Final = "road_agency"


def url_of(public_id: str) -> str:
    """Return the page of a permit in its holder's cabinet."""
    return f"/cabinet/permits/{public_id}"


def law_of(type_code: str, what: str, result: str, *, list_no: str | None = None) -> Law:
    """Return what the regulation of an operation says of the type, in Azerbaijani."""
    name = STATED[type_code]["name_az"]
    basis = next(row["basis"] for row in first_rows() if row["family"] == "type" and row["key"] == type_code)
    return Law(
        title=f"{name}: {what}",
        content=f"{name} üzrə {what} portalda müraciət əsasında, reyestrlərin məlumatı ilə yoxlanılaraq həyata keçirilir.",
        result=result,
        basis=(basis, LAW_176, DECISION_615, CHARTER),
        list_no=list_no,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Carded:
    """What differs between the types whose vehicles have cards."""

    type_code: str
    summary: Text
    carriage: str
    sections: tuple[Section, ...]
    paid: bool = False
    more_checks: tuple[Check, ...] = ()
    more_grounds: tuple[Ground, ...] = ()
    automatic: Automatic = Automatic.PROPOSE

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks of an issue."""
        return (*HOLDER, *self.annex_checks)

    @property
    def annex_checks(self) -> tuple[Check, ...]:
        """The checks of vehicles and drivers alone."""
        own = (one_card(self.type_code), *self.more_checks)
        return (*vehicle_checks(self.carriage), *driver_checks(taxi=self.carriage == "taxi"), *own)


CARDED: Final = (
    Carded(
        type_code="cargo",
        summary=_l("Ölkədaxili yük daşıyan hər daşıyıcıya, hər nəqliyyat vasitəsinə kartla. Rüsumsuz."),
        carriage="goods",
        sections=(sections.vehicles("goods"), sections.POWER, sections.DRIVERS),
        automatic=Automatic.DECIDE,
    ),
    Carded(
        type_code="occasional",
        summary=_l("Ölkədaxili sifarişli sərnişin daşımaları üçün, hər avtobusa kartla. Rüsumsuz."),
        carriage="passengers",
        sections=(sections.vehicles("passengers"), sections.POWER, sections.DRIVERS),
        automatic=Automatic.DECIDE,
    ),
    Carded(
        type_code="taxi",
        summary=_l("Taksi üçün vəsiqə və hər avtomobilə bir ərazi üzrə kart. Bakıda kartların sayı məhduddur."),
        carriage="taxi",
        sections=(sections.TERRITORY, sections.CARS, sections.POWER, sections.DRIVERS, sections.POINTS),
        paid=True,
        more_checks=(CARS, CAP),
        more_grounds=(CAP_FULL,),
    ),
    Carded(
        type_code="international_cargo",
        summary=_l("Beynəlxalq yük daşıyan operatora, hər nəqliyyat vasitəsinə kartla."),
        carriage="goods",
        sections=(sections.OPERATOR, sections.vehicles("goods"), sections.POWER, sections.DRIVERS),
        paid=True,
    ),
    Carded(
        type_code="international_passengers",
        summary=_l("Beynəlxalq qeyri-müntəzəm sərnişin daşıyan operatora, hər avtobusa kartla."),
        carriage="passengers",
        sections=(sections.OPERATOR, sections.vehicles("passengers"), sections.POWER, sections.DRIVERS),
        paid=True,
    ),
)


def _about(answers: Answers) -> str:
    return ", ".join(one.plate for one in vehicles_asked(answers)[:5])


def _carded(one: Carded) -> CaseType:
    what = ("permit", "card")
    return CaseType(
        code=code_of(one.type_code, Operation.ISSUE),
        since=SINCE,
        name=TYPES[one.type_code],
        summary=one.summary,
        law=law_of(
            one.type_code,
            "icazənin verilməsi",
            "Buraxılış vəsiqəsi və hər nəqliyyat vasitəsinə buraxılış kartı (sənəd).",
            list_no="17.1",
        ),
        applicants=("legal", "natural"),
        sections=one.sections,
        checks=one.checks,
        course=Course(days=STATED[one.type_code]["decision_days"], automatic=one.automatic, consent=True),
        refusals=(*REFUSALS[Operation.ISSUE], *one.more_grounds),
        returns=MEND,
        may_apply=may_issue(one.type_code, once=True),
        fee=duty(one.type_code, *what) if one.paid else None,
        fees=tariffs(one.type_code, *what) if one.paid else None,
        effect=issue(one.type_code),
        result_url=url_of,
        about=_about,
    )


TAXI_ORDERS: Final = CaseType(
    code=code_of("taxi_orders", Operation.ISSUE),
    since=SINCE,
    name=TYPES["taxi_orders"],
    summary=_l("Taksi sifarişlərini qəbul edib taksilərə ötürən dispetçer və proqram şirkətlərinə."),
    law=law_of("taxi_orders", "icazənin verilməsi", "Buraxılış vəsiqəsi (sənəd).", list_no="17.1"),
    sections=(sections.ORDERS,),
    checks=HOLDER,
    course=Course(days=STATED["taxi_orders"]["decision_days"], four_eyes=True, consent=True),
    refusals=REFUSALS[Operation.ISSUE],
    returns=MEND,
    may_apply=may_issue("taxi_orders", once=True),
    fee=duty("taxi_orders", "permit"),
    fees=tariffs("taxi_orders", "permit"),
    effect=issue("taxi_orders"),
    result_url=url_of,
    about=lambda answers: str(section(answers, "orders").get("system", "")),
)


def _mark(type_code: str, summary: Text, form: Section) -> CaseType:
    paid = type_code == "mark"
    refusals = (*REFUSALS[Operation.ISSUE], *((NOT_TAXED,) if paid else ()))
    return CaseType(
        code=code_of(type_code, Operation.ISSUE),
        since=SINCE,
        name=TYPES[type_code],
        summary=summary,
        law=law_of(type_code, "nişanın verilməsi", "Bir nəqliyyat vasitəsinə bağlı nişan (sənəd)."),
        sections=(form,),
        checks=(TAXPAYER, PERSON, *vehicle_checks(None)[:2]),
        course=Course(days=STATED[type_code]["decision_days"], automatic=Automatic.DECIDE),
        refusals=refusals,
        returns=MEND,
        may_apply=may_issue(type_code, once=False),
        fee=mark_lines if paid else None,
        fees=mark_fees if paid else None,
        effect=issue_mark(type_code),
        result_url=url_of,
        about=_about,
    )


def review(code: str, body: str, title: Text, question: Text, role: str) -> Review:
    """Return the opinion of a body without whose consent nothing is given."""
    return Review(code=code, body=body, title=title, question=question, role=role, days=5, binding=True)


OVERSIZE: Final = CaseType(
    code=code_of("oversize", Operation.ISSUE),
    since=SINCE,
    name=TYPES["oversize"],
    summary=_l("Ölçüsü və ya kütləsi həddi keçən bir gediş üçün. Yol polisinin və Yol Agentliyinin rəyini biz alırıq."),
    law=law_of("oversize", "icazənin verilməsi", "Marşrutu göstərilən birdəfəlik icazə (sənəd).", list_no="17.4"),
    sections=trip_sections.TRIP,
    checks=(TAXPAYER, PERSON, DEBTS, *vehicle_checks("goods")[:3], TRIP_INSURANCE, OVER),
    course=Course(
        days=STATED["oversize"]["decision_days"],
        automatic=Automatic.NEVER,
        reviews=(
            review(
                "police",
                "Daxili İşlər Nazirliyi, Baş Dövlət Yol Polisi İdarəsi",
                _l("Yol polisinin rəyi"),
                _l("Gediş təhlükəsizdirmi, müşayiət lazımdırmı?"),
                ROAD_POLICE,
            ),
            review(
                "roads",
                "Azərbaycan Avtomobil Yolları Dövlət Agentliyi",
                _l("Yol Agentliyinin rəyi"),
                _l("Marşrut üzrə yollar və körpülər yükü götürürmü?"),
                ROAD_AGENCY,
            ),
        ),
    ),
    refusals=(*REFUSALS[Operation.ISSUE], DANGER, NOT_NEEDED),
    returns=MEND,
    may_apply=may_issue("oversize", once=False),
    fee=duty("oversize", "permit"),
    effect=issue_trip,
    result_url=url_of,
    about=_about,
)
ISSUES: Final[tuple[CaseType, ...]] = (
    *(_carded(one) for one in CARDED),
    TAXI_ORDERS,
    _mark(
        "mark", _l("Sadələşdirilmiş vergi ödənilmiş ay, rüb, yarım il və ya il üçün, hər vasitəyə."), trip_sections.MARK
    ),
    _mark(
        "special_mark", _l("Öz işçisini və öz yükünü daşıyan nəqliyyat vasitəsi üçün. Pulsuz."), trip_sections.SPECIAL
    ),
    OVERSIZE,
)
