"""What the office begins itself: a suspension, a restoration, a revocation. One page, made from the definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.errors import AppError, NotFound
from webapp.core.text import Text, _
from webapp.core.transaction import savepoint
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.content import asked_fields
from webapp.workflow.errors import NoSuchService, NotReady
from webapp.workflow.facts import applying_as
from webapp.workflow.forms.made import SectionForm, form_of, questions, sent_form_of
from webapp.workflow.forms.sending import StepForm
from webapp.workflow.offer.asking import Applying
from webapp.workflow.offer.case_type import CaseType, type_in_force
from webapp.workflow.offer.fields import Field, Kind, Section
from webapp.workflow.permissions import DECIDE
from webapp.workflow.services.opening import open_by_office
from webapp.workflow.views.editing import choices_shown
from webapp.workflow.views.office_blueprint import office_pages

LONGEST_NAME: Final = 100
Filled = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is begun: the service, about whom, and about which thing of theirs."""

    case_type: CaseType
    party: cabinets.Party
    subject: str

    def applying(self, answers: Mapping[str, Any]) -> Applying:
        """Return the case as its definition sees it with these answers."""
        return applying_as(current_actor(), party_id=self.party.id, subject=self.subject, answers=answers)

    def refusal(self) -> AppError | None:
        """Return why it cannot be begun now, None when it can."""
        if self.case_type.may_apply is None:
            return None
        try:
            self.case_type.may_apply(self.applying({}))
        except AppError as refusal:
            return refusal
        return None


@office_pages.get("/start")
@requires(DECIDE)
def start() -> str:
    """Ask what the case is about, with what is known filled in; what cannot be begun now says why."""
    opening = _asked()
    case_type = opening.case_type
    refusal = opening.refusal()
    known = case_type.prefill(opening.applying({})) if case_type.prefill and refusal is None else {}
    forms = {part.code: _form(case_type, part, known.get(part.code, {})) for part in _sections(opening, known)}
    return _page(opening, forms, {code: dict(said) for code, said in known.items()}, refusal=refusal)


@office_pages.post("/start")
@requires(DECIDE)
def begin() -> ResponseReturnValue:
    """Open and register the case; it goes on as any other."""
    opening = _asked()
    forms, said = _sent(opening)
    told: dict[str, Any] = {"party_id": opening.party.id, "subject": opening.subject, "answers": said}
    try:
        with savepoint():
            public_id = open_by_office(opening.case_type.code, **told, actor=current_actor())
    except NotReady:
        _judge(opening, forms, said)
        return _page(opening, forms, said), 422
    except NotFound:
        raise
    except AppError as refusal:
        return _page(opening, forms, said, refusal=refusal), refusal.status
    return redirect_to(".show", public_id=public_id, notice=_("İş açıldı və qeydə alındı."))


def _asked() -> Opening:
    """Return what the address names. Raises NoSuchService, NoSuchParty, NotFound for a subject that no room names so."""
    case_type = type_in_force(request.values.get("code", "")[:LONGEST_NAME])
    if case_type is None or case_type.started_by != "office":
        raise NoSuchService
    subject, party = request.values.get("subject", ""), request.values.get("party", "")[:LONGEST_NAME]
    if len(subject) > LONGEST_NAME or not subject.isprintable() or not party.isprintable():
        raise NotFound
    return Opening(case_type=case_type, party=cabinets.party_by_public_id(party), subject=subject)


def _sections(opening: Opening, said: Mapping[str, Any]) -> list[Section]:
    return opening.case_type.sections_for(opening.applying(said))


def _form(case_type: CaseType, section: Section, said: Mapping[str, Any]) -> SectionForm:
    return form_of(case_type, section, said, stamp="", prefix=section.code)


def _sent(opening: Opening) -> tuple[dict[str, SectionForm], Filled]:
    """Return the forms as they were sent, and the answers to the questions that these answers lead to."""
    forms: dict[str, SectionForm] = {}
    said: Filled = {}
    for section in opening.case_type.sections:
        form = forms[section.code] = sent_form_of(opening.case_type, section, prefix=section.code)
        everything = form.said(questions(section))
        said[section.code] = {field.code: everything[field.code] for field in asked_fields(section, everything)}
    return forms, said


def _judge(opening: Opening, forms: Mapping[str, SectionForm], said: Filled) -> None:
    applying = opening.applying(said)
    for section in _sections(opening, said):
        forms[section.code].judge(asked_fields(section, said[section.code]), said[section.code], applying)


def _page(opening: Opening, forms: Mapping[str, SectionForm], said: Filled, *, refusal: AppError | None = None) -> str:
    applying = opening.applying(said)
    parts: list[tuple[Text, list[dict[str, Any]]]] = []
    errors: list[tuple[str, str]] = []
    for section in _sections(opening, said):
        form = forms.get(section.code) or _form(opening.case_type, section, {})
        asked = asked_fields(section, said.get(section.code, {}))
        parts.append((section.title, [_item(field, form, f"{section.code}.{field.code}", applying) for field in asked]))
        errors.extend(form.errors_for_summary())
    shown = {"parts": parts, "errors": errors, "refusal": refusal, "form": StepForm(formdata=None)}
    return render("workflow/office_start.html", opening=opening, case_type=opening.case_type, **shown)


def _item(field: Field, form: SectionForm, place: str, applying: Applying) -> dict[str, Any]:
    control = form.question(field.code)
    item = {"field": field, "place": place, "kind": field.kind.value, "advice": "", "open": True, "control": control}
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        item.update(choices_shown(field.offered(applying), control.data))
    return item
