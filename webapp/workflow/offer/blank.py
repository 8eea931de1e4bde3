"""The blank form of a case type: its sections, questions, hints and clauses, before anybody has begun (191/2011, 7.1.1)."""

from typing import Final

from webapp.catalogue.offer import BlankField, BlankForm, BlankSection
from webapp.core.text import Text, _l
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.offer.fields import Field, Kind, Section

ANSWERS: Final[dict[Kind, Text]] = {
    Kind.LINE: _l("mətn, bir sətir"),
    Kind.TEXT: _l("mətn"),
    Kind.NUMBER: _l("tam ədəd"),
    Kind.DECIMAL: _l("ədəd"),
    Kind.DAY: _l("tarix: gün, ay, il"),
    Kind.CHOICE: _l("bir cavab seçilir"),
    Kind.CHOICES: _l("bir və ya bir neçə cavab seçilir"),
    Kind.YES: _l("təsdiq işarəsi"),
    Kind.PLATE: _l("dövlət qeydiyyat nişanı"),
    Kind.VOEN: _l("VÖEN, 10 rəqəm"),
    Kind.FIN: _l("FİN, 7 simvol"),
    Kind.PHONE: _l("telefon nömrəsi"),
    Kind.COPY: _l("sənədin elektron surəti"),
}
READY: Final = _l("Seçimlər müraciət edənə uyğun hazır gəlir.")
WHEN: Final = _l("Yalnız əvvəlki cavablardan asılı olaraq soruşulur.")
SOMETIMES: Final = _l("Bu bölmə hər müraciət edəndən soruşulmur.")
NUMBER_ONLY: Final = _l("Yalnız nömrəsi yazılır: sənəd reyestrdən alınır.")
LATER: Final = _l("Əvvəlcə elektron surəti, notariat qaydasında təsdiqlənmiş əsli nəticə alınarkən.")


def blank_of(case_type: CaseType) -> BlankForm:
    """Return the form as it is before anything is known of who fills it in."""
    sections = tuple(_section(one) for one in case_type.sections)
    return BlankForm(sections, case_type.confirmations, signed=case_type.signed)


def _section(section: Section) -> BlankSection:
    return BlankSection(
        title=section.title,
        intro=section.intro,
        fields=tuple(_field(one) for one in section.fields),
        repeats=section.rows is not None,
        note=SOMETIMES if section.when else "",
    )


def _field(field: Field) -> BlankField:
    known = () if callable(field.choices) else tuple(one.label for one in field.choices)
    notes = [
        READY if callable(field.choices) else "",
        WHEN if field.when else "",
        NUMBER_ONLY if field.held_by else "",
        LATER if field.original_later else "",
    ]
    return BlankField(
        label=field.label,
        answer=ANSWERS[field.kind],
        basis=field.basis,
        hint=field.hint,
        choices=known,
        required=field.required,
        note=next((note for note in notes if note), ""),
    )
