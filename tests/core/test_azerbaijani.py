"""İ and ı, folding, order, numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.azerbaijani import (
    ALPHABET,
    fold,
    lower,
    mask,
    normal_fin,
    normal_plate,
    normal_voen,
    sort_key,
    sort_text,
    upper,
)


def test_case_follows_the_azerbaijani_alphabet():
    assert upper("istanbul ılıq şəki") == "İSTANBUL ILIQ ŞƏKİ"
    assert lower("İSTANBUL ILIQ ŞƏKİ") == "istanbul ılıq şəki"


@given(st.text(alphabet=ALPHABET))
def test_small_letters_survive_the_way_up_and_down(word):
    assert lower(upper(word)) == word


@pytest.mark.parametrize("typed", ["ismayilli", "İSMAYILLI", "Ismayıllı", "  İsmayıllı "])
def test_search_finds_a_town_however_it_is_typed(typed):
    assert fold(typed) == fold("İsmayıllı")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_names_stand_in_the_order_of_the_alphabet():
    names = ["Qəbələ", "Xaçmaz", "Hacıqabul", "Əli", "Eldar", "Fərid", "Kamran", "Lalə", "İsmayıl", "Ilqım"]

    assert sorted(names, key=sort_key) == [
        "Eldar", "Əli", "Fərid", "Hacıqabul", "Xaçmaz", "Ilqım", "İsmayıl", "Kamran", "Qəbələ", "Lalə",
    ]  # fmt: skip


def test_a_family_name_stands_before_the_longer_one_that_begins_with_it():
    assert sorted(["Abbasova Aytən", "Abbasov Zaur"], key=sort_key) == ["Abbasov Zaur", "Abbasova Aytən"]


@given(st.lists(st.text(alphabet=f"{ALPHABET} WŁ-'", max_size=6)))
def test_a_database_orders_names_as_the_alphabet_does(names):
    assert sorted(names, key=sort_text) == sorted(names, key=sort_key)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("7lyl5h2", "7LYL5H2"),
        (" 7LYL 5H2", "7LYL5H2"),
        ("5AYS3Lİ", "5AYS3L1"),
        ("5AYS3Lı", "5AYS3L1"),
        ("5АYS3L1", "5AYS3L1"),  # a Cyrillic А
        ("2RSD4KO", "2RSD4K0"),
        ("2RSD4K", None),
        ("2RSD4K7\x00", None),
        ("2RSD4Ж7", None),
        ("😀😀😀😀😀😀😀", None),
        ("", None),
    ],
)
def test_a_fin_is_understood_as_people_type_it(typed, normal):
    assert normal_fin(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("9900010101", "9900010101"),
        ("990 001 01 01", "9900010101"),
        ("9900010111", None),
        ("٩٩٠٠٠١٠١٠١", None),
        ("200432771", "0200432771"),
    ],
)
def test_a_voen_needs_its_check_digit(typed, normal):
    assert normal_voen(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("10ab123", "10-AB-123"),
        ("10-AB-123", "10-AB-123"),
        ("110 AB 123", "110-AB-123"),
        ("10 АВ 123", "10-AB-123"),
        ("AB-123", None),
    ],
)
def test_a_plate_has_one_normal_form(typed, normal):
    assert normal_plate(typed) == normal


def test_a_masked_number_shows_only_its_ends():
    assert mask("5AYS3L1") == "5••••L1"
