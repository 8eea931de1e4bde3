"""What goes wrong on the applicant's pages: rights that ended, rules that changed, numbers as people type them, big forms."""

import io
import json
import time
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update
from werkzeug.datastructures import FileStorage

from tests.attachments import papers
from tests.support.cases import BASIS, SAID, case_of, filled, service, sign, version_of
from tests.support.rooms import plugged_in
from webapp.attachments.api import copies_of, receive
from webapp.attachments.errors import CopiesSealed
from webapp.cabinets.models import Membership
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.workflow.content import value_problem
from webapp.workflow.export import applications_of
from webapp.workflow.forms.reading import typed_of, value_of
from webapp.workflow.offer import Choice, Field, Kind, Rows, Section
from webapp.workflow.services import applying, deciding

CASES = "/cabinet/applications"
FLEET = tuple(
    Choice(f"10-AA-{n:03}", f"10-AA-{n:03}", closed="Baxış keçməyib" if n % 3 == 0 else "") for n in range(300)
)


def field_of(kind, **more):
    return Field(code="one", label=_l("Səbəb"), kind=kind, basis=BASIS, **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.DECIMAL, "1 234,5", 1234.5),
        (Kind.DECIMAL, "1\u202f234.50", 1234.5),
        (Kind.DECIMAL, "1.234,5", 1234.5),
        (Kind.NUMBER, "12 000", 12000),
        (Kind.NUMBER, "12 min", "12 min"),
        (Kind.NUMBER, "٣", "٣"),
        (Kind.NUMBER, "9" * 400, "9" * 400),
        (Kind.DAY, "3.9.2026", "2026-09-03"),
        (Kind.DAY, "31.02.2026", "31.02.2026"),
        (Kind.DAY, "03/09/2026", "2026-09-03"),
        (Kind.PLATE, "10 aa 123", "10-AA-123"),
        (Kind.PLATE, "77-İı-001", "77-II-001"),
        (Kind.PHONE, "050 123-45-01", "+994501234501"),
        (Kind.PHONE, "00994 50 123 45 01", "+994501234501"),
        (Kind.VOEN, "9900010101", "9900010101"),
        (Kind.LINE, "  Gəncə\x00  şəhəri ", "Gəncə şəhəri"),
        (Kind.YES, "y", True),
    ],
)
def test_what_people_type_is_read_or_kept_as_typed(kind, typed, kept):
    assert value_of(field_of(kind), [typed]) == kept


@pytest.mark.parametrize(
    ("kind", "kept", "typed"), [(Kind.DAY, "2026-09-03", "03.09.2026"), (Kind.DECIMAL, 1.5, "1,5")]
)
def test_what_is_kept_reads_as_it_was_typed(kind, kept, typed):
    assert typed_of(field_of(kind), kept) == typed
    assert value_of(field_of(kind), [typed]) == kept


def test_pages_and_hand_in_judge_the_same_way(opened):
    assert value_problem(field_of(Kind.DAY), value_of(field_of(Kind.DAY), ["31.02.2026"]), None)
    assert value_problem(field_of(Kind.PHONE), value_of(field_of(Kind.PHONE), ["050 123 45 01"]), None) is None


def test_a_right_that_ended_is_refused_on_every_page(enter, world, declared):
    declared()
    public_id = filled(world.head)
    client = enter()
    page = client.open(f"{CASES}/{public_id}/form/purpose", expect=200)
    with transaction() as session:
        held = Membership.account_id == world.head.account_id
        session.execute(update(Membership).where(held).values(ended_at=now()))
    late = client.open(f"{CASES}/{public_id}/form/purpose", method="POST", data=page.form("/form/purpose"))
    assert late.status_code in {403, 404, 409}
    assert client.open(f"{CASES}/{public_id}").status_code in {303, 403, 404}
    assert case_of(public_id).answers["purpose"] == SAID["purpose"]


def test_a_service_declared_anew_carries_the_answers_of_a_draft_over(enter, world, declared):
    declared()
    public_id = filled(world.head)
    newer = replace(service(world.register), since=date(2026, 6, 1))
    fields = (*newer.sections[0].fields[:1], Field(code="city", label=_l("Yer"), basis=BASIS))
    newer = replace(newer, sections=(replace(newer.sections[0], fields=fields), newer.sections[1]))
    with plugged_in(service(world.register), newer):
        client = enter()
        told = client.open(f"{CASES}/{public_id}/form", expect=200)
        assert "Xidmətin şərtləri dəyişib" in told.words
        client.open(f"{CASES}/{public_id}/form/purpose", expect=303)
        client.submit(told, "/carry-over", expect=303)
        case = case_of(public_id)
        assert (case.type_since, case.answers["purpose"]) == (date(2026, 6, 1), {"why": "repair"})
        assert case.answers["stops"] == SAID["stops"]
        assert "Yer" in client.open(f"{CASES}/{public_id}/form/purpose").words


def test_what_was_handed_in_keeps_its_definition(enter, world, declared):
    declared()
    public_id = world.returned("purpose.days")
    newer = replace(service(world.register), since=date(2026, 6, 1))
    with plugged_in(service(world.register), newer):
        enter().open(f"{CASES}/{public_id}/form/purpose", expect=200)
        assert case_of(public_id).type_since == date(2026, 1, 1)


def test_three_hundred_vehicles_and_two_hundred_rows_are_quick(enter, world, declared):
    asked = []

    def fleet(who):
        asked.append(who.party_id)
        return FLEET

    plate = Field(code="plate", label=_l("Səbəb"), kind=Kind.CHOICE, choices=fleet, basis=BASIS)
    plates = Field(code="plates", label=_l("Səbəb"), kind=Kind.CHOICES, choices=fleet, basis=BASIS)
    rows = Section(
        code="cars", title=_l("Yer"), rows=Rows(add=_l("Əlavə et"), one=_l("Yer"), most=200), fields=(plate,)
    )
    declared(sections=(Section(code="all", title=_l("Yer"), fields=(plates,)), rows), about=None)
    said = {"all": {"plates": ["10-AA-001"]}, "cars": [{"key": f"k{n}", "plate": "10-AA-002"} for n in range(200)]}
    public_id = filled(world.head, said)
    client = enter()
    for page in ("form", "form/all", "form/cars", "form/cars/rows/k7", "check"):
        asked.clear()
        began = time.process_time()
        shown = client.open(f"{CASES}/{public_id}/{page}", expect=200)
        assert len(asked) <= 4, page
        assert time.process_time() - began < 4, page
    chosen = client.open(f"{CASES}/{public_id}/form/all")
    assert "Seçilə bilməyən: 100" in chosen.words
    assert "200 iş" not in shown.words


def with_copy():
    paper = Field(code="paper", label=_l("Sənəd"), kind=Kind.COPY, basis=BASIS)
    return Section(code="papers", title=_l("Sənəd"), fields=(paper,))


def test_a_copy_comes_with_the_form_without_a_script(enter, world, declared):
    declared(sections=(with_copy(),), about=None)
    public_id = filled(world.head, {})
    client = enter()
    address = f"{CASES}/{public_id}/form/papers"
    page = client.open(address, expect=200)
    missing = client.submit(page, "/form/papers", expect=422)
    assert "Sənədin surətini əlavə edin." in missing.words
    program = {**page.form("/form/papers"), "papers.paper": (io.BytesIO(b"MZ\x90\x00"), "sened.pdf")}
    refused = client.open(address, method="POST", data=program, content_type="multipart/form-data", expect=422)
    assert "Bu, PDF və ya şəkil deyil" in refused.words
    sent = {**client.open(address).form("/form/papers"), "papers.paper": (io.BytesIO(papers.pdf()), "sened.pdf")}
    client.open(address, method="POST", data=sent, content_type="multipart/form-data", expect=303)
    with transaction(read_only=True):
        assert [copy.slot for copy in copies_of("workflow_case", public_id)] == ["papers.paper"]
    assert "sened.pdf" in client.open(f"{CASES}/{public_id}/check").words
    enter("stranger").open(f"/copies/of/workflow_case/{public_id}/papers.paper", expect=404)
    client.open(f"/copies/of/workflow_case/{public_id}/papers.other", expect=404)


def test_a_returned_case_takes_copies_only_where_the_officer_marked(world, declared):
    other = replace(with_copy().fields[0], code="other", required=False)
    declared(sections=(replace(with_copy(), fields=(*with_copy().fields, other)),), about=None)
    public_id = filled(world.head, {})

    def add(slot, pages):
        upload = FileStorage(io.BytesIO(papers.pdf(pages)), filename="sened.pdf")
        with transaction():
            receive(upload, kind="workflow_case", ref=public_id, slot=slot, actor=world.head)

    add("papers.paper", 1)
    sign(public_id, world.head)
    world.work()
    with transaction():
        marks = [deciding.ToMend("papers.paper", "unclear", "Oxunmur")]
        deciding.return_case(public_id, marks, version=version_of(public_id), actor=world.officer)
    with pytest.raises(CopiesSealed):
        add("papers.other", 2)
    add("papers.paper", 3)
    with transaction(read_only=True):
        assert len(copies_of("workflow_case", public_id, "papers.paper")) == 2


def test_the_whole_case_is_exported_with_its_instants(enter, world, declared):
    declared()
    public_id = world.applied()
    answer = enter().open(f"{CASES}/{public_id}/file.zip", expect=200)
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    told = json.loads(packed.read("muraciet.json"))
    assert packed.read("isin-gedisi.pdf").startswith(b"%PDF-")
    assert packed.read("imzalanmis-muraciet-1.pdf").startswith(b"%PDF-")
    assert [step["step"] for step in told["steps"]][:2] == ["Müraciət başlandı", "Müraciət imzalandı və qeydə alındı"]
    assert all(step["at"] for step in told["steps"])
    assert told["files"][0]["sha256"]


def test_a_person_downloads_own_cases_and_nobody_elses(world, declared):
    declared(party_kinds=frozenset({"person", "organisation"}))
    filled(world.head)
    own = replace(world.head, party_id=None, person_party_id=world.head.party_id)
    with transaction(read_only=True):
        assert [case["state"] for case in applications_of(own)] == ["draft"]
        assert applications_of(replace(own, person_party_id=world.stranger.party_id)) == []


def test_what_is_signed_meanwhile_is_not_edited_under_the_signer(enter, world, declared):
    declared()
    public_id = filled(world.head)

    def another_tab():
        client = enter()
        page = client.open(f"{CASES}/{public_id}/form/purpose")
        client.submit(page, "/form/purpose", expect=303, a_days="9", do="later")

    sign(public_id, world.head, between=another_tab)
    assert case_of(public_id).state == "draft"


def test_odd_addresses_of_sections_are_not_found(enter, world, declared):
    declared()
    public_id = filled(world.head)
    client = enter()
    for page in ("form/nothing", "form/purpose/rows/a1", "form/stops/rows/zz", "form/nothing/rows/a1"):
        client.open(f"{CASES}/{public_id}/{page}", expect=404)
    with transaction():
        assert applying.start_case("papers.certificate", actor=world.head) == public_id


ODD = (
    "\x00\ufffd' OR 1=1 --<script>",
    "9" * 5000,
    "٣²",
    "0001-01-01",
    "why:0,days",
    "🚚\u202e\u0301" * 400,
    "1e999",
    "nan",
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_break_no_page_of_a_draft(enter, world, declared, odd):
    declared()
    public_id = filled(world.head)
    client = enter()
    token = client.open(f"{CASES}/{public_id}/form/purpose").form("/form/purpose")["csrf_token"]
    typed = dict.fromkeys(
        ("a_why", "a_days", "a_note", "a_place", "version", "do", "text", "complaint", "subject"), odd
    )
    for page in ("form/purpose", "form/stops", "form/stops/rows/a1", "complaint", "complaint/withdraw", "send"):
        answer = client.open(f"{CASES}/{public_id}/{page}", method="POST", data={**typed, "csrf_token": token})
        assert answer.status_code < 500, page
    for page in ("form", "form/purpose", "form/stops", "form/stops/rows/a1", "check"):
        client.open(f"{CASES}/{public_id}/{page}", expect=200)
    client.open(f"{CASES}/start", method="POST", data={**typed, "code": "papers.certificate", "csrf_token": token})
    client.open(f"{CASES}?after={odd[:50]}")
