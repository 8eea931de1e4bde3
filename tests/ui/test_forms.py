"""Forms: characters that no text may hold are gone before a rule sees them; a service's refusal stands beside its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import FieldList, StringField, TextAreaField
from wtforms.validators import DataRequired

from webapp.core.errors import Conflict
from webapp.ui.fields import CodeField
from webapp.ui.forms import Form, clean_line, clean_text, refused


class Letter(Form):
    subject = StringField("Mövzu", [DataRequired("Mövzunu yazın.")])
    body = TextAreaField("Mətn")
    code = CodeField("Kod")


@pytest.fixture
def letter(app):
    def fill(**fields):
        with app.test_request_context(method="POST", data=fields):
            form = Letter(meta={"csrf": False})
            form.validate()
            return form

    return fill


@given(st.text())
def test_a_cleaned_line_has_no_control_characters_and_is_clean_already(text):
    once = clean_line(text)

    assert clean_line(once) == once
    assert not any(ord(c) < 32 or ord(c) == 127 for c in once)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bakı \t şəhəri\x00 ", "Bakı şəhəri"),
        ("e\u0301", "é"),
        ("Alma 🍎", "Alma 🍎"),
        ("bir\r\niki", "bir iki"),
    ],
)
def test_a_line_is_composed_and_single_spaced(typed, kept):
    assert clean_line(typed) == kept


def test_a_longer_text_keeps_its_lines():
    assert clean_text(" bir \r\n\n iki\x00 ") == "bir\n\niki"


def test_every_text_field_is_cleaned_without_asking(letter):
    form = letter(subject=" Salam\x00 dünya ", body="a\r\nb")

    assert (form.subject.data, form.body.data) == ("Salam dünya", "a\nb")
    assert letter(subject="\x00 ").errors


def test_a_scanned_code_keeps_the_spaces_that_are_part_of_it(letter):
    form = letter(subject="Salam", code=" KT1:A  B   C\x00 \r\n")

    assert form.code.data == "KT1:A  B   C"


def test_the_same_words_about_several_fields_name_each_of_them(letter):
    form = letter(subject="")
    form.accept(refused(body="Mövzunu yazın.", code="Belə kod yoxdur."))

    assert form.errors_for_summary() == [
        ("subject", "Mövzu: Mövzunu yazın."),
        ("body", "Mətn: Mövzunu yazın."),
        ("code", "Belə kod yoxdur."),
    ]


def test_lines_without_words_of_their_own_are_not_called_by_their_code(app):
    class Letters(Form):
        letter_lines = FieldList(StringField("Sətir", [DataRequired("Mövzunu yazın.")]), min_entries=2)

    with app.test_request_context(method="POST", data={"letter_lines-0": "", "letter_lines-1": ""}):
        form = Letters(meta={"csrf": False})
        form.validate()
    assert form.errors_for_summary() == [("letter_lines", "Mövzunu yazın.")] * 2


def test_a_refusal_that_names_a_field_is_shown_there_and_another_is_raised(letter):
    form = letter(subject="Salam")
    form.accept(refused(subject="Bu mövzu artıq var."))

    assert form.errors_for_summary() == [("subject", "Bu mövzu artıq var.")]
    with pytest.raises(Conflict):
        form.accept(Conflict())
