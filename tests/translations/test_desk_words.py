"""The pure parts of the desk: what changed, what is looked for, how far a language is."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.translations.desk.asking import Term, Wanted, read_terms, read_wanted
from webapp.translations.desk.completeness import Count, bar, counted, summed
from webapp.translations.desk.first_terms import GLOSSARY, entries
from webapp.translations.desk.word_diff import Piece, word_diff

WORDS = st.lists(st.sampled_from(["qaimə", "imzalandı", " ", "%(number)s", "<a href='#'>", "</a>", ".", "\n", "ı"]))


def shown(old, new):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Qaimə imzalandı.", "Qaimə imzalanıb.", "Qaimə [-imzalandı-][+imzalanıb+]."),
        ("Axtarış", "Axtarışı", "[-Axtarış-][+Axtarışı+]"),
        ("İsmayıllı şəhəri", "İsmayıllı rayonu", "İsmayıllı [-şəhəri-][+rayonu+]"),
        ("%(name)s gəldi", "%(person)s gəldi", "[-%(name)s-][+%(person)s+] gəldi"),
        ("100 %% hazır", "90 %% hazır", "[-100-][+90+] %% hazır"),
        ("<a href='/x'>bax</a>", "<a href='/y'>bax</a>", "[-<a href='/x'>-][+<a href='/y'>+]bax</a>"),
        ("bir iki üç dörd", "bir beş altı dörd", "bir [-iki üç-][+beş altı+] dörd"),
        ("sürücünün e-poçtu", "sürücünün poçtu", "sürücünün [-e-poçtu-][+poçtu+]"),
        ("", "yeni", "[+yeni+]"),
        ("eyni", "eyni", "eyni"),
    ],
)
def test_a_change_is_shown_by_whole_words_placeholders_and_tags(old, new, expected):
    assert shown(old, new) == expected


@settings(max_examples=40)
@given(WORDS, WORDS)
def test_a_change_holds_both_texts_whole(old, new):
    before, after = "".join(old), "".join(new)
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_texts_too_long_to_compare_are_shown_whole():
    old, new = "a " * 5000, "b " * 5000
    assert word_diff(old, new) == (Piece("removed", old), Piece("added", new))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("QAİMƏ nömrəsi", [Term("qaime"), Term("nomresi")]),
        ("ismayilli", [Term("ismayilli")]),
        ("İSMAYILLI", [Term("ismayilli")]),
        ('"Qaimə imzalandı" -ləğv', [Term("qaime imzalandi"), Term("legv", excluded=True)]),
        ("“yeni qaimə”", [Term("yeni qaime")]),
        ("tərcümə:waybill açar:3f", [Term("waybill", "target"), Term("3f", "key")]),
        ("перевод:накладная", [Term("накладная", "target")]),
        ('-source:"ləğv et"', [Term("legv et", "source", excluded=True)]),
        ("https://ayna.gov.az", [Term("https://ayna.gov.az")]),
        ("50% a_b .*", [Term("50%"), Term("a_b"), Term(".*")]),
        ("   \t ", []),
    ],
)
def test_the_search_box_is_read(typed, expected):
    assert list(read_terms(typed)) == expected


def test_an_address_keeps_what_is_asked_for_and_nothing_else():
    asked = {"q": " yük  ", "shelf": "stale", "since": "22.11.2026", "by": "me", "plural": "1", "area": "waybills"}
    wanted = read_wanted({**asked, "until": "99.99.2026", "after": "x", "token": "y"})
    assert wanted.arguments() == {**asked, "q": "yük"}
    assert wanted.arguments(shelf="all", q="")["area"] == "waybills"
    assert "shelf" not in wanted.arguments(shelf="all")
    assert read_wanted({"shelf": "'; drop", "by": "7", "plural": "yes"}) == Wanted()


def test_figures_count_each_text_once_and_are_whole_only_when_nothing_is_missing():
    rows = [("waybills", "translated", 299), ("waybills", "stale", 1), ("tickets", "approved", 3), ("a", "failing", 2)]
    figures = counted(rows)
    assert [(one.code, one.count.percent, one.count.complete) for one in figures] == [
        ("a", 0, False),
        ("waybills", 99, False),
        ("tickets", 100, True),
    ]
    assert summed(figures) == Count(approved=3, translated=299, stale=1, failing=2)
    assert summed([]).percent == 100


def test_one_missing_text_among_thousands_is_still_seen_in_the_bar():
    drawn = str(bar(Count(translated=100_000, untranslated=1)))
    widths = [float(part.split('"')[0]) for part in drawn.split(' width="')[1:]]
    assert min(widths) > 1.5
    assert sum(widths) == pytest.approx(300, abs=0.5)


def test_the_glossary_of_the_repository_gives_pairs_of_words_that_mean_one_thing():
    rows = {row[0]: row[1:] for row in entries(GLOSSARY.read_text(encoding="utf-8"))}
    assert rows["yükgöndərən"][:2] == ("consignor", "грузоотправитель")
    assert rows["yük avtomobili"][0] == "lorry"
    assert not {"qeyd", "imza", "Azərbaycanca"} & set(rows)


@pytest.mark.parametrize(("old", "new"), [("a " * 1000, "a b " * 500), ("!?" * 1000, "?!x" * 660)])
def test_long_texts_that_say_the_same_again_and_again_are_compared_at_once(old, new):
    begun = process_time()
    pieces = word_diff(old, new)
    assert process_time() - begun < 2
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
