"""Three kinds of documents (form 1, 2.6): held by the state, not held, certified by a notary."""

from datetime import date

import pytest

from webapp.catalogue.regulation import regulation_of
from webapp.workflow.offer import CaseType, Course, Field, Ground, Kind, Law, Section, as_offer

BASIS = "Sınaq Qaydaları, 1.1"
HELD = Field(code="licence", label="Sürücülük vəsiqəsi", basis=BASIS, held_by="Yol polisinin reyestri")
COPY = Field(code="contract", label="Müqavilə", kind=Kind.COPY, basis=BASIS)
NOTARY = Field(code="power", label="Etibarnamə", kind=Kind.COPY, basis=BASIS, original_later=True)


@pytest.fixture
def offer():
    case_type = CaseType(
        code="try.documents",
        since=date(2026, 1, 1),
        name="Sınaq",
        summary="Sınaq",
        law=Law(title="Sınaq xidməti", content="Sınaq", result="Sınaq sənədi.", basis=(BASIS,)),
        sections=(Section(code="papers", title="Sənədlər", fields=(HELD, COPY, NOTARY)),),
        course=Course(days=5),
        refusals=(Ground("wrong", "Məlumat yanlışdır"),),
        effect=lambda _facts: "",
    )
    return as_offer(case_type)


def test_the_regulation_says_how_each_kind_is_given(offer, app):
    with app.test_request_context():
        said = regulation_of(offer, place="https://kabinet.example.az/", day=date(2026, 11, 22))
    assert "Sürücülük vəsiqəsi: Yol polisinin reyestri (istifadəçinin göstərdiyi nömrə üzrə)" in said["2.6.1"]
    assert "Sürücülük" not in said["2.6.2"]
    assert "Müqavilə (elektron surəti; Sınaq Qaydaları, 1.1)" in said["2.6.2"]
    assert (
        "Etibarnamə (əvvəlcə elektron surəti, notariat qaydasında təsdiqlənmiş əsli nəticə alınarkən" in said["2.6.2"]
    )


def test_the_blank_form_says_the_same(offer, app):
    with app.test_request_context():
        notes = {str(one.label): str(one.note) for one in offer.blank().sections[0].fields}
    assert notes["Sürücülük vəsiqəsi"].startswith("Yalnız nömrəsi yazılır")
    assert notes["Müqavilə"] == ""
    assert "əsli nəticə alınarkən" in notes["Etibarnamə"]


@pytest.mark.parametrize(
    "wrong", [{"kind": Kind.COPY, "held_by": "Reyestr"}, {"original_later": True}, {"kind": Kind.COPY, "basis": ""}]
)
def test_a_document_of_two_kinds_is_refused(wrong):
    with pytest.raises(ValueError, match="191/2011"):
        Field(**{"code": "x", "label": "Sənəd", "basis": BASIS, **wrong})
