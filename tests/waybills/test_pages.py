"""The pages of waybills, as the parties use them."""

import re

import pytest
from sqlalchemy import event

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.waybills.situations import CONSIGNEE, CONSIGNOR
from webapp.cabinets.api import party_by_number
from webapp.core.clock import local
from webapp.core.transaction import transaction
from webapp.waybills.queries import waybill_by_public_id


def state_of(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id).state


def test_a_carrier_types_a_waybill_and_hands_it_to_the_consignor(enter, world):
    client = enter("carrier")
    page = client.open("/cabinet/waybills/new", expect=200)
    made = client.submit(page, "/new", part="carrier", expect=303)
    editor = client.open(made.location, expect=200)
    assert "“Xəzər Yük” MMC" in editor.words
    content = world_content(world)
    saved = client.submit(editor, "/edit", do="check", expect=303, **content)
    check = client.open(saved.location, expect=200)
    assert "yük daşımaq üçün buraxılış kartı yoxdur" in check.words
    assert "Alma" in check.words
    shared = client.submit(check, "/share", expect=303)
    assert "Qaralama o biri tərəfə göndərildi." in client.open(shared.location, expect=200).words
    other = enter("consignor")
    assert "Alma" in other.open("/cabinet/waybills", expect=200).words


def world_content(world, **changes):
    """What is typed into the editor, with lower case, spaces and commas as people do."""
    with transaction(read_only=True):
        content = world.content()
    start, end = content.loading.planned_at, content.unloading.planned_at
    typed = {
        "consignor_number": f" {CONSIGNOR[:5]} {CONSIGNOR[5:]}",
        "consignee_number": CONSIGNEE,
        "goods-0-nature": "Alma",
        "goods-0-hs_code": "0808.10",
        "goods-0-package_type": "CT",
        "goods-0-packages": "120",
        "goods-0-marks": "GM-1",
        "goods-0-gross_kg": "2 400,5",
        "goods-0-net_kg": "2280",
        "loading_name": "Göyçay",
        "loading_address": "Nizami küçəsi 42",
        "loading_at": baku(start),
        "unloading_name": "Bakı",
        "unloading_address": "Atatürk prospekti 24",
        "unloading_at": baku(end),
        "vehicle": "10-XY-101",
        "trailer1": "10-XT-201",
        "driver": content.driver.ref,
    }
    return {**typed, **changes}


def baku(instant):
    return local(instant).strftime("%Y-%m-%dT%H:%M")


def editor_of(client, part="carrier"):
    made = client.submit(client.open("/cabinet/waybills/new"), "/new", part=part, expect=303)
    return made.location, client.open(made.location, expect=200)


def test_the_consignor_signs_on_the_phone_page_and_the_double_click_is_one_request(enter, world):
    public_id = world.draft()
    client = enter("consignor")
    check = client.open(f"/cabinet/waybills/{public_id}/check", expect=200)
    first = client.submit(check, "/offer", expect=303)
    second = client.submit(check, "/offer", expect=303)
    assert first.location == second.location
    assert first.location.startswith("/signing/")
    assert "Siz imzalayırsınız." in client.open(f"/cabinet/waybills/{public_id}", expect=200).words


def test_an_old_proof_of_identity_is_renewed_before_signing(enter, world, app):

    public_id = world.draft()
    client = AssertingClient(app)
    sign_in(client, "6NGR2C5", party=world.consignor.party_id, acr="substantial")
    check = client.open(f"/cabinet/waybills/{public_id}/check", expect=200)
    assert "/auth/" in client.submit(check, "/offer", expect=303).location


def test_the_driver_accepts_departs_and_arrives(enter, world):
    public_id = world.offered()
    client = enter("driver")
    assert "Göyçay – Bakı" in client.open("/cabinet/waybills/trips", expect=200).words
    form = client.open(f"/cabinet/waybills/{public_id}/accept", expect=200)
    wrong = client.submit(form, "/accept", loaded_at="", expect=422)
    assert "Yükləmə vaxtını göstərin." in wrong.words
    assert client.submit(form, "/accept", seals="P-1", expect=303).location.startswith("/signing/")

    client = enter("driver")
    public_id = world.accepted()
    show = client.open(f"/cabinet/waybills/{public_id}", expect=200)
    client.submit(show, "/depart", expect=303)
    client.submit(show, "/depart", expect=303)
    show = client.open(f"/cabinet/waybills/{public_id}", expect=200)
    client.submit(show, "/arrive", expect=303)
    assert state_of(public_id) == "arrived"


def test_the_consignee_counts_and_must_explain_what_is_missing(enter, world):
    public_id = world.arrived()
    client = enter("consignee")
    assert "Göyçay – Bakı" in client.open("/cabinet/waybills", expect=200).words
    form = client.open(f"/cabinet/waybills/{public_id}/receive", expect=200)
    less = client.submit(form, "/receive", **{"delivered-0": "119"}, expect=422)
    assert "Az təhvil alınıb: fərqin səbəbini yazın." in less.words
    more = client.submit(form, "/receive", **{"delivered-0": "121"}, expect=422)
    assert "0 ilə 120 arasında" in more.words
    done = client.submit(form, "/receive", **{"delivered-0": "119"}, difference="1 qutu əzilib", expect=303)
    assert done.location.startswith("/signing/")


def test_a_finished_waybill_gives_every_signed_version_and_its_code(enter, world, app):
    public_id = world.delivered()
    for part in ("consignor", "carrier", "consignee", "driver"):
        client = enter(part)
        show = client.open(f"/cabinet/waybills/{public_id}", expect=200)
        assert show.words.count("PDF, ") == 3
        assert client.open(f"/cabinet/waybills/{public_id}/pdf/3", expect=200).data.startswith(b"%PDF")
        client.open(f"/cabinet/waybills/{public_id}/pdf/4", expect=404)
    token = re.search(r"/verify/(\w+)", show.text)[1]
    public = AssertingClient(app).open(f"/verify/{token}", expect=200)
    assert "“Göyçay Meyvə” MMC" in public.words
    assert "Məmmədov" not in public.words


def test_a_stranger_finds_nothing_by_page_or_by_api(enter, world, app):

    public_id = world.delivered()
    client = AssertingClient(app)
    sign_in(client, "9SVD3F6")
    with transaction(read_only=True):
        party = party_by_number("9900010491")
    sign_in(client, "9SVD3F6", party=party.id)
    for path in ("", "/edit", "/check", "/accept", "/receive", "/pdf/1", "/withdraw"):
        client.open(f"/cabinet/waybills/{public_id}{path}", expect=404)
    assert client.open(f"/api/v1/waybills/{public_id}", expect=404).mimetype == "application/problem+json"
    assert client.open("/api/v1/waybills", expect=200).json == {"items": [], "next": None}
    AssertingClient(app).open(f"/api/v1/waybills/{public_id}", expect=401)


def test_programs_read_what_the_person_may_read(enter, world):
    public_id = world.offered()
    client = enter("carrier")
    listed = client.open("/api/v1/waybills?shelf=needs_me", expect=200).json
    assert [item["id"] for item in listed["items"]] == [public_id]
    one = client.open(f"/api/v1/waybills/{public_id}", expect=200).json
    assert (one["state"], one["roles"], one["acts"][0]["action"]) == ("offered", ["carrier"], "offer")
    described = client.open("/api/v1/openapi.json", expect=200).json
    assert "/waybills/{id}" in described["paths"]


def test_autosave_answers_with_the_version_and_shows_both_versions_to_the_slower_window(enter, world):
    public_id = world.draft()
    client = enter("carrier")
    editor = client.open(f"/cabinet/waybills/{public_id}/edit", expect=200)
    fields = editor.form("/edit")
    quiet = {"X-Autosave": "1", "Accept": "application/json, text/html;q=0.5"}
    address = f"/cabinet/waybills/{public_id}/edit"
    saved = client.open(address, method="POST", data={**fields, "remarks": "bir"}, headers=quiet, expect=200).json
    assert saved["version"] == int(fields["version"]) + 1
    late = client.open(
        address, method="POST", data={**fields, "remarks": "iki"}, headers={**quiet, "HX-Request": "true"}, expect=409
    )
    assert "bir" in late.words
    assert "iki" in late.words
    page = client.open(address, method="POST", data={**fields, "remarks": "iki"}, expect=409)
    assert "İki variant var" in page.words
    again = client.submit(page, "/edit", expect=303)
    assert "iki" in client.open(again.location, expect=200).form("/edit")["remarks"]


def test_wrong_numbers_are_named_and_nothing_typed_is_lost(enter, world):
    client = enter("carrier")
    address, editor = editor_of(client)
    empty = editor.form("/edit")
    typed = world_content(world, **{"goods-0-gross_kg": "iki ton", "goods-0-packages": "-1", "loading_at": "sabah"})
    wrong = client.submit(editor, "/edit", expect=422, **typed)
    assert "Rəqəm yazın" in wrong.words
    kept = wrong.form("/edit")
    assert (kept["goods-0-gross_kg"], kept["goods-0-packages"]) == ("iki ton", "-1")
    assert kept["goods-0-nature"] == "Alma"
    client.open(address, method="POST", data={**empty, **typed}, headers={"X-Autosave": "1"}, expect=422)


@pytest.mark.parametrize(
    "typed", ["\x00", "😀" * 200, "А" * 5000, "<script>alert(1)</script>", "'; DROP TABLE waybills; --"]
)
def test_strange_texts_are_kept_as_texts_or_refused_as_too_long(enter, world, typed):
    client = enter("carrier")
    _address, editor = editor_of(client)
    answer = client.submit(editor, "/edit", **world_content(world, **{"goods-0-nature": typed}))
    assert answer.status_code == (422 if len(typed) > 200 else 303)
    if answer.status_code == 303:
        assert "<script>alert" not in client.open(answer.location, expect=200).text


def test_a_row_is_added_without_javascript(enter, world):
    client = enter("carrier")
    _address, editor = editor_of(client)
    more = client.submit(editor, "/edit", do="row", expect=303, **world_content(world))
    page = client.open(more.location.partition("#")[0], expect=200)
    assert {"goods-0-nature", "goods-1-nature"} <= set(page.form("/edit"))


def test_what_is_signed_opens_no_editor_and_the_back_button_changes_nothing(enter, world):
    public_id = world.offered()
    client = enter("carrier")
    client.open(f"/cabinet/waybills/{public_id}/edit", expect=303)
    client.open(f"/cabinet/waybills/{public_id}/check", expect=303)


def test_waybills_are_found_by_words_without_azerbaijani_letters(enter, world):
    world.offered()
    client = enter("carrier")
    for words in ("goycay", "GÖYÇAY", "10xy101", "10-XY", CONSIGNOR, "meyve alma"):
        assert "Göyçay – Bakı" in client.open("/cabinet/waybills", query_string={"q": words}, expect=200).words, words
    typing = client.open(
        "/cabinet/waybills", query_string={"q": "goy"}, headers={"HX-Request": "true", "HX-Target": "waybill-list"}
    )
    assert "Göyçay – Bakı" in typing.words
    assert not typing.all("h1")
    for words in ("gəncə", "' | !", "&&"):
        client.open("/cabinet/waybills", query_string={"q": words}, expect=200)


def test_a_list_of_any_length_takes_few_questions(enter, world, engine):
    for _one in range(4):
        world.draft()
    client = enter("carrier")
    asked = []

    def count(_connection, _cursor, statement, *_rest):
        if "waybill" in statement:
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        client.open("/cabinet/waybills?shelf=drafts", expect=200)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(asked) <= 3, asked


def test_reasons_are_asked_for_and_shown(enter, world):
    public_id = world.offered()
    client = enter("carrier")
    page = client.open(f"/cabinet/waybills/{public_id}/change", expect=200)
    assert "Səbəbi yazın." in client.submit(page, expect=422, to=f"/cabinet/waybills/{public_id}/change").words
    client.submit(page, expect=303, to=f"/cabinet/waybills/{public_id}/change", reason="Çəki səhvdir")
    assert "Çəki səhvdir" in enter("consignor").open(f"/cabinet/waybills/{public_id}", expect=200).words


def test_an_inspector_finds_by_number_or_plate_and_the_driver_sees_who_looked(enter, world, app):

    public_id = world.accepted()
    world.draft()
    inspector = AssertingClient(app)
    sign_in(inspector, "7FAQ6P2", office=True)
    found = inspector.open("/office/waybills", query_string={"q": "10xy101"}, expect=200)
    assert found.text.count("Göyçay – Bakı") == 1
    look = inspector.open(f"/office/waybills/{public_id}", expect=200)
    assert "Qaimə qüvvədədir" in look.words
    assert "Faiq" in enter("driver").open("/cabinet/looks", expect=200).words
    enter("carrier").open("/office/waybills", expect=403)


def test_acting_as_oneself_shows_trips_instead_of_the_list(enter, world):
    assert enter("driver").open("/cabinet/waybills", expect=303).location == "/cabinet/waybills/trips"


def test_the_first_page_says_what_waits(enter, world):
    world.offered()
    carrier = enter("carrier").open("/cabinet", expect=200)
    assert "1 qaimə sizi gözləyir" in carrier.words
    assert "2 nəqliyyat vasitəsi" in carrier.words
    assert "1 reysiniz var" in enter("driver").open("/cabinet", expect=200).words
    assert "Sizdən heç nə gözlənilmir" in enter("consignor").open("/cabinet", expect=200).words
