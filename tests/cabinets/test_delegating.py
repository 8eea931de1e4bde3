"""Responsible persons: only the head with the seal appoints them, they do only what they were given, revoking works at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.support.cabinets import AYSEL, GOYCHAY, KAMRAN, KHAZAR, LEYLA, acting_for, party_id, public_id
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from webapp.audit.models import AuditEntry
from webapp.cabinets import delegating
from webapp.cabinets.api import SEE_PEOPLE, people_who_may
from webapp.cabinets.errors import AlreadyResponsible
from webapp.cabinets.models import Delegation, DelegationVersion
from webapp.core.clock import today
from webapp.core.transaction import transaction


def the_delegation():
    with transaction(read_only=True) as session:
        return session.scalars(select(Delegation)).one()


def accept(client, **options):
    row = the_delegation()
    page = client.get(f"/cabinet/invitations/{row.public_id}", expect=200)
    return client.submit(page, "/accept", **options)


@pytest.fixture
def kamran(browser):
    """Kamran's browser, signed in as himself."""
    client = browser()
    client.person = sign_in(client, KAMRAN)
    return client


def test_the_whole_way_from_invitation_to_work(leyla, invite, kamran, database):
    invite(KAMRAN)
    assert run_jobs(database, "cabinets.check_invited") == 1
    listed = leyla.get("/cabinet/people", expect=200)
    assert "Kamran H." in listed.words
    assert "Cavab gözlənilir" in listed.words
    assert KAMRAN not in listed.text

    home = kamran.get("/cabinet", expect=200)
    assert "“Xəzər Yük” MMC sizi məsul şəxs kimi dəvət edir" in home.words
    accept(kamran, expect=303)
    page = kamran.get("/cabinet/act-as", expect=200)
    kamran.submit(page, "/cabinet/act-as", **{"as": public_id(KHAZAR)}, expect=303)

    people = kamran.get("/cabinet/people", expect=200)
    assert "Kamran Adil oğlu Həsənov" in people.words
    assert kamran.get("/cabinet/people/new").status_code == 403


def test_the_name_is_confirmed_masked_and_the_person_sees_who_asked(leyla, kamran):
    page = leyla.get("/cabinet/people/new")
    check = leyla.submit(page, "/cabinet/people/new", fin=" 4kmr8n3 ", area_people=["cabinets.see_people"], expect=200)
    assert "Kamran H." in check.words
    assert "Həsənov" not in check.words

    looks = kamran.get("/cabinet/looks", expect=200)
    assert "Leyla Kamal qızı Əliyeva" in looks.words
    assert "“Xəzər Yük” MMC" in looks.words


def test_from_the_confirmation_one_comes_back_to_what_was_typed(leyla):
    page = leyla.get("/cabinet/people/new")
    check = leyla.submit(page, "/cabinet/people/new", fin=KAMRAN, area_people=["cabinets.see_people"], expect=200)
    form = leyla.submit(check, "/cabinet/people", to="/cabinet/people/new", edit="1", expect=200)
    assert form.form("/cabinet/people/new")["fin"] == KAMRAN
    assert form.form("/cabinet/people/new")["area_people"] == "cabinets.see_people"


def test_names_cannot_be_collected(leyla, monkeypatch):
    monkeypatch.setattr(delegating, "MOST_NAMES_AN_HOUR", 2)
    page = leyla.get("/cabinet/people/new")
    known, unknown, late = (
        leyla.submit(page, "/cabinet/people/new", fin=fin, area_people=["cabinets.see_people"], expect=status)
        for fin, status in ((KAMRAN, 200), ("5ZZZ9Z9", 422), (AYSEL, 429))
    )
    assert "Kamran H." in known.words
    assert "Kamran H." not in unknown.words
    assert "Aysel" not in late.words


def test_a_silent_register_delays_the_name_not_the_invitation(leyla, invite, registers, database):
    registers.silent = True
    page = leyla.get("/cabinet/people/new")
    check = leyla.submit(page, "/cabinet/people/new", fin=KAMRAN, area_people=["cabinets.see_people"], expect=200)
    assert "Dövlət reyestri hazırda cavab vermir" in check.words
    leyla.submit(check, "/cabinet/people", expect=303)
    registers.silent = False
    run_jobs(database, "cabinets.check_invited")

    assert "Kamran H." in leyla.get("/cabinet/people").words


def test_a_number_that_the_register_does_not_know_ends_the_invitation_made_in_its_silence(
    leyla, invite, registers, database
):
    registers.silent = True
    invite("5ZZZ9Z9")
    registers.silent = False
    run_jobs(database, "cabinets.check_invited")

    assert the_delegation().state == "ended"
    assert "Hələ məsul şəxs yoxdur" in leyla.get("/cabinet/people").words


@pytest.mark.parametrize(
    ("fin", "says"),
    [
        ("5ZZZ9Z9", "təyin etmək mümkün deyil"),
        ("123", "FİN 7 simvoldan ibarətdir"),
        ("", "FİN-ini yazın"),
        (LEYLA, "Özünüzü məsul şəxs təyin edə bilməzsiniz"),
        ("4KMR8N3🚚", "FİN 7 simvoldan ibarətdir"),
        ("A" * 5000, "simvol"),
    ],
)
def test_wrong_numbers_are_explained_beside_the_field(invite, fin, says):
    answer = invite(fin)
    assert answer.status_code == 422
    assert says in answer.words


def test_cyrillic_look_alikes_are_read_as_what_was_meant(invite, database):
    invite("4КМR8N3")
    assert the_delegation().fin == KAMRAN


def test_a_deceased_person_cannot_be_invited(invite, registers):
    registers.changes[KAMRAN] = {"status": "deceased"}
    assert invite(KAMRAN).status_code == 422


def test_rights_and_dates_that_make_no_sense_are_refused(invite):
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "Ən azı bir hüquq seçin" in invite(KAMRAN, rights=()).words
    assert "keçmişdə ola bilməz" in invite(KAMRAN, valid_from=yesterday).words
    assert "əvvəl ola bilməz" in invite(KAMRAN, valid_to=yesterday).words
    assert "Tarixi gün, ay və il kimi yazın" in invite(KAMRAN, valid_to="sabah").words


@pytest.mark.parametrize("code", ["cabinets.manage_people", "audit.read", "cabinets.answer_reports", "made.up"])
def test_the_right_to_appoint_and_foreign_rights_cannot_be_handed_on(leyla, code):
    page = leyla.get("/cabinet/people/new")
    fields = {**page.form("/cabinet/people/new"), "fin": KAMRAN, "area_people": [code]}
    assert leyla.post("/cabinet/people", data=fields).status_code == 422


def test_a_person_is_invited_once_whatever_is_clicked_twice(leyla, invite):
    invite(KAMRAN)
    assert "artıq dəvət edilib" in invite(KAMRAN).words


def test_only_the_invited_person_sees_and_answers(invite, browser):
    invite(KAMRAN)
    stranger = browser()
    sign_in(stranger, AYSEL)
    address = f"/cabinet/invitations/{the_delegation().public_id}"
    assert stranger.get(address).status_code == 404
    token = stranger.get("/cabinet/me/contacts").form()["csrf_token"]
    assert stranger.post(f"{address}/accept", data={"csrf_token": token}).status_code == 404


def test_an_answer_counts_once(invite, kamran):
    invite(KAMRAN)
    page = kamran.get(f"/cabinet/invitations/{the_delegation().public_id}")
    kamran.submit(page, "/accept", to=page.request.path + "/decline", expect=303)
    kamran.submit(page, "/accept", expect=409)
    assert the_delegation().state == "declined"


def test_rights_that_begin_later_are_accepted_now(invite, kamran):
    later = today() + timedelta(days=3)
    invite(KAMRAN, valid_from=later.isoformat())
    answer = accept(kamran, expect=303)
    assert answer.headers["Location"] == "/cabinet"
    assert "bu gündən qüvvəyə minir" in kamran.get("/cabinet").words
    assert kamran.get("/cabinet/act-as").headers["Location"] == "/cabinet"


def test_an_invitation_waits_for_a_person_who_never_signed_in(invite, browser):
    invite(AYSEL)
    assert the_delegation().account_id is None
    client = browser()
    sign_in(client, AYSEL)
    assert "Dəvətiniz var" in client.get("/cabinet", expect=200).words


def test_taking_rights_back_works_with_the_next_click(leyla, invite, kamran):
    invite(KAMRAN)
    accept(kamran)
    sign_in(kamran, KAMRAN, party=party_id(KHAZAR))
    assert kamran.get("/cabinet/people").status_code == 200

    page = leyla.get(f"/cabinet/people/{the_delegation().public_id}", expect=200)
    leyla.submit(page, "/end", expect=303)
    assert kamran.get("/cabinet/people").status_code == 403
    assert kamran.get("/cabinet/organisation").status_code == 403


@pytest.mark.parametrize(("first", "last", "works"), [(-5, -1, False), (-5, 0, True), (0, None, True), (1, 9, False)])
def test_rights_hold_on_their_days_only(invite, kamran, first, last, works):
    invite(KAMRAN)
    accept(kamran)
    sign_in(kamran, KAMRAN, party=party_id(KHAZAR))
    with transaction() as session:
        row = session.scalars(select(Delegation)).one()
        row.valid_from = today() + timedelta(days=first)
        row.valid_to = None if last is None else today() + timedelta(days=last)

    assert (kamran.get("/cabinet/people").status_code == 200) is works
    with transaction(read_only=True):
        assert (kamran.person.account_id in people_who_may(party_id_inside(), SEE_PEOPLE)) is works


def party_id_inside():
    from webapp.cabinets.api import party_by_number

    return party_by_number(KHAZAR).id


def test_a_change_is_versioned_and_two_windows_do_not_overwrite_each_other(leyla, invite, kamran):
    invite(KAMRAN)
    accept(kamran)
    address = f"/cabinet/people/{the_delegation().public_id}"
    one, two = leyla.get(address, expect=200), leyla.get(address, expect=200)
    until = (today() + timedelta(days=30)).isoformat()
    leyla.submit(one, address, valid_to=until, area_people=["cabinets.see_people"], expect=303)
    leyla.submit(two, address, valid_to="", area_people=["cabinets.see_people"], expect=409)

    with transaction(read_only=True) as session:
        states = session.scalars(select(DelegationVersion.state).order_by(DelegationVersion.version)).all()
    assert states == ["invited", "accepted", "accepted"]
    assert the_delegation().valid_to.isoformat() == until


def test_another_organisations_people_are_not_found(invite, kamran, browser):
    invite(KAMRAN)
    nigar = browser()
    acting_for(nigar, "6NGR2C5", GOYCHAY)
    address = f"/cabinet/people/{the_delegation().public_id}"
    assert nigar.get(address).status_code == 404
    token = nigar.get("/cabinet/people/new").form()["csrf_token"]
    assert nigar.post(f"{address}/end", data={"csrf_token": token}).status_code == 404


def test_appointing_asks_for_a_fresh_proof_of_identity(browser):
    client = browser()
    acting_for(client, LEYLA, KHAZAR, acr="substantial")
    assert client.get("/cabinet/people").status_code == 200
    assert client.get("/cabinet/people/new").headers["Location"].startswith("/auth/step-up")


def test_everything_is_in_the_journal_with_person_and_organisation_and_no_number_in_jobs(
    leyla, invite, kamran, database
):
    invite(KAMRAN)
    accept(kamran)
    with transaction(read_only=True) as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.actor_name, AuditEntry.on_behalf_name)
            .where(AuditEntry.object_type == "delegation")
            .order_by(AuditEntry.seq)
        ).all()
        bodies = " ".join(session.scalars(select(AuditEntry.body)))
    assert [tuple(row) for row in rows] == [
        ("cabinets.person_invited", "Leyla Kamal qızı Əliyeva", "“Xəzər Yük” MMC"),
        ("cabinets.invitation_accepted", "Kamran Adil oğlu Həsənov", "Kamran Adil oğlu Həsənov"),
    ]
    assert KAMRAN not in bodies
    assert KAMRAN not in str(waiting_jobs(database, "cabinets.check_invited"))


def test_the_database_itself_refuses_a_second_live_delegation(leyla, invite):
    invite(KAMRAN)
    columns = "party_id, fin, fin_index, name, permissions, valid_from, state, invited_by, invited_by_name, version, created_at"
    copy = text(f"INSERT INTO delegations (public_id, {columns}) SELECT 'second', {columns} FROM delegations")  # noqa: S608 - constant
    with pytest.raises(AlreadyResponsible), transaction() as session:
        session.execute(copy)
