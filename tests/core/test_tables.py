"""Tables of strangers: what is in them is read as text, and no file takes the process along."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core import tables
from webapp.core.tables import NotATable, read_sheet, read_table
from webapp.core.workbook import workbook

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=30)


def book(*rows, change=None):
    """A workbook of these rows; `change` may do anything to the XML of its sheet."""
    content = b"".join(workbook(rows[0], rows[1:]))
    if change is None:
        return content
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


@settings(max_examples=4)
@given(st.lists(WORDS, min_size=1, max_size=60, unique=True))
def test_what_a_workbook_says_is_read_letter_by_letter(words):
    read = read_sheet(book(["a", "b"], *([word, "."] for word in [*words, "_x0041_", "_x005F_", "=1+1", "'a", " b "])))
    assert read == ("1", [["a", "b"], *([word, "."] for word in [*words, "_x0041_", "_x005F_", "=1+1", "'a", " b "])])


def test_a_table_is_what_people_read():
    assert read_table(book(["ad", "say"], ["Əli  &\n<b>", 5])) == [["ad", "say"], ["Əli & <b>", "5"]]
    assert read_table("ad;say\nƏli;5\n".encode()) == [["ad", "say"], ["Əli", "5"]]
    assert read_table("ad;say\nОлег;5\n".encode("cp1251"))[1] == ["Олег", "5"]


def far(sheet):
    """Put a second cell into the last corner that a sheet has."""
    return sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(["a"], ["b"], change=far), "bomb"),
        (book(["a"], ["b"], change=lambda sheet: sheet[:80]), "damaged"),
        (book(["a"], *(["b"] for _ in range(12))), "too-many-rows"),
        (book(["a"] * 61), "too-many-columns"),
        (book([""], [" "]), "empty"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0 nothing", "damaged"),
        (b"a;\x00", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_worse(content, code):
    with pytest.raises(NotATable) as refused:
        read_table(content, 10)
    assert refused.value.code == code


def test_a_workbook_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(tables, "PATIENCE", 0.001)
    with pytest.raises(NotATable, match="bomb"):
        read_table(book(["a"], ["b"]))
