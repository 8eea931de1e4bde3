"""The forms on line say what the forms of the act say, word for word (act 000, annex 2, forms 1 and 2)."""

import json
from pathlib import Path

from webapp.connections import labels
from webapp.connections.forms.application import ApplicationForm
from webapp.connections.forms.providing import ServicesForm

FORMS = json.loads(Path(__file__).with_name("forms_of_the_act.json").read_text(encoding="utf-8"))


def words(form):
    """Every label of a form of the act, and of its options."""
    for section in FORMS[form]["sections"]:
        yield section["title_az"]
        for field in section["fields"]:
            yield from field_words(field)
    yield from FORMS[form].get("columns_az", {}).values()


def field_words(field):
    yield field["label_az"]
    yield from (option["az"] for option in field.get("options", []))
    for child in field.get("children", []):
        yield from field_words(child)


def said(*tables):
    return {str(text) for table in tables for text in table.values()}


def test_form_1_has_every_label_of_the_act():
    ours = said(
        labels.FORM1, labels.FORM1_SECTIONS, labels.STATUSES, labels.VERDICTS, labels.OFFICIAL, labels.PERSON_COLUMNS
    )
    assert [text for text in words("000-1") if text not in ours] == []
    assert str(labels.EXTRACT_HINT) == FORMS["000-1"]["sections"][0]["fields"][9]["hint_az"]


def test_form_2_has_every_label_of_the_act():
    ours = said(labels.FORM2, labels.FORM2_SECTIONS, labels.SERVICE_COLUMNS, labels.OFFICIAL)
    assert [text for text in words("000-2") if text not in ours] == []
    table = FORMS["000-2"]["sections"][1]["fields"][0]["children"]
    assert str(labels.REGULATION_HINT) == next(child["hint_az"] for child in table if "hint_az" in child)


def test_the_forms_show_the_labels(app):
    with app.test_request_context():
        first, second = ApplicationForm(meta={"csrf": False}), ServicesForm(meta={"csrf": False})
        assert {name: first[name].label.text for name in labels.FORM1} == labels.FORM1
        assert {name: second[name].label.text for name in labels.FORM2} == labels.FORM2
        assert [str(choice[1]) for choice in first.status.iter_choices()] == list(map(str, labels.STATUSES.values()))
