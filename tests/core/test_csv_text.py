"""CSV that spreadsheets open: letters are right, nothing is computed, numbers stay numbers."""

import csv
import io

import pytest

from webapp.config import ROOT
from webapp.core.csv_text import MARK, csv_text, harmless


@pytest.mark.parametrize("typed", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "-", "+994501234567", "-1.5e3"])
def test_a_text_that_would_be_computed_is_kept_a_text(typed):
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("value", ["-12.50", -3, 0, "10-BB-200", "Gəncə", "— ", "'=1"])
def test_numbers_and_other_texts_stay_as_they_are(value):
    assert harmless(value) == str(value)


def test_a_table_is_read_back_as_it_was():
    rows = [("ad", "məbləğ"), ("Lənkəran; Astara", None), ('"dırnaq"', "iki\nsətir")]
    for delimiter in ",;":
        written = csv_text(rows, delimiter=delimiter)
        assert written.startswith(MARK)
        read = list(csv.reader(io.StringIO(written.removeprefix(MARK), newline=""), delimiter=delimiter))
        assert read == [["ad", "məbləğ"], ["Lənkəran; Astara", ""], ['"dırnaq"', "iki\nsətir"]]
    assert not csv_text(rows, mark=False).startswith(MARK)


def test_nothing_else_writes_tables_but_files_that_programs_read_back():
    """What one writes past it, spreadsheets would compute."""
    read_back = {
        "timetable/gtfs/writing.py",
        "translations/exchange/writing.py",
        "waybills/evidence/formats/flat.py",
    }
    found = {
        str(path.relative_to(ROOT / "webapp"))
        for path in (ROOT / "webapp").rglob("*.py")
        if "csv.writer(" in (text := path.read_text(encoding="utf-8")) or "csv.DictWriter(" in text
    }
    assert found == {"core/csv_text.py", *read_back}
