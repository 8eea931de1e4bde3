"""The pages: without scripts, by whom they may be seen, acts of a device, figures."""

from datetime import timedelta

from tests.inspections.test_acts import ACT, filed
from webapp.core.clock import now


def sent(client, acts, *, clock=None):
    moment = clock or now()
    return posted(client, {"sent_at": moment.isoformat(), "acts": acts})


def posted(client, body):
    token = client.open("/office/inspections/list.json", expect=200).json["token"]
    return client.post("/office/inspections/sync", json=body, headers={"X-CSRFToken": token})


def test_an_inspector_looks_up_writes_an_act_and_asks_for_the_signature_without_scripts(road, answering):
    waybill = road.waybill(road.world.accepted())
    client = road.client()
    page = client.open("/office/inspections", expect=200)
    check = client.submit(page, "/look", q="10-XY-101")
    check = client.open(check.location, expect=200)
    assert "Qaydasındadır" in check.words
    assert "P-1" in check.words
    form = client.open(check.link("Akt tərtib et"), expect=200)
    known = form.form("")
    assert (known["plate"], known["paper_number"]) == ("10-XY-101", waybill.number)
    refused = client.submit(
        form, "", to="/office/inspections/acts/new", place="", region="baku", outcome="in_order", expect=422
    )
    assert "Bu sahəni doldurun" in refused.words
    act = client.submit(
        form,
        "",
        to="/office/inspections/acts/new",
        place="M2, 41-ci km",
        region="baku",
        outcome="in_order",
        checked=["waybill"],
    )
    act = client.open(act.location, expect=200)
    assert "İmza gözləyir" in act.words
    assert "Faiq" in act.words


def test_strangers_have_no_way_in_and_an_act_is_its_inspectors(road):
    public_id, _new = filed(road)
    assert road.client("2ZAR9W1").open("/office/inspections").status_code == 403
    stranger = road.client("7LYL5H2", office=False)
    assert stranger.open(f"/office/inspections/acts/{public_id}").status_code == 403
    assert stranger.open(f"/cabinet/control-acts/{public_id}").status_code in {403, 404}
    superior = road.client("5GNL4M3").open(f"/office/inspections/acts/{public_id}", expect=200)
    assert superior.link("Aktı ləğv et")


def test_acts_of_a_device_are_answered_one_by_one_and_its_clock_does_not_matter(road):
    client = road.client()
    wrong_clock = now() - timedelta(days=400)
    good = ACT | {"key": "d-1", "begun_at": (wrong_clock - timedelta(hours=2)).isoformat(), "offline": True}
    bad = ACT | {"key": "d-2", "begun_at": wrong_clock.isoformat(), "place": ""}
    answers = sent(client, [good, bad], clock=wrong_clock).json["answers"]
    assert [one["status"] for one in answers] == ["filed", "wrong"]
    assert set(answers[1]["fields"]) == {"place"}
    act = road.act(answers[0]["ref"])
    assert act.offline
    assert abs(act.begun_at - (now() - timedelta(hours=2))) < timedelta(minutes=1)
    assert abs(act.clock_off - 400 * 86400) < 60
    assert sent(client, [good], clock=wrong_clock).json["answers"][0]["status"] == "again"


def test_what_is_no_batch_is_refused(road):
    client = road.client()
    for body in ({}, {"sent_at": now().isoformat(), "acts": "x"}, {"sent_at": now().isoformat(), "acts": [{}]}):
        assert posted(client, body).status_code == 422


def test_the_driver_reads_the_act_and_how_to_complain(road):
    waybill = road.waybill(road.world.accepted())
    public_id, _new = filed(road, paper_kind="waybill", paper_number=waybill.number)
    road.signed(public_id)
    client = road.client("2RSD4K7", office=False, party=road.world.driver.party_id)
    page = client.open(client.open("/cabinet/control-acts", expect=200).link("NA-"), expect=200)
    assert "40,00" in page.words
    assert page.link("Operatora yaz")


def test_figures_hide_small_counts_from_strangers_and_give_officers_everything(road):
    for number in range(6):
        public_id, _new = filed(road, key=f"f-{number}", region="baku" if number else "karabakh")
        road.signed(public_id)
    officer = road.client("5GNL4M3")
    assert "Qarabağ" in officer.open("/office/inspections/figures", expect=200).words
    rows = officer.open("/office/inspections/figures.csv", expect=200).get_data(as_text=True)
    assert f"{now():%Y-%m}" in rows
    assert ";karabakh;no_waybill;1;4000" in rows
    road.client().open("/inspections/statistics", expect=200)
    for day in ("", "31.12.9999", "0001-01-01", "x"):
        assert "Mənim günüm" in road.client().open(f"/office/inspections/day?day={day}", expect=200).words
