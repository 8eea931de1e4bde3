"""Files go out and come back the same; what strangers send is compared first, and never taken whole with its faults."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.texts import DAYS, RENA, SAMIRA, TEXTS, write_catalogues
from webapp.core.tables import read_sheet
from webapp.core.workbook import workbook
from webapp.translations.errors import FileTooLarge, FileUnreadable, NotYourLanguage
from webapp.translations.exchange import KINDS, MOST_BYTES, Row, parse, write
from webapp.translations.exchange.writing import COLUMNS
from webapp.translations.queries import target, text_by_key
from webapp.translations.rules import key_of
from webapp.translations.services import exporting
from webapp.translations.services.drafting import propose, save_draft
from webapp.translations.services.entering import read_catalogues
from webapp.translations.services.exporting import export
from webapp.translations.services.importing import compare, import_apply
from webapp.translations.services.publishing import publish
from webapp.translations.services.replacing import preview_replace, replace_many
from webapp.translations.services.restoring import revert_batch
from webapp.translations.services.reviewing import approve

SCHEMAS = Path(__file__).parent / "data"
HELP, PAY, SIGNED, CASES, MORE = map(key_of, TEXTS)
LEFT = key_of(*DAYS)
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
ROWS = [
    Row(HELP, ("Kömək",), ("=1+1 «Помощь»",), locations=("webapp/a.py",)),
    Row(LEFT, DAYS, ("один", "два", "пять"), flags=("python-format",)),
    Row(MORE, ("Ətraflı <b>burada</b>",), ('Строка 1\nстрока "2"',), note="On the first page"),
    Row(CASES, ("Müraciətlər",), ()),
]


@pytest.fixture
def texts(opened, tmp_path):
    read_catalogues(write_catalogues(tmp_path))
    return tmp_path


def published(key, *forms, language="ru"):
    save_draft(actor=SAMIRA, key=key, language=language, forms=forms, base_number=0)
    propose(actor=SAMIRA, key=key, language=language, number=1)
    approve(actor=RENA, key=key, language=language, number=1)
    publish(actor=RENA)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back(kind):
    found = parse(write(kind, ROWS, "ru"), f"x.{kind}")
    assert found.language == (None if kind == "csv" else "ru")
    said = {row.key: row.forms for row in found.rows if any(row.forms)}
    assert said == {row.key: row.forms for row in ROWS if row.forms}
    assert {row.original[0] for row in found.rows} == {row.original[0] for row in ROWS}


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n\t")
WORDS = st.text(LETTERS, min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=30)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3), st.sampled_from(KINDS))
def test_whatever_is_written_is_read_back(pairs, kind):
    rows = [Row(key_of(source), (source,), (target,)) for source, target in dict(pairs).items()]
    found = parse(write(kind, rows, "en"), f"x.{kind}")
    assert [(row.key, row.original, row.forms) for row in found.rows] == [(r.key, r.original, r.forms) for r in rows]


def test_xliff_names_languages_states_and_groups_of_forms():
    for kind in ("xliff12", "xliff20"):
        root = etree.fromstring(write(kind, ROWS, "ru"))
        space = {"x": etree.QName(root).namespace}
        assert len(root.xpath("//x:group", namespaces=space)) == 1
        units = root.xpath("//x:unit | //x:trans-unit", namespaces=space)
        assert len(units) == 6
        assert len({unit.get("id") for unit in units}) == 6


class _Beside(etree.Resolver):
    """Takes the schema of xml:space from the folder of the schemas, whatever address they name."""

    def resolve(self, system_url, public_id, context):
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if system_url.endswith("xml.xsd") else None


@pytest.mark.parametrize(
    ("kind", "name"), [("xliff12", "xliff-core-1.2-strict.xsd"), ("xliff20", "xliff_core_2.0.xsd")]
)
def test_xliff_is_what_the_schema_of_oasis_says(kind, name):
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    schema = etree.XMLSchema(etree.parse(SCHEMAS / name, parser))
    hard = Row("f" * 20, ('Uzun <b>"söz"</b> & %(name)s\n' * 300,), ("Long\t<b>'word'</b> ]]> & %(name)s\n" * 300,))
    doubted = Row("1" * 20, ("Bəli",), ("Yes",), note="As an answer", locations=("webapp/a.py",), fuzzy=True)
    for language in ("az", "en", "ru"):
        schema.assertValid(etree.fromstring(write(kind, [*ROWS, hard, doubted], language)))
    assert not schema.validate(etree.fromstring(write(kind, ROWS, "ru").replace(b"source>", b"sauce>", 2)))


def test_a_workbook_is_called_by_its_language_and_what_is_typed_into_it_stays_text():
    content = write("xlsx", ROWS, "ru")
    name, lines = read_sheet(content)
    assert (name, lines[0], lines[1][3]) == ("ru", list(COLUMNS), "=1+1 «Помощь»")
    with ZipFile(BytesIO(content)) as book:
        sheet, styles = (book.read(f"xl/{part}").decode() for part in ("worksheets/sheet1.xml", "styles.xml"))
    assert "<f>" not in sheet
    assert set(re.findall(r'<c t="inlineStr" s="(\d)"', sheet.partition("</row>")[2])) == {"3"}
    formats = re.findall(r"<xf\b[^>]*>", styles.partition("<cellXfs")[2])
    assert 'numFmtId="49"' in formats[3]  # the format "text", ECMA-376, 18.8.30
    assert [len(row.forms) for row in parse(content).rows] == [1, 3, 1, 1]


def test_a_spreadsheet_of_another_language_or_without_its_columns_is_refused(opened):
    with pytest.raises(FileUnreadable):
        compare(write("xlsx", ROWS, "ru"), "a.xlsx", "en")
    for content in (b"".join(workbook(["source", "target"], [["a", "b"]])), b"PK\x03\x04 nothing"):
        with pytest.raises(FileUnreadable) as refused:
            compare(content, "a.xlsx", "en")
        assert len(str(refused.value)) > 10


def test_twenty_thousand_lines_of_a_workbook_are_compared(texts):
    rows = [Row(f"{number:020x}", (f"Mətn {number}",), (f"Text {number}",)) for number in range(19_999)]
    found = compare(write("xlsx", [Row(HELP, ("Kömək",), ("Support",)), *rows], "en"), "a.xlsx")
    assert (found.language, found.counts["changed"], found.counts["unknown"]) == ("en", 1, 19_999)


def test_a_spreadsheet_computes_nothing():
    assert "\n" + HELP + ",,Kömək,'=1+1" in write("csv", ROWS, "ru").decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.po"),
        (b"just words", "a.po"),
        ((HEAD + 'msgid "K"\nmsgstr "Помощь"\n').encode("cp1251"), "a.po"),
        (HEAD.replace("utf-8", "klingon-7").encode(), "a.po"),
        (HEAD.encode() + b'msgid "K"\nwhat is this\n', "a.po"),
        (HEAD.replace("ru", "de").encode(), "a.po"),
        (b"<html></html>", "a.xlf"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "a.xlf"),
        (b'{"texts": 5}', "a.json"),
        (b'{"language": "ru", "texts": {"a\\u0000": {"target": "x"}}}', "a.json"),
        (b'{"language": "ru", "texts": {"a": {"source": "\\ud800", "target": "x"}}}', "a.json"),
        (b"key,target\na\x00b,c\n", "a.csv"),
        (HEAD.replace("utf-8", "punycode").encode() + b'msgid "K"\nmsgstr "x"\n', "a.po"),
        (HEAD.replace("utf-8", "punycode").encode() + b"a" * 400_000 + b"-" + b"bcdefgh" * 80_000, "a.po"),
        (HEAD.replace("utf-8", "unicode_escape").encode() + b'msgid "\\ud800"\nmsgstr "x"\n', "a.po"),
        (b'{"language": "ru", "texts": {"a": {"target": 7}}}', "a.json"),
        (b"[" * 100_000, "a.json"),
        (b"name,words\n1,2\n", "a.csv"),
        (b"PK\x03\x04 nothing", "a.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(opened, content, name):
    with pytest.raises(FileUnreadable) as refused:
        compare(content, name, "ru")
    assert len(str(refused.value)) > 10


def test_a_file_too_large_and_one_in_another_language_are_refused(opened):
    with pytest.raises(FileTooLarge):
        compare(b"x" * (MOST_BYTES + 1), "a.po", "ru")
    with pytest.raises(FileUnreadable):
        compare(HEAD.encode(), "a.po", "en")
    with pytest.raises(FileUnreadable):
        compare(b"key,target\n", "a.csv", None)


def test_each_row_of_a_file_is_judged_before_anything_is_taken(texts):
    body = """
msgid "Kömək"
msgstr "Поддержка"

msgid "Müraciətlər"
msgstr "Обращения"

msgid "Kömək"
msgstr "Ещё раз"

msgid "%(amount)s ödə"
msgstr "Оплатить %(sum)s"

msgid "Yoxdur"
msgstr "Нет"

#, fuzzy
msgid "Qaimə imzalandı."
msgstr "Счёт подписан."

msgid "Ətraflı <b>burada</b>"
msgstr ""

#~ msgid "Köhnə"
#~ msgstr "Старое"
"""
    found = compare((HEAD + body).encode(), "ru.po")
    assert [row.outcome for row in found.rows] == [
        "changed", "same", "refused", "refused", "unknown", "ignored", "ignored", "ignored",
    ]  # fmt: skip
    assert all(row.reason for row in found.rows[2:])
    bulk = import_apply(actor=SAMIRA, content=(HEAD + body).encode(), name="ru.po", as_state="proposed")
    assert (bulk.done, len(bulk.refused)) == (1, 2)
    assert target(text_by_key(HELP).id, "ru").state == "proposed"
    assert revert_batch(actor=SAMIRA, batch=bulk.batch).done == 1
    assert target(text_by_key(HELP).id, "ru").words == "помощь"
    with pytest.raises(NotYourLanguage):
        import_apply(actor=RENA, content=(HEAD + body).encode(), name="ru.po")


def test_what_is_exported_is_taken_back_without_a_change(texts):
    for kind in KINDS:
        found = export(kind=kind, language="ru")
        compared = compare(found.content, found.name, "ru")
        assert compared.counts["same"] == len(TEXTS) + 1, kind


def test_what_is_published_goes_back_into_the_repository_as_a_patch_of_these_lines_alone(texts, monkeypatch):
    monkeypatch.setattr(exporting, "path_of", lambda language: texts / language / "LC_MESSAGES" / "messages.po")
    published(HELP, "Поддержка")
    published(LEFT, "остался %(num)s", "осталось %(num)s", "всего %(num)s")
    patch = export(kind="po", language="ru", what="diff").content.decode()
    changed = [line for line in patch.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert changed[:2] == ['-msgstr "Помощь"', '+msgstr "Поддержка"']
    assert len(changed) == 8
    only = json.loads(export(kind="json", language="ru", what="published").content)
    assert list(only["texts"]) == [LEFT, HELP]


def test_words_are_replaced_where_they_stand_alone_and_undone_together(texts):
    save_draft(actor=SAMIRA, key=CASES, language="en", forms=["Help cases, helpful"], base_number=0)
    shown = preview_replace("en", "Help", "Aid")
    assert {one.after for one in shown} == {("Aid",), ("Aid cases, helpful",)}
    assert [one.key for one in preview_replace("en", "elp", "x", whole_word=True)] == []
    bulk = replace_many(actor=SAMIRA, language="en", needle="Help", by="Aid")
    assert bulk.done == 2
    assert target(text_by_key(CASES).id, "en").state == "draft"
    assert revert_batch(actor=SAMIRA, batch=bulk.batch).done == 2
    assert replace_many(actor=SAMIRA, language="en", needle="%(amount)s", by="everything").refused


def test_the_catalogue_of_the_repository_can_be_read_by_other_programs_after_export(texts):
    file = polib.pofile(export(kind="po", language="ru").content.decode())
    assert (len(file), file.percent_translated()) == (len(TEXTS) + 1, 100)
