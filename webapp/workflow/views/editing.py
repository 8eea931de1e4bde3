"""A page of the form: which questions stand on it, with which choices, what is wrong, what may not be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from flask import url_for

from webapp.attachments import api as attachments
from webapp.core.errors import Invalid
from webapp.core.text import Text, _l
from webapp.ui.rendering import render
from webapp.workflow.content import COPY_NEEDED, asked_fields, words_of_value
from webapp.workflow.facts import applying_of
from webapp.workflow.forms.made import SectionForm, form_of, sent_form_of
from webapp.workflow.marking import Opened
from webapp.workflow.models import Case
from webapp.workflow.offer.asking import Applying
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.offer.fields import Choice, Field, Kind, Section
from webapp.workflow.queries import marks_of
from webapp.workflow.services.registering import COPIES
from webapp.workflow.views.presenting import advice_by_place

MANY: Final = 12
FEW_CLOSED: Final = 5
Errors = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Editing:
    """A section, or the row `key` of one, on somebody's page: `prefix` begins its places, `stamp` stands for `said`."""

    case: Case
    case_type: CaseType
    section: Section
    prefix: str
    said: Mapping[str, Any]
    stamp: str
    opened: Opened
    key: str = ""

    @cached_property
    def applying(self) -> Applying:
        """Who applies."""
        return applying_of(self.case)

    @cached_property
    def on_page(self) -> list[Field]:
        """The questions that the saved answers lead to."""
        return asked_fields(self.section, self.said)

    @cached_property
    def answered(self) -> list[Field]:
        """Those of them that are typed or chosen now: neither copies nor places that nobody marked."""
        return [field for field in self.on_page if field.kind is not Kind.COPY and self.opened.holds(self.place(field))]

    @property
    def address(self) -> str:
        """Where the page is, and where it is sent to."""
        known: dict[str, Any] = {"public_id": self.case.public_id, "section": self.section.code}
        return url_for("workflow.row", **known, key=self.key) if self.key else url_for("workflow.section", **known)

    @property
    def branches(self) -> bool:
        """Whether an answer can lead to other questions, so that the page is drawn anew when one changes."""
        return any(field.when for field in self.section.fields)

    def place(self, field: Field) -> str:
        """Return where the field stands in the form."""
        return f"{self.prefix}.{field.code}"

    def saved_form(self, *, judged: bool = False) -> SectionForm:
        """Return the form with what was saved; `judged` says what is wrong with it."""
        form = form_of(self.case_type, self.section, self.said, stamp=self.stamp)
        if judged:
            form.judge(self.answered, self.said, self.applying)
        return form

    def sent(self) -> tuple[SectionForm, dict[str, Any]]:
        """Return the form as it was sent, and its answers as they are kept."""
        form = sent_form_of(self.case_type, self.section)
        return form, form.said(self.answered)

    def copies_missing(self) -> Errors:
        """Return (id of the field, what to do) for each document that has no copy yet."""
        wanted = [field for field in self.on_page if field.kind is Kind.COPY and field.required]
        held = {copy.slot for copy in self._copies}
        return [(self.place(one).replace(".", "-"), str(COPY_NEEDED)) for one in wanted if self.place(one) not in held]

    def page(self, form: SectionForm, *, copies: Errors = (), **shown: Any) -> str:  # type: ignore[assignment] # nothing is no error
        """Return the page with `form` as it stands."""
        context = {
            "case": self.case,
            "case_type": self.case_type,
            "section": self.section,
            "editing": self,
            "form": form,
            "items": [self._item(field, form, dict(copies)) for field in self.on_page],
            "errors": self._named([*((one.id, why) for one, why in form.errors_by_field()), *copies]),
            "row_name": self.row_name,
            "differing": None,
        }
        return render("workflow/section.html", **{**context, **shown})

    @property
    def row_name(self) -> str:
        """What the row is called: by its answers, else by what rows are called here."""
        if self.section.rows is None:
            return ""
        named = self.section.title_of(self.said) if self.section.title_of else ""
        return named or str(self.section.rows.one)

    def _named(self, errors: Errors) -> Errors:
        """Return (id of the field, which question it is and what is wrong with its answer)."""
        labels = {f"a_{field.code}": field.label for field in self.on_page}
        labels |= {self.place(field).replace(".", "-"): field.label for field in self.on_page}
        return [(id_, f"{labels[id_]}: {text}" if id_ in labels else text) for id_, text in errors]

    @cached_property
    def _copies(self) -> list[attachments.Copy]:
        return attachments.copies_of(COPIES, self.case.public_id)

    @cached_property
    def _advice(self) -> dict[str, str]:
        return advice_by_place(marks_of(self.case))

    def _item(self, field: Field, form: SectionForm, copy_errors: Mapping[str, str]) -> dict[str, Any]:
        place = self.place(field)
        item: dict[str, Any] = {"field": field, "place": place, "kind": field.kind.value}
        item["advice"] = self._advice.get(place, "")
        item["open"] = self.opened.holds(place)
        if field.kind is Kind.COPY:
            copies = [copy for copy in self._copies if copy.slot == place]
            problem = copy_errors.get(place.replace(".", "-"))
            return {**item, "copies": copies, "errors": [problem] if problem else [], "most": field.most or 20}
        if not item["open"]:
            return {**item, "words": words_of_value(field, self.said.get(field.code), self.applying)}
        item["control"] = form.question(field.code)
        if field.kind in {Kind.CHOICE, Kind.CHOICES}:
            item.update(choices_shown(field.offered(self.applying), form.question(field.code).data))
        return item


def choices_shown(offered: Sequence[Choice], data: Any) -> dict[str, Any]:
    """Return what can be chosen and what cannot with the reason; what was chosen stays in sight, to be taken back."""
    chosen = set(data or ()) if isinstance(data, list) else {data}
    open_ones = [one for one in offered if not one.closed or one.code in chosen]
    closed = [one for one in offered if one.closed and one.code not in chosen]
    plain = not any(one.hint or one.closed for one in offered)
    return {
        "choices": [(one, one.code in chosen) for one in open_ones],
        "closed": closed,
        "folded": len(closed) > FEW_CLOSED,
        "as_list": plain and len(offered) > MANY,
    }


def refusal_text(refusal: Invalid) -> Text:
    """Return why a file was not taken."""
    return next(iter(refusal.fields.values()), refusal.message) or _l("Bu fayl qəbul edilmir.")
