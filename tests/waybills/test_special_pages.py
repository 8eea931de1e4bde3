"""Pages beside the editor: they fill in what ADR knows, and the editor keeps what they hold."""

from webapp.core.transaction import transaction
from webapp.waybills.content_json import content_from_json
from webapp.waybills.queries import waybill_by_public_id


def stored(public_id):
    with transaction(read_only=True):
        return content_from_json(waybill_by_public_id(public_id).content)


def test_a_number_brings_what_adr_says_and_the_editor_keeps_it(enter, world):
    public_id, client = world.draft(), enter("carrier")
    start = f"/cabinet/waybills/{public_id}/edit"
    page = client.open(f"{start}/dangerous", expect=200)
    sent = {"adr-0-un_number": "UN 1203", "adr-0-amount": "300", "adr-0-unit": "l"}
    again = client.submit(page, "/dangerous", **sent, expect=303)
    assert again.location.endswith("/edit/dangerous")
    page = client.open(again.location, expect=200)
    assert client.submit(page, "/dangerous", **{"adr-0-packing_group": "II"}, expect=303).location.endswith("/edit")
    assert stored(public_id).goods[0].adr.line == "UN 1203, MOTOR SPIRIT or GASOLINE or PETROL, 3, II, (D/E), 300 l"

    editor = client.open(start, expect=200)
    assert "Təhlükəli yük (ADR)" in editor.words
    client.submit(editor, "/edit", remarks="Ehtiyatla", expect=303)
    assert stored(public_id).goods[0].adr.un_number == "1203"

    page = client.open(f"{start}/conditions", expect=200)
    wrong = client.submit(page, "/conditions", minimum="soyuq", expect=422)
    assert "Temperaturu yazın" in wrong.words
    client.submit(page, "/conditions", minimum="-18,5", maximum="−15", containers="csqu 305438-3", expect=303)
    client.submit(client.open(start, expect=200), "/edit", remarks="Soyuq", expect=303)
    content = stored(public_id)
    assert (content.temperature.line, content.containers) == ("-18,5 … -15 °C", ("CSQU3054383",))
    assert "ADR" in client.open(f"/cabinet/waybills/{public_id}/check", expect=200).words


def test_a_second_consignee_is_added_without_a_script(enter, world):
    public_id, client = world.draft(), enter("carrier")
    start = f"/cabinet/waybills/{public_id}/edit"
    editor = client.open(start, expect=200)
    assert "drops-0-number" not in editor.text
    more = client.submit(editor, "/edit", do="drop", expect=303)
    editor = client.open(more.location.partition("#")[0], expect=200)
    sent = {"drops-0-number": "9900010101", "drops-0-name": "Şəki", "goods-0-drop": "1"}
    client.submit(editor, "/edit", **sent, expect=303)
    content = stored(public_id)
    assert [one.consignee.number for one in content.stops] == ["9900010361", "9900010101"]
    assert content.goods[0].drop == 1
    checked = client.open(f"/cabinet/waybills/{public_id}/check", expect=200)
    assert "Yükalan 1: ona gedən yük sətri yoxdur." in checked.words
    gone = {"drops-0-number": "", "drops-0-name": ""}
    client.submit(client.open(start, expect=200), "/edit", **gone, expect=303)
    assert (stored(public_id).drops, stored(public_id).goods[0].drop) == ((), 0)


def test_what_stands_in_the_hidden_field_is_only_taken_whole(enter, world):
    public_id, client = world.draft(), enter("carrier")
    editor = client.open(f"/cabinet/waybills/{public_id}/edit", expect=200)
    for made_up in ("{", "[]", '{"un_number": 1}', '{"weapon": "x"}', '{"limited": "yes"}', "9" * 3000):
        client.submit(editor, "/edit", **{"goods-0-adr": made_up, "remarks": made_up[:5]})
        assert stored(public_id).goods[0].adr is None
        editor = client.open(f"/cabinet/waybills/{public_id}/edit", expect=200)
