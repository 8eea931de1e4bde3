"""A body's way to the exchange, from form 1 to the first answer, and the operator's hand that stops it at once."""

from types import SimpleNamespace

import pytest

from tests.e2e.exchange_desk import HEAD, all_met, decide, enter_office, open_case
from tests.e2e.means import by_card, by_password
from tests.e2e.papers import Judge
from tests.e2e.peers import Peer, certified
from tests.e2e.soundness import mistakes_of
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP
from tests.e2e.waybill_desk import download

pytestmark = [pytest.mark.browser, pytest.mark.processes]
NIGAR, MEMBER = "6NGR2C5", "AZ/COM/FRUIT"
SYSTEM = "Soyuducu anbarların nəzarət sistemi"
CLIENT = f"{MEMBER}/cold"
STATUS = "carrierStatus?voen=9900010101"
PERSON = {"name": "Həsənov Əli", "work_phone": "+994120000000", "mobile_phone": "+994501234567", "email": "a@b.az"}
FORM1 = {
    "basis_act": "Nazirlər Kabinetinin 118 nömrəli qərarı",
    "system": SYSTEM,
    "legal_address": "Göyçay şəhəri",
    "actual_address": "Göyçay şəhəri",
    "official_name": "İsmayılova Nigar Vaqif qızı",
    "official_post": "Direktor",
    **{f"{place}-{name}": value for place in ("contact", "support-0", "support-1") for name, value in PERSON.items()},
}
SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="coldChain"/></xs:schema>'
CONTRACT = {
    "services": "coldChain Soyuducu zəncirin temperaturu",
    "used": "carrierStatus Daşıyıcının vəziyyəti",
    "administrator_name": "Həsənov Əli",
    "administrator_phone": "+994501234567",
    "structure": SCHEMA,
    "restricted": "Məlumat yalnız daşıma üçün istifadə olunur.",
    "additional": "Saniyədə 60 sorğu.",
}
FORM2 = {
    "basis": "Nazirlər Kabinetinin 118 nömrəli qərarı",
    "email": "a@b.az",
    "phone": "+994120000000",
    "official_name": "İsmayılova Nigar Vaqif qızı",
    "services-0-title": "Soyuducu zəncir",
    "services-0-regulation": "15202210400188",
    "services-0-responsible": "Həsənov Əli",
    "services-0-phone": "+994501234567",
}
DESCRIPTION = {
    "code": "coldChain",
    "structure": SCHEMA,
    "test_data": "anbar=1 → +4",
    "clients": "AZ/GOV/POLICE/checks",
    "archive_what": "Sorğu və cavab",
    "archive_days": "365",
    "archive_readers": "6NGR2C5 İsmayılova Nigar – sorğular",
}


@pytest.fixture(scope="module")
def story(house, cast, tmp_path_factory):
    """The head of a firm and the operator, each at a desk, and the firm's security server."""
    folder = tmp_path_factory.mktemp("exchange")
    judge = Judge(folder, house.data_dir / "pki" / "esign-root.pem")
    peer = Peer(house, CLIENT, certified(house, MEMBER), folder)
    nigar, gunel = cast(screen=DESKTOP), cast(screen=DESKTOP)
    return SimpleNamespace(nigar=nigar, gunel=gunel, peer=peer, judge=judge, folder=folder, house=house)


def fill(page, said):
    for name, value in said.items():
        page.locator(f"main [name='{name}']").fill(value)


def last_paper(story, visitor, name):
    link = visitor.page.locator("main a[href$='.pdf']").filter(has_text=name).first
    return download(visitor.page, link, story.folder / f"{name}.pdf")


def test_the_head_fills_in_form_1(story):
    story.nigar.sign_in(NIGAR, by=by_password)
    story.nigar.act_for("Göyçay Meyvə")
    page = story.nigar.go("/cabinet/connections")
    story.nigar.press("Yeni müraciət")
    story.case = story.nigar.path.removesuffix("/form")
    fill(page, FORM1)
    page.locator("[name=status][value=other]").check()
    story.nigar.press("Yoxla və davam et")
    assert page.get_by_role("alert").count() == 0, story.nigar.words
    assert SYSTEM in story.nigar.words
    assert mistakes_of(story.nigar, "light") == []


def test_she_signs_it_on_her_telephone(story):
    story.nigar.press("İmzala və göndər")
    story.nigar.prove(NIGAR, by=by_card)
    assert "Sənəd imzalandı" in story.nigar.sign(NIGAR)
    story.nigar.go(story.case)
    assert story.judge.signers(last_paper(story, story.nigar, "İmzalanmış müraciət")) == ["Nigar Vaqif qızı İsmayılova"]
    assert "7 iş günü" in story.nigar.words or "gün qalıb" in story.nigar.words


def test_the_operator_checks_three_parts(story):
    enter_office(story.gunel)
    story.office = open_case(story.gunel, SYSTEM)
    decide(story.gunel, f"{story.office}/work", "begin")
    page = story.gunel.go(f"{story.office}/check")
    assert page.locator("main fieldset legend").filter(has_text="Qoşulma imkanları").count()
    all_met(page)
    story.gunel.press("Yadda saxla")
    decide(story.gunel, f"{story.office}/decision", "approve", proving=True)
    assert "müsbətdir" in story.gunel.words or "Müqavilə" in story.gunel.words


def test_the_contract_is_not_offered_with_a_gap(story):
    page = story.gunel.go(f"{story.office}/contract")
    fill(page, CONTRACT | {"restricted": ""})
    story.gunel.press("Yadda saxla")
    official = {"fin": NIGAR, "name": "İsmayılova Nigar", "post": "Direktor"}
    decide(story.gunel, f"{story.office}/decision", "official", **official)
    story.gunel.expect_complaint("422")
    decide(story.gunel, f"{story.office}/decision", "offer")
    assert "3.3.6" in story.gunel.words
    page = story.gunel.go(f"{story.office}/contract")
    fill(page, CONTRACT)
    story.gunel.press("Yadda saxla")
    decide(story.gunel, f"{story.office}/decision", "offer")


def test_both_sign_the_contract(story):
    story.nigar.go(f"{story.case}/contract")
    story.nigar.press("Müqaviləni imzala")
    if story.nigar.page.url.startswith(story.house.login_url):
        story.nigar.prove(NIGAR, by=by_card)
    assert "Sənəd imzalandı" in story.nigar.sign(NIGAR)
    story.gunel.go(f"{story.office}/contract")
    story.gunel.press("Operator adından imzala")
    assert "Sənəd imzalandı" in story.gunel.sign(HEAD)
    story.gunel.go(f"{story.office}/contract")
    signers = story.judge.signers(last_paper(story, story.gunel, "İmzalanmış müqavilə"))
    assert len(signers) == 2, signers


def test_connected_its_security_server_is_answered(story):
    assert story.peer.ask(STATUS, user=f"AZ{NIGAR}") == (0, "access_denied")
    said = {"member_code": MEMBER, "subsystem": "cold", "certificate": story.peer.certificate}
    decide(story.gunel, f"{story.office}/decision", "server", **said)
    decide(story.gunel, f"{story.office}/decision", "connect")
    status, answer = story.peer.ask(STATUS, user=f"AZ{NIGAR}")
    assert (status, answer["name"]) == (200, "“Xəzər Yük” MMC")


def test_what_the_contract_does_not_list_is_refused_and_so_is_who_is_not_listed(story):
    assert story.peer.ask("permitCardByPlate?plate=10AA001", user=f"AZ{NIGAR}") == (0, "access_denied")
    assert story.peer.ask(STATUS, user="AZ7FAQ6P2") == (0, "access_denied")


def test_form_2_brings_a_service_through_its_test_to_life(story):
    page = story.nigar.go(story.case)
    story.nigar.press("Xidmət qoşmaq üçün müraciət")
    fill(page, FORM2)
    story.nigar.press("Yoxla və davam et")
    story.nigar.press("İmzala və göndər")
    if story.nigar.page.url.startswith(story.house.login_url):
        story.nigar.prove(NIGAR, by=by_card)
    assert "Sənəd imzalandı" in story.nigar.sign(NIGAR)
    story.nigar.go(story.case)
    turn(page, page.get_by_role("link", name="Soyuducu zəncir"))
    fill(page, DESCRIPTION)
    story.nigar.press("Yadda saxla")

    story.gunel.go(story.office)
    turn(story.gunel.page, story.gunel.page.get_by_role("link", name="Soyuducu zəncir"))
    service = story.gunel.path
    decide(story.gunel, f"{service}/work", "test")
    all_met(story.gunel.go(f"{service}/report"))
    story.gunel.press("Sınaqdan keçdi")
    decide(story.gunel, f"{service}/decision", "live")
    story.gunel.go(service)
    assert "Qoşulub" in story.gunel.words
    assert NIGAR not in story.gunel.words


def test_the_operator_blocks_at_once_with_a_fresh_proof(story):
    story.gunel.sign_out()
    enter_office(story.gunel)
    said = {"reason": "2", "text": "Fərdi məlumat ötürülüb", "confirmed": True}
    decide(story.gunel, f"{story.office}/decision", "block", proving=True, **said)
    assert story.peer.ask(STATUS, user=f"AZ{NIGAR}") == (0, "access_denied")
    story.nigar.go(story.case)
    assert "Sorğularınız dayandırılıb" in story.nigar.words
    story.nigar.press("Qəbul edildi")
    story.nigar.press("Təsdiq et")
    assert mistakes_of(story.nigar, "light") == []
