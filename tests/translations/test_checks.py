"""Each check has words that fail it and words that pass; what came from the catalogues passes what blocks."""

import polib
import pytest

from webapp.config import ROOT
from webapp.translations.checks import CODES, Source, TermRule, check

FILLED = ("python-format",)
PAID = Source(("%(amount)s ödənildi.",), FILLED)
LINK = Source(('Ətraflı: <a href="https://kabinet.az/help">kömək</a>',))
DAYS = Source(("%(num)s gün qalıb", "%(num)s gün qalıb"), FILLED)
TERMS = (TermRule("qaimə", "waybill", ("invoice",)), TermRule("yükgöndərən", "consignor"))
FAULTS = [
    ("placeholders", PAID, ["Paid."], "en"),
    ("placeholders", PAID, ["%(amout)s was paid."], "en"),
    ("placeholders", PAID, ["%(amount)s of %(total)s was paid."], "en"),
    ("placeholders", PAID, ["%(amount)d was paid."], "en"),
    ("placeholders", DAYS, ["a day is left of %(all)s", "%(num)s days are left"], "en"),
    ("positions", Source(("%s – %d",), FILLED), ["%d – %s"], "en"),
    ("positions", PAID, ["%(amount)s %s was paid."], "en"),
    ("percent", Source(("Yüzdə %(part)s%%",), FILLED), ["%(part)s% of a hundred"], "en"),
    ("percent", Source(("Hamısı",), template=True), ["100% of all"], "en"),
    ("percent", PAID, ["%(amount was paid %(amount)s."], "en"),
    ("braces", Source(("Qalıb: {seconds} saniyə",)), ["Left: {second} seconds"], "en"),
    ("plurals", DAYS, ["%(num)s день", "%(num)s дня"], "ru"),
    ("plurals", DAYS, ["%(num)s день", "", "%(num)s дней"], "ru"),
    ("plurals", Source(("Gün",)), ["Day", "Days"], "en"),
    ("tags", LINK, ["More: help https://kabinet.az/help"], "en"),
    ("tags", LINK, ['More: <a href="https://kabinet.az/help">help'], "en"),
    ("tags", LINK, ['More: <a href="https://kabinet.az/help" onclick="alert(1)">help</a>'], "en"),
    ("tags", LINK, ['More: <a href="https://kabinet.az/help" style="color:red">help</a>'], "en"),
    ("tags", Source(("Salam",)), ["<script>alert(1)</script>Hello"], "en"),
    ("tags", Source(("Salam",)), ["Hello<!-- there -->"], "en"),
    ("tags", Source(("Salam",)), ["Hello<img src=x"], "en"),
    ("tags", Source(("<b>Salam</b>",)), ["<b>Hello</i>"], "en"),
    ("tags", Source(("<b>Salam</b>",)), ["<style>b{}</style><b>Hello</b>"], "en"),
    ("tags", Source(("Salam",)), ["<![CDATA[><img src=x onerror=alert(1)>]]>"], "en"),
    ("tags", Source(("<b>Salam</b>",)), ["<b>Hello</b><![CDATA[><img src=x onerror=alert(1)>]]>"], "en"),
    ("tags", Source(("Salam",)), ["Hello <![ there"], "en"),
    ("tags", Source(("Salam",)), ["Hello <![if x]>"], "en"),
    ("tags", Source(("<b>Salam</b>",)), ["<b/>Hello"], "en"),
    ("tags", Source(("Salam",)), ["Hello <"], "en"),
    ("placeholders", PAID, ["%(amount)999999s was paid."], "en"),
    ("placeholders", PAID, ["%(amount)%%s was paid."], "en"),
    ("percent", PAID, ["%(am%%ount)s was paid %(amount)s."], "en"),
    ("entities", Source(("Yük &amp; daşıma",)), ["Goods & carriage"], "en"),
    ("addresses", LINK, ['More: <a href="https://kabinet.com/help">help</a>'], "en"),
    ("addresses", Source(("Salam",)), ["Hello javascript:alert(1)"], "en"),
    ("numbers", Source(("15 dəqiqə gözləyin",)), ["Wait for 51 minutes"], "en"),
    ("newlines", Source(("Bir\niki",)), ["One two"], "en"),
    ("ends", Source(("Saxlanıldı.",)), ["Saved"], "en"),
    ("edges", Source(("Cəmi: ",)), ["Total:"], "en"),
    ("spaces", Source(("Bir iki",)), ["One  two"], "en"),
    ("invisible", Source(("Bir iki",)), ["One\u200b two"], "en"),
    ("invisible", Source(("Bir iki",)), ["\u202eOne two"], "en"),
    ("invisible", Source(("Bir iki",)), ["One\x00 two"], "en"),
    ("unchanged", Source(("Yol vərəqəsi",)), ["Yol vərəqəsi"], "en"),
    ("empty", Source(("Bir",)), ["  "], "en"),
    ("too_long", Source(("Bir",)), ["x" * 10_000], "en"),
    ("limit", Source(("Ödə",), longest=5), ["Pay now"], "en"),
    ("growth", Source(("Göndər",)), ["Send it to all of them right now"], "en"),
    ("terms", Source(("Qaimələriniz",)), ["Your papers"], "en"),
    ("forbidden", Source(("Qaiməni imzalayın",)), ["Sign the waybill (invoice)"], "en"),
]
PASSES = [
    (PAID, ["%(amount)s was paid."], "en"),
    (DAYS, ["one day left", "%(num)s days left"], "en"),
    (DAYS, ["остался %(num)s день", "осталось %(num)s дня", "осталось %(num)s дней"], "ru"),
    (LINK, ['More: <a href="https://kabinet.az/help">help</a>'], "en"),
    (Source(("Yüzdə %(part)s%%",), FILLED), ["%(part)s%% of a hundred"], "en"),
    (Source(("1 000,5 kq-dan ağır",)), ["heavier than 1,000.5 kg"], "en"),
    (Source(("Yükgöndərənin qaiməsi",)), ["The waybills of consignors"], "en"),
    (Source(("AYNA",)), ["AYNA"], "en"),
    (Source(("Qaimə imzalandı.",)), ["Qaimə imzalanıb."], "az"),
    (Source(("Bir < iki",)), ["One < two"], "en"),
]


def codes(source, forms, language):
    return {one.code for one in check(source, forms, language, TERMS)}


@pytest.mark.parametrize(("code", "source", "forms", "language"), FAULTS)
def test_words_that_are_wrong_are_found(code, source, forms, language):
    found = [one for one in check(source, forms, language, TERMS) if one.code == code]
    assert found
    assert all(one.blocks is CODES[code][1] and str(one.words) for one in found)


@pytest.mark.parametrize(("source", "forms", "language"), PASSES)
def test_words_that_are_right_pass(source, forms, language):
    assert codes(source, forms, language) == set()


def test_every_check_has_words_that_fail_it():
    assert {code for code, *_rest in FAULTS} == set(CODES) - {"width"}


def test_what_blocks_is_said_first_and_what_is_too_long_is_not_read_further():
    found = check(PAID, ["Paid  <script>"], "en")
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)
    assert codes(PAID, ["<script>" * 2_000], "en") == {"too_long"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_catalogues_of_the_repository_pass_what_blocks(language):
    catalogue = polib.pofile(str(ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"))
    broken = []
    for entry in catalogue:
        forms = [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] or [entry.msgstr]
        originals = (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)
        template = any(place.endswith((".html", ".txt")) for place, _line in entry.occurrences)
        found = check(Source(originals, tuple(entry.flags), template), forms, language) if any(forms) else ()
        broken += [(entry.msgid, forms, one.code, one.facts) for one in found if one.blocks]
    assert broken == []
