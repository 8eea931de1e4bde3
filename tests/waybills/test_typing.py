"""What the editor sends while somebody types: read by the form's own rules, kept by the quick way or the whole one."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.waybills.test_pages import editor_of, world_content
from webapp.core.transaction import transaction
from webapp.ui.form_values import _read_by, _readers, values_sent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.forms.editor import CarrierEditorForm, EditorForm
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services.drafting import save_draft
from webapp.waybills.services.offering import request_offer

QUIET = {"X-Autosave": "1"}
NAMES = [name for name in dir(CarrierEditorForm) if hasattr(getattr(CarrierEditorForm, name), "field_class")]
GOODS = ("nature", "hs_code", "package_type", "packages", "marks", "gross_kg", "net_kg", "volume_m3")
ROWS = [f"goods-{number}-{name}" for number in ("0", "1", "07", "250", "x", "") for name in (*GOODS, "y", "")]
WORDS = ["", " ", "y", "false", "12,5", "2 400.125", "1e3", "-1", "120", "9900010491", "10xy101", "0808.10", "CT"]
WORDS += ["22.11.2026 14:05", "2026-11-22T14:05", "31.02.2026 10:00", "a\x00b", "e\u0301", "a\r\nb\n\n", "x\n" * 31]
TYPED = st.one_of(st.sampled_from(WORDS), st.text(max_size=30), st.sampled_from(["ə" * 201, "b" * 1001, "7" * 21]))


@pytest.mark.parametrize("kind", [EditorForm, CarrierEditorForm])
def test_values_read_without_the_form_are_those_of_the_form_and_what_it_refuses_is_not_taken(app, kind):
    fields = st.lists(st.tuples(st.sampled_from([*NAMES, *ROWS]), TYPED), min_size=1, max_size=30)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(fields)
    def check(sent):
        body = urlencode(sent, errors="surrogatepass").encode()
        kind_of_body = "application/x-www-form-urlencoded"
        with app.test_request_context("/", method="POST", data=body, content_type=kind_of_body) as context:
            lists = dict(context.request.form.lists())
            form = kind(meta={"csrf": False})
            assert _read_by(_readers(kind), lists, kind) == (form.data if form.validate() else None)

    check()


def test_a_form_that_judges_by_itself_is_not_read_without_being_made(app):
    class Judging(EditorForm):
        def validate_remarks(self, field):
            pass

    with app.test_request_context("/", method="POST", data={"remarks": "a"}), pytest.raises(TypeError):
        values_sent(Judging)


def test_more_lines_than_a_document_has_are_refused_beside_the_field(enter, world):
    client = enter("carrier")
    address, editor = editor_of(client)
    typed = world_content(world, seals="\n".join(str(number) for number in range(31)))
    assert "Ən çoxu 30 sətir yazın." in client.submit(editor, "/edit", expect=422, **typed).words
    client.open(address, method="POST", data={**editor.form("/edit"), **typed}, headers=QUIET, expect=422)


@pytest.mark.parametrize("name", ["vehicle", "trailer1", "driver", "goods-0-package_type"])
@pytest.mark.parametrize("typed", ["\x00", "ə" * 5000])
def test_what_no_list_offered_is_kept_clean_or_refused(enter, world, name, typed):
    client = enter("carrier")
    _address, editor = editor_of(client)
    answer = client.submit(editor, "/edit", **world_content(world, **{name: typed}))
    assert answer.status_code == (422 if len(typed) > 200 and "goods" not in name else 303)


def quietly(client, public_id, fields, expect=200, **changes):
    address = f"/cabinet/waybills/{public_id}/edit"
    return client.open(address, method="POST", data={**fields, **changes}, headers=QUIET, expect=expect)


def test_remarks_typed_after_the_signature_was_asked_for_are_not_kept(enter, world):
    public_id = world.draft()
    client = enter("carrier")
    address = f"/cabinet/waybills/{public_id}/edit"
    quietly(client, public_id, client.open(address, expect=200).form("/edit"), remarks="Vaxtında")
    with transaction():
        request_offer(public_id, version=world.version(public_id), actor=world.consignor)
    fields = client.open(address, expect=200).form("/edit")
    quietly(client, public_id, fields, expect=409, remarks="Gec yazıldı")
    with transaction(read_only=True):
        assert waybill_by_public_id(public_id).content["remarks"] == "Vaxtında"


def test_each_quiet_saving_is_the_next_version_and_what_stands_already_is_none(enter, world):
    public_id = world.draft()
    client = enter("carrier")
    fields = client.open(f"/cabinet/waybills/{public_id}/edit", expect=200).form("/edit")
    version = int(fields["version"])
    for step, words in enumerate(("bir", "iki", "üç"), start=1):
        saved = quietly(client, public_id, fields, version=version + step - 1, remarks=words).json
        assert saved["version"] == version + step
    assert quietly(client, public_id, fields, version=version, remarks="üç").json["version"] == version + 3
    with transaction(read_only=True):
        assert waybill_by_public_id(public_id).content["remarks"] == "üç"


def test_a_waybill_read_before_it_was_typed_on_shows_what_was_typed(world):
    public_id = world.draft()
    with transaction():
        waybill = waybill_by_public_id(public_id)
        typed = replace(content_from_json(waybill.content), remarks="bir")
        version, moment = save_draft(public_id, typed, version=waybill.version, actor=world.carrier)
        assert (waybill.content["remarks"], waybill.version, waybill.changed_at) == ("bir", version, moment)
