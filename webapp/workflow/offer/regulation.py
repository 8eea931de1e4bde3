"""The public definition of a case type: what the catalogue shows and prints as administrative regulation (191/2011)."""

from typing import Any, Final

from webapp.catalogue.offer import AGENCY, Fetched, Operation, ServiceOffer
from webapp.payments.api import bank_lines
from webapp.workflow.offer.blank import blank_of
from webapp.workflow.offer.case_type import CaseType, Course
from webapp.workflow.offer.deciding import Automatic
from webapp.workflow.offer.fields import Field, Kind

SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"
OFFICER: Final = "müraciətə baxan məsul şəxs"
WAYS: Final = ("ASAN ödəniş", "bank kartı ilə onlayn")
ACCEPTANCE: Final = (
    "Müraciət imzalanan kimi avtomatik qeydə alınır, nömrəsi kabinetdə göstərilir; son gün iş günləri ilə hesablanır."
)
PROVISION: Final = (
    "Nəticə elektron kabinetdə göstərilir, bildiriş göndərilir; sənəd QR kodla hər kəs tərəfindən yoxlanıla bilir."
)
CONTROL: Final = "Cari nəzarət: müddəti bitən və gecikən müraciətlər şöbə müdirinə avtomatik göstərilir."
JOURNAL: Final = "Hər addım portalın dəyişdirilməyən jurnalına yazılır; jurnalın bütövlüyü yoxlanıla bilir."
COMPLAINT: Final = (
    "İstifadəçi müraciətin öz səhifəsindən şikayət edə bilər; şikayətə başqa məsul şəxs baxır (191 nömrəli qərar, "
    "Qaydaların 5.1.4-cü bəndi). Məhkəməyə müraciət hüququ saxlanılır (13.4-cü bənd)."
)
INFORMED: Final = (
    "Kabinet portalının “Xidmətlər” səhifəsi və xidmətin öz səhifəsi: sənədlər, haqq, müddət və reyestrlər."
)


def as_offer(case_type: CaseType) -> ServiceOffer:
    """Return the service as the catalogue knows it; the room that declares the type plugs in both."""
    law, course = case_type.law, case_type.course
    return ServiceOffer(
        code=case_type.code,
        since=case_type.since,
        name=case_type.name,
        title=law.title,
        summary=case_type.summary,
        content=law.content,
        authority=AGENCY,
        areas=law.areas,
        legal_basis=law.basis,
        executors=law.executors,
        **_days(course),
        result=law.result,
        kind="interactive",
        payment_ways=WAYS if case_type.fees else (),
        bank_details=bank_lines if case_type.fees else None,
        tariffs=case_type.fees,
        applicants=case_type.applicants,
        informed_by=(INFORMED,),
        fetched=_fetched(case_type),
        documents=tuple(dict.fromkeys(map(_document, case_type.copies))),
        forming=_forming(case_type),
        acceptance=ACCEPTANCE,
        refusals=tuple(f"{one.text}{f' ({one.basis})' if one.basis else ''}." for one in case_type.refusals),
        provision=PROVISION,
        operations=tuple(_operations(case_type)),
        control_form=CONTROL,
        control_order=JOURNAL,
        complaint_right=COMPLAINT,
        complaint_data="Müraciətin nömrəsi və nədən narazı olduğu; qalan məlumat portalda var.",
        complaint_term=f"{course.complaint_days} iş günü.",
        **_start(case_type),
        list_no=law.list_no,
        blank=(lambda: blank_of(case_type)) if case_type.started_by == "applicant" else None,
    )


def _days(course: Course) -> dict[str, Any]:
    """Point 1.6 and 1.7: full automation says how long it takes, partial automation two bounds."""
    if course.automatic is Automatic.DECIDE:
        return {
            "level": "full",
            "duration": f"Bütün yoxlamalar müsbət olduqda dərhal, əks halda {course.days} iş günü.",
        }
    return {"level": "partial", "least_days": 0, "most_days": course.days}


def _start(case_type: CaseType) -> dict[str, Any]:
    if case_type.started_by != "applicant":
        return {}
    return {"start": "workflow.start", "start_with": {"code": case_type.code}}


def _fetched(case_type: CaseType) -> tuple[Fetched, ...]:
    found = [check.fetched for check in case_type.checks if check.fetched is not None]
    return tuple(dict.fromkeys([*found, *_held(case_type)]))


def _held(case_type: CaseType) -> list[Fetched]:
    """Return the documents that a register holds: they are asked for by their number alone (form 1, 2.6.1)."""
    held = [one for section in case_type.sections for one in section.fields if one.held_by]
    return [Fetched(data=str(one.label), register=one.held_by, by="istifadəçinin göstərdiyi nömrə") for one in held]


def _document(copy: Field) -> str:
    """Return a line of 2.6.2: an electronic copy, and where a notary certifies the paper its original at the end."""
    when = "" if copy.required else ", olduqda"
    form = f"elektron surəti{', cavablardan asılı olaraq' if copy.when else when}"
    if copy.original_later:
        form = f"əvvəlcə {form}, notariat qaydasında təsdiqlənmiş əsli nəticə alınarkən"
    return f"{copy.label} ({form}; {copy.basis})"


def _forming(case_type: CaseType) -> str:
    asked = [str(section.title) for section in case_type.sections if any(f.kind != Kind.COPY for f in section.fields)]
    what = f" Bölmələr: {', '.join(asked)}." if asked else ""
    signed = " Müraciət gücləndirilmiş elektron imza ilə imzalanır." if case_type.signed else ""
    return f"İstifadəçi xidmətin səhifəsindən müraciəti açır, bilinən məlumat əvvəlcədən doldurulur.{what}{signed}"


def _operations(case_type: CaseType) -> list[Operation]:
    course = case_type.course
    steps = [_step(SYSTEM, "Müraciət qeydə alınır.", "dərhal", "Qeydiyyat nömrəsi və son gün.")]
    registers = ", ".join(dict.fromkeys(one.register for one in _fetched(case_type)))
    if registers:
        steps.append(
            _step(
                SYSTEM,
                "Məlumat reyestrlərdən alınır və müraciətlə tutuşdurulur.",
                "hər reyestr üzrə 3 saniyə; reyestr cavab vermədikdə son günə kimi təkrar soruşulur",
                "Hər yoxlamanın nəticəsi müraciətdə göstərilir.",
                registers,
            )
        )
    steps.extend(
        _step(OFFICER, f"Rəy verilir: {one.title}.", f"{one.days} iş günü", "Rəy.", one.body) for one in course.reviews
    )
    who = SYSTEM if course.automatic is Automatic.DECIDE else OFFICER
    steps.append(
        _step(
            who,
            "Qərar qəbul edilir; çatışmazlıq olduqda müraciət səbəbi göstərilməklə düzəlişə qaytarılır və müddət dayanır.",
            f"{course.days} iş günü",
            "Qərar və onun əsası.",
        )
    )
    if course.four_eyes:
        steps.append(
            _step("şöbə müdiri", "Qərar ikinci şəxs tərəfindən təsdiq edilir.", "həmin müddət ərzində", "Təsdiq.")
        )
    if case_type.fees:
        most = f"bildirişdən sonra {course.fee_days} iş günü"
        steps.append(_step(SYSTEM, "Haqqı istifadəçi ödəyir, ödəniş avtomatik qəbul edilir.", most, "Ödəniş qəbzi."))
    steps.append(_step(SYSTEM, case_type.law.result, "dərhal", "Sənəd kabinetdə."))
    return steps


def _step(responsible: str, content: str, most: str, result: str, other_body: str = "") -> Operation:
    return Operation(
        body=AGENCY, responsible=responsible, content=content, most=most, result=result, other_body=other_body
    )
