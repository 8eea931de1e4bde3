"""Letters that the document's font lacks stand in it by their numbers; those that it has stand as they are."""

import pytest

from webapp.documents.letters import known_letters, written

ALPHABETS = "AaƏəĞğIıİiÖöŞşÜüÇç " + "АаЯяЁё" + "0123456789 “”«»—–…№₼°²·"


def test_the_letters_of_our_three_languages_are_known():
    assert [letter for letter in ALPHABETS if ord(letter) not in known_letters()] == []
    assert written(ALPHABETS) == ALPHABETS


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Alma 🍎", "Alma [U+1F34E]"),
        ("苹果", "[U+82F9][U+679C]"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\ue000\uffff", "a[U+E000][U+FFFF]"),
        ("bir\niki", "bir\niki"),
    ],
)
def test_a_letter_without_a_shape_is_written_by_its_number(typed, printed):
    assert written({"rows": [(typed, 1)]}) == {"rows": [[printed, 1]]}
