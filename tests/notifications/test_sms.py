"""Letters, parts and cuts of SMS as 3GPP TS 23.038 counts them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.notifications.sms import ALONE, JOINED, LEFT_OUT, fitted, size_of


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts"),
    [
        ("", "gsm", 0, 1),
        ("Salam", "gsm", 5, 1),
        ("a" * 160, "gsm", 160, 1),
        ("a" * 161, "gsm", 161, 2),
        ("a" * 306, "gsm", 306, 2),
        ("a" * 307, "gsm", 307, 3),
        ("€" * 80, "gsm", 160, 1),
        ("€" * 81, "gsm", 162, 2),
        ("a" * 152 + "€" + "a" * 8, "gsm", 162, 2),
        ("a" * 152 + "€" + "a" * 151, "gsm", 305, 2),  # 152 and 153: the sign is not torn apart
        ("a" * 152 + "€" + "a" * 152, "gsm", 306, 3),
        ("ə", "ucs2", 1, 1),
        ("ə" + "a" * 69, "ucs2", 70, 1),
        ("ə" + "a" * 70, "ucs2", 71, 2),
        ("ə" * 134, "ucs2", 134, 2),
        ("ə" * 135, "ucs2", 135, 3),
        ("🚍" * 35, "ucs2", 70, 1),
        ("ə" * 66 + "🚍" + "ə" * 3, "ucs2", 71, 2),
        ("ç", "ucs2", 1, 1),
        ("Ç", "gsm", 1, 1),
        ("Ваш билет", "ucs2", 9, 1),
    ],
)
def test_a_text_is_as_long_as_the_network_counts_it(text, alphabet, units, parts):
    assert (size_of(text).alphabet, size_of(text).units, size_of(text).parts) == (alphabet, units, parts)


def test_what_fits_goes_out_letter_by_letter_as_it_was_written():
    assert fitted("Şəhər: Gəncə", 1).text == "Şəhər: Gəncə"
    assert fitted("Şəhər: Gəncə", 1).left_out == ""


def test_what_is_too_long_ends_after_a_whole_word_and_says_what_it_left_out():
    text = "Biletiniz qaytarılıb, pul ödədiyiniz karta üç gün ərzində gələcək, sualınız varsa yazın"
    short = fitted(text, 1)
    assert short.text.endswith("…")
    assert short.size.parts == 1
    assert f"{short.text[:-1]} {short.left_out}".replace(", ", " ") == text.replace(", ", " ")


@given(st.text(alphabet="abc əş€🚍Çя ", max_size=400), st.integers(1, 3))
@settings(max_examples=60)
def test_never_more_parts_than_asked_and_never_other_letters(text, most):
    short = fitted(text, most)
    assert short.size.parts <= most
    kept = short.text.removesuffix(LEFT_OUT[short.size.alphabet]) if short.left_out else short.text
    assert text.startswith(kept)


def test_one_word_without_an_end_is_cut_too():
    for word in ("ə" * 500, "x" * 500, "€" * 500, "🚍" * 200):
        short = fitted(word, 2)
        assert short.size.parts <= 2
        assert short.text.removesuffix(LEFT_OUT[short.size.alphabet]) + short.left_out == word
    assert ALONE["ucs2"] == 70
    assert JOINED["ucs2"] == 67
