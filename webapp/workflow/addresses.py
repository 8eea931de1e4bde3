"""Where a case and its places stand on the portal."""

from typing import Any

from flask import url_for

from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.offer.fields import Kind


def back_to_case(ref: str) -> str:
    """Return the address of the applicant's page of the case."""
    return url_for("workflow.show", public_id=ref)


def address_of_place(public_id: str, case_type: CaseType, place: str) -> str:
    """Return the address where a place of the form is filled in; the task list for none in particular."""
    code, *rest = place.split(".")
    section = case_type.section(code)
    if section is None:
        return url_for("workflow.edit", public_id=public_id)
    known: dict[str, Any] = {"public_id": public_id, "section": code, "fix": 1}
    if section.rows is None:
        return url_for("workflow.section", **known, _anchor=anchor_of(case_type, place) if rest else None)
    if not rest:
        return url_for("workflow.section", **known)
    anchor = anchor_of(case_type, place) if len(rest) > 1 else None
    return url_for("workflow.row", **known, key=rest[0], _anchor=anchor)


def anchor_of(case_type: CaseType, place: str) -> str:
    """Return the id of a field on its page: copies have the place itself, the others their code."""
    code, last = place.split(".", maxsplit=1)[0], place.rsplit(".", 1)[-1]
    section = case_type.section(code)
    field = section.field(last) if section else None
    return place.replace(".", "-") if field is not None and field.kind is Kind.COPY else f"a_{last}"
