"""Looking for waybills: by word, number, plate, party, goods, day and state; kept filters; the list as a file."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from tests.waybills.situations import APPLES, CONTENT
from webapp.core.clock import local, now
from webapp.core.transaction import transaction
from webapp.waybills.content import GoodsRow
from webapp.waybills.finding import queries
from webapp.waybills.finding.entries import week_of
from webapp.waybills.finding.models import EVERYBODY
from webapp.waybills.finding.queries import found
from webapp.waybills.finding.wanted import Wanted, without_people, words_of
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, start_draft

FIND = "/cabinet/waybills/find"
NOBODY = 987_654_321
ENTRY = """
INSERT INTO waybill_search (waybill_id, party_id, at, week, words)
VALUES (:id, :party, :at, :week, array_to_tsvector(CAST(:words AS text[])))
"""


@pytest.fixture
def drafted(world):
    """Three drafts of the carrier: apples today, cement tomorrow on another lorry, apples in forty days."""
    made = {}
    for name, days, goods, plate in [
        ("apples", 0, "Alma", "10-XY-101"),
        ("cement", 1, "Sement", "10-XY-102"),
        ("later", 40, "Alma", "10-XY-101"),
    ]:
        with transaction():
            content = world.content(goods=(replace(APPLES, nature=goods),))
            loading = replace(content.loading, planned_at=content.loading.planned_at + timedelta(days=days))
            content = replace(content, vehicle=replace(content.vehicle, plate=plate), loading=loading)
            made[name] = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
            save_draft(made[name], content, version=1, actor=world.carrier)
    return made


@pytest.fixture
def names(world, drafted):
    def look(party_id=None, **wanted):
        with transaction(read_only=True):
            rows = found(world.carrier.party_id if party_id is None else party_id, Wanted(**wanted)).rows
        known = {public_id: name for name, public_id in drafted.items()}
        return [known.get(row.public_id, row.public_id) for row in rows]

    return look


def test_every_mark_finds_what_bears_it_the_latest_loading_first(names):
    day = local(now() + timedelta(hours=2)).date()
    assert names() == ["later", "cement", "apples"]
    assert names(words="alm göyçay") == ["later", "apples"]
    assert names(words="GÖYÇAY sem") == ["cement"]
    assert names(plate="10xy102") == names(words="10 xy 102") == names(goods="sement") == ["cement"]
    assert names(partner="9900010231") == names(partner="goycay meyve") == ["later", "cement", "apples"]
    assert names(partner="sement") == names(goods="göyçay") == names(words="alma sement") == []
    assert names(since=day + timedelta(days=1), until=day + timedelta(days=1)) == ["cement"]
    assert names(since=day + timedelta(days=2)) == ["later"]
    assert names(states=("draft",)) == ["later", "cement", "apples"]
    assert names(states=("offered", "delivered")) == []


def test_a_stranger_and_the_office_find_no_draft_and_the_office_what_was_offered(world, names):
    offered = world.offered()
    assert names(EVERYBODY) == [offered]
    assert names(EVERYBODY, states=("offered",), words="alma") == [offered]
    assert names(world.consignee.party_id) == [offered]
    assert names(world.driver.party_id) == []


def test_a_number_is_found_whole_and_by_its_running_digits(world, names):
    accepted = world.accepted()
    with transaction(read_only=True):
        number = waybill_by_public_id(accepted).number
    running = number.split("-")[2].lstrip("0")
    assert names(words=number.lower()) == names(words=running) == [accepted]
    assert names(world.driver.party_id, words=number) == []


@pytest.mark.parametrize("near", [1_000, 1])
def test_walking_and_the_index_by_words_find_the_same_pages(world, drafted, names, monkeypatch, near):
    """The index by words is asked when walking does not fill the page; the pages are the same, forwards and back."""
    monkeypatch.setattr(queries, "NEAR", near)
    assert names(words="alma") == ["later", "apples"]
    party_id, wanted = world.carrier.party_id, Wanted(words="göyçay")
    with transaction(read_only=True):
        first = found(party_id, wanted, size=2)
        second = found(party_id, wanted, after=first.following, size=2)
        back = found(party_id, wanted, before=second.previous, size=2)
    shown = [row.public_id for row in (*first.rows, *second.rows)]
    assert shown == [drafted["later"], drafted["cement"], drafted["apples"]]
    assert [row.public_id for row in back.rows] == shown[:2]
    assert (first.previous, second.following, back.previous) == (None, None, None)


@pytest.mark.parametrize(("near", "far"), [(20, 120), (60, 0), (1, 400)])
@pytest.mark.parametrize("words", ["often", "half seldom", "seldom", "once", "never"])
def test_pages_hold_what_one_finds_by_looking_at_everything(database, monkeypatch, near, far, words):
    """Walking, walking on and the index take turns within a page; none is left out or shown twice, either way."""
    monkeypatch.setattr(queries, "NEAR", near)
    monkeypatch.setattr(queries, "FAR", far)
    known = _many_entries(database, 400)
    expected = [key for key, held in known if all(word in held for word in words.split())]
    there, back = _all_pages(Wanted(words=words))
    assert [one for page in there for one in page] == expected
    assert back == there[-2::-1]


def _many_entries(database, number):
    """Write entries that belong to no waybill, over three years; return (id, words) of each, the latest first."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    rows = []
    for n in range(number):
        at = start + timedelta(hours=65 * (n * 7919 % number))
        held = [
            "often",
            *(["half"] if n % 2 else []),
            *(["seldom"] if n % 9 == 1 else []),
            *(["once"] if n == 77 else []),
        ]
        rows.append((at, n + 1, held))
    with transaction() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for at, n, held in rows:
            values = {"id": n, "party": NOBODY, "at": at, "week": week_of(at), "words": [f"g{word}" for word in held]}
            session.execute(text(ENTRY), values)
    return [(n, held) for at, n, held in sorted(rows, reverse=True)]


def _all_pages(wanted):
    """Return the pages' ids as one reads on to the end, and as one reads back from there."""
    there, back = [], []
    with transaction(read_only=True):
        page = queries.hits(NOBODY, wanted, size=7)
        there.append([hit.waybill_id for hit in page.rows])
        while page.following:
            page = queries.hits(NOBODY, wanted, after=page.following, size=7)
            there.append([hit.waybill_id for hit in page.rows])
        while page.previous:
            page = queries.hits(NOBODY, wanted, before=page.previous, size=7)
            back.append([hit.waybill_id for hit in page.rows])
    return there, back


def test_the_windows_of_weeks_cover_every_week_once():
    for rising in (False, True):
        weeks = [week for group in queries._windows(5, 44, rising=rising) for week in group]
        assert weeks == (list(range(5, 45)) if rising else list(range(44, 4, -1)))
    assert [len(group) for group in queries._windows(1, 30, rising=False)] == [1, 4, 16, 9]


@pytest.mark.parametrize(
    ("hits", "hours", "walked"),
    [
        (0, 2, 0),  # nothing near: the index
        (5, 2, 0),  # nine thousand would have to be passed: too far
        (20, 2, 2_250),  # 1,680 in a week, of which the index would fetch all
        (20, 240, 0),  # fourteen in a week
    ],
)
def test_walking_on_is_weighed_against_fetching_a_week(hits, hours, walked):
    start = datetime(2026, 11, 1, tzinfo=UTC)
    found_near = [queries.Hit(n, start) for n in range(hits)]
    near = queries.Walked(found_near, 1_000, (start - timedelta(hours=hours), 0), whole=False)
    assert queries._worth_walking(near, 50) == walked


def test_personal_numbers_are_neither_words_nor_in_addresses(enter, drafted):
    person = replace(CONTENT.consignee, number="5AYS3L1", name="Aysel Quliyeva")
    assert "p5ays3l1" not in words_of(replace(CONTENT, consignee=person), {}, "draft")
    assert without_people("alma 5ays3l1 10-XY-101 Bazar24 9900010231") == "alma 10-XY-101 Bazar24 9900010231"
    client = enter("carrier")
    away = client.open(f"{FIND}?q=alma+5AYS3L1&since=01.01.2026", expect=303).headers["Location"]
    assert away == f"{FIND}?all=1&since=01.01.2026&q=alma"
    page = client.open(away, expect=200)
    assert "FİN ilə axtarış yoxdur" in page.words


def test_the_page_finds_without_a_script_and_takes_conditions_away(enter, drafted):
    client = enter("carrier")
    page = client.open(f"{FIND}?q=alma&state=draft", expect=200)
    assert len(re.findall(r'href="/cabinet/waybills/[0-9A-Z]{26}"', page.text)) == 2
    assert page.link("alma") == f"{FIND}?state=draft"
    fragment = client.open(f"{FIND}?q=sement", headers={"HX-Request": "true", "HX-Target": "waybill-found"}, expect=200)
    assert "<h1" not in fragment.text
    assert drafted["cement"] in fragment.text
    assert "Belə qaimə tapılmadı" in client.open(f"{FIND}?q=sement+alma", expect=200).words
    wrong = client.open(f"{FIND}?since=02.01.2026&until=01.01.2026", expect=200)
    assert "Bu gün əvvəlkindən sonra olmalıdır." in wrong.words


def test_a_filter_is_kept_opens_by_itself_is_renamed_and_dropped_and_is_ones_own(enter, drafted):
    client = enter("carrier")
    page = client.open(f"{FIND}?q=alma", expect=200)
    client.submit(page, f"{FIND[:-5]}/filters?q=alma", name="Almalar")
    kept = client.open(f"{FIND[:-5]}/filters", expect=200)
    address = re.search(r"/cabinet/waybills/filters/[0-9A-Z]{26}", kept.text)[0]
    client.submit(kept, address, deed="open")
    assert client.open(FIND, expect=303).headers["Location"] == f"{FIND}?q=alma"
    client.submit(kept, address, name="Soyuq yük")
    again = client.open(f"{FIND[:-5]}/filters", expect=200)
    assert "Soyuq yük" in again.words
    other = enter("consignor")
    assert "Soyuq yük" not in other.open(f"{FIND[:-5]}/filters", expect=200).words
    own = other.open(f"{FIND}?q=alma", expect=200)
    other.open(address, method="POST", data={**own.form("/filters"), "deed": "drop"}, expect=404)
    client.submit(again, address, deed="drop")
    assert "Saxlanılmış süzgəc yoxdur" in client.open(f"{FIND[:-5]}/filters", expect=200).words


def test_the_found_list_is_a_file_without_formulas(world, enter):
    with transaction():
        public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
        content = world.content(goods=(GoodsRow(nature='=HYPERLINK("http://x")', gross_kg=APPLES.gross_kg),))
        save_draft(public_id, content, version=1, actor=world.carrier)
    client = enter("carrier")
    sent = client.open("/cabinet/waybills/found.csv?q=hyperlink", expect=200)
    rows = list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][9].startswith("'=HYPERLINK")
    book = client.open("/cabinet/waybills/found.xlsx?q=hyperlink", expect=200).data
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [len(sheet), sheet[1][9][:10]] == [2, "=HYPERLINK"]
    client.open("/cabinet/waybills/found.pdf", expect=404)


def test_a_long_list_is_written_page_by_page(world, drafted, monkeypatch):
    from webapp.waybills.finding import exporting

    monkeypatch.setattr(exporting, "ROWS", 1)
    rows = list(exporting.rows_of(Wanted(words="göyçay"), actor=world.carrier))
    assert len(rows) == 4


ODD = ("'", "a' | b:*", "\\", "&|!()<->:*", "²½", "---", "0", "9" * 400, "🚚 " * 50)


def test_strange_words_and_cursors_find_no_more_than_nothing(enter):
    client = enter("carrier")
    for odd in ODD:
        for name in ("q", "plate", "partner", "goods"):
            client.open(FIND, query_string={name: odd, "all": "1"}, expect=200)
    for wrong in ({"after": "x"}, {"before": "WzFd"}):
        client.open(FIND, query_string={"q": "alma", **wrong}, expect=404)
    for shown in ({"state": "zzz"}, {"since": "31.02.2026"}, {"until": "01.01.9999"}):
        client.open(FIND, query_string=shown, expect=200)
    client.open("/cabinet/waybills/found.csv?since=x", expect=404)
