"""The other six operations, for each type to which they apply; the last three can also be begun by the office."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from webapp.core.text import Text, _l
from webapp.permits.asked import target_of
from webapp.permits.cases import sections
from webapp.permits.cases.applying import known_thing, may_change, what
from webapp.permits.cases.checking import CHANGED, TAXPAYER
from webapp.permits.cases.effects import annex, change
from webapp.permits.cases.fees import duty, tariffs
from webapp.permits.cases.grounds import LAW, MEND, OFFICE_GROUNDS, REFUSALS
from webapp.permits.cases.issuing import CARDED, SINCE, Carded, law_of, url_of
from webapp.permits.cases.matrix import OFFICE, OPERATIONS, TYPES, applicable, code_of
from webapp.permits.queries import cards_of_permits
from webapp.permits.reading import reading
from webapp.permits.rules import By, Operation
from webapp.permits.wording import TYPES as NAMES
from webapp.workflow.offer import Applying, Automatic, CaseType, Choice, Course, Field, Kind, Law, Section

DAYS: Final = {
    Operation.DUPLICATE: 2,
    Operation.ANNEX: 10,
    Operation.REREGISTRATION: 10,
    Operation.SUSPENSION: 10,
    Operation.RESTORATION: 10,
    Operation.REVOCATION: 10,
}
WHAT: Final = {
    Operation.DUPLICATE: (
        "dublikatın verilməsi",
        "Eyni nömrəli, “dublikat” qeydi olan sənəd; əvvəlki nüsxələr etibarsızdır.",
    ),
    Operation.ANNEX: ("əlavənin verilməsi", "Əlavə edilən hər nəqliyyat vasitəsinə buraxılış kartı (sənəd)."),
    Operation.REREGISTRATION: (
        "yenidən rəsmiləşdirilmə",
        "Yeni məlumatla rəsmiləşdirilmiş icazə; əvvəlkisi tarixçədə qalır.",
    ),
    Operation.SUSPENSION: ("dayandırılma", "İcazənin və ya kartın qüvvəsi dayandırılır (əməliyyat)."),
    Operation.RESTORATION: ("bərpa", "İcazənin və ya kartın qüvvəsi bərpa olunur (əməliyyat)."),
    Operation.REVOCATION: ("ləğv", "İcazə və ya kart ləğv olunur, reyestrdə qalır (əməliyyat)."),
}
TITLES: Final[dict[Operation, Text]] = {
    Operation.DUPLICATE: _l("%(permit)s: dublikat"),
    Operation.ANNEX: _l("%(permit)s: nəqliyyat vasitəsinin əlavə edilməsi və çıxarılması"),
    Operation.REREGISTRATION: _l("%(permit)s: yenidən rəsmiləşdirmə"),
    Operation.SUSPENSION: _l("%(permit)s: dayandırma"),
    Operation.RESTORATION: _l("%(permit)s: bərpa"),
    Operation.REVOCATION: _l("%(permit)s: ləğv"),
}
SUMMARIES: Final[dict[Operation, Text]] = {
    Operation.DUPLICATE: _l("İtmiş və ya korlanmış sənədin əvəzinə eyni nömrə ilə."),
    Operation.ANNEX: _l("Qüvvədə olan icazəyə nəqliyyat vasitəsi əlavə edin və ya ondan çıxarın."),
    Operation.REREGISTRATION: _l(
        "Ad, ünvan, hüquqi forma və ya qeydiyyat nişanı dəyişdikdə. Yeni məlumatı reyestrdən alırıq."
    ),
    Operation.SUSPENSION: _l("Fəaliyyətinizə fasilə verdikdə icazənin və ya bir kartın qüvvəsini dayandırın."),
    Operation.RESTORATION: _l("Dayandırılmış icazənin və ya kartın qüvvəsini qaytarın."),
    Operation.REVOCATION: _l("Fəaliyyəti bitirdikdə icazəni və ya bir kartı ləğv edin. Geri qaytarılmır."),
}
AGAINST_THE_HOLDER: Final = frozenset({Operation.SUSPENSION, Operation.REVOCATION})
OF_VEHICLES: Final = frozenset({"vehicles", "cars", "power", "drivers", "carriage"})
UNTIL: Final = Field(
    code="until",
    label=_l("Nə vaxtadək"),
    kind=Kind.DAY,
    basis=LAW,
    hint=_l("Bilinmirsə, boş saxlayın."),
    required=False,
    check=lambda value, applying: _l("Tarix keçmişdədir.") if str(value) < applying.day.isoformat() else None,
)
LOST: Final = Field(
    code="ground",
    label=_l("Səbəb"),
    kind=Kind.CHOICE,
    basis=LAW,
    choices=(Choice("lost", _l("İtib")), Choice("damaged", _l("Korlanıb, oxunmur"))),
)
SURE: Final = Field(
    code="sure", label=_l("Bilirəm ki, ləğv edilmiş icazə və kart bərpa olunmur"), kind=Kind.YES, basis=LAW
)
HOLDERS: Final[dict[Operation, tuple[Field, ...]]] = {
    Operation.DUPLICATE: (LOST,),
    Operation.SUSPENSION: (UNTIL,),
    Operation.REVOCATION: (SURE,),
}


def _reason(operation: Operation, *, office: bool) -> tuple[Section, ...]:
    fields = HOLDERS.get(operation, ())
    if office:
        grounds = tuple(Choice(code, words) for code, words in OFFICE_GROUNDS[operation])
        fields = (
            Field(code="ground", label=_l("Əsas"), kind=Kind.CHOICE, basis=LAW, choices=grounds),
            Field(code="text", label=_l("Əsaslandırma"), kind=Kind.TEXT, basis=LAW, least=10, most=2000),
            *((UNTIL,) if operation is Operation.SUSPENSION else ()),
        )
    return (Section(code="reason", title=_l("Səbəb"), fields=fields),) if fields else ()


def _changed(type_code: str, operation: Operation, *, office: bool = False) -> CaseType:
    paid = operation in {Operation.DUPLICATE, Operation.REREGISTRATION, Operation.RESTORATION}
    return CaseType(
        code=code_of(type_code, operation, by=OFFICE if office else ""),
        since=SINCE,
        name=_named(type_code, operation),
        summary=SUMMARIES[operation],
        law=_law(type_code, operation),
        started_by="office" if office else "applicant",
        signed=not office,
        sections=(what(type_code, operation), *_reason(operation, office=office)),
        checks=(TAXPAYER, CHANGED) if operation is Operation.REREGISTRATION else (),
        course=Course(
            days=DAYS[operation],
            automatic=Automatic.PROPOSE if office else Automatic.DECIDE,
            four_eyes=office and operation in AGAINST_THE_HOLDER,
            consent=not office,
        ),
        refusals=REFUSALS[operation],
        may_apply=may_change(type_code, operation),
        prefill=known_thing(operation),
        fee=duty(type_code, operation.value) if paid and not office else None,
        effect=change(operation, by=By.OFFICE if office else By.HOLDER),
        result_url=url_of,
    )


def _annex(one: Carded) -> CaseType:
    operation = Operation.ANNEX
    kept = [_optional(part) for part in one.sections if part.code in OF_VEHICLES]
    return CaseType(
        code=code_of(one.type_code, operation),
        since=SINCE,
        name=_named(one.type_code, operation),
        summary=SUMMARIES[operation],
        law=_law(one.type_code, operation),
        sections=(what(one.type_code, operation), *kept, REMOVE),
        checks=(TAXPAYER, *one.annex_checks),
        course=Course(days=DAYS[operation], automatic=one.automatic, consent=True),
        refusals=(*REFUSALS[operation], *one.more_grounds),
        returns=MEND,
        may_apply=may_change(one.type_code, operation),
        prefill=known_thing(operation),
        fee=duty(one.type_code, "card") if one.paid else None,
        fees=tariffs(one.type_code, "card") if one.paid else None,
        effect=annex,
        result_url=url_of,
    )


def _optional(part: Section) -> Section:
    """Whoever only takes vehicles out leaves out what is asked of new ones."""
    whole = part.rows is None
    fields = tuple(replace(one, required=False) if whole else one for one in part.fields)
    return replace(part, fields=fields, rows=replace(part.rows, least=0) if part.rows else None)


def _cards(applying: Applying) -> Sequence[Choice]:
    if not applying.subject and not applying.answers.get("what"):
        return []
    with reading():
        permit, _card = target_of(applying)
        cards = cards_of_permits([permit.id])[permit.id]
    return [Choice(one.plate, f"{one.plate} · {one.number}") for one in cards if one.state in {"active", "suspended"}]


REMOVE: Final = Section(
    code="remove",
    title=_l("Çıxarılan nəqliyyat vasitələri"),
    fields=(
        Field(
            code="plates",
            label=_l("Hansı vasitələr icazədən çıxarılsın"),
            kind=Kind.CHOICES,
            basis=sections.ARTICLE,
            hint=_l("Onların kartları ləğv olunur. Heç biri çıxarılmırsa, boş saxlayın."),
            required=False,
            choices=_cards,
        ),
    ),
)


def _named(type_code: str, operation: Operation) -> Text:
    return _l(str(TITLES[operation]), permit=NAMES[type_code])


def _law(type_code: str, operation: Operation) -> Law:
    action, result = WHAT[operation]
    return law_of(type_code, action, result)


LIVES: Final[tuple[CaseType, ...]] = (
    *(_annex(one) for one in CARDED),
    *(
        _changed(type_code, operation, office=office)
        for operation in OPERATIONS
        if operation not in {Operation.ISSUE, Operation.ANNEX}
        for type_code in TYPES
        if applicable(operation, type_code)
        for office in ((False, True) if operation.value in {"suspension", "restoration", "revocation"} else (False,))
    ),
)
