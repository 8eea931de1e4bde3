"""Browsers that are woken: encrypted for them alone, without anything personal; dead ones are forgotten, inside ones refused."""

import json

import pytest
from sqlalchemy import select, text

from mocks.kit.admin import ADMIN_TOKEN
from tests.support.cabinets import LEYLA
from tests.support.jobs import run_jobs
from tests.support.people import sign_in
from webapp.core.gateways.posting import Posted
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_account
from webapp.notifications.errors import NotADevice
from webapp.notifications.models import Delivery, Device
from webapp.notifications.push import resting, sending
from webapp.notifications.push.devices import Subscription, check

JOB = "notifications.deliver"


@pytest.fixture
def service(messaging, monkeypatch):
    """The push service, reached without a socket."""

    def post(url, body, headers, **_how):
        status = messaging.client.post(url, content=body, headers=headers).status_code
        return Posted(status, "delivered" if status < 300 else "refused", 1)

    monkeypatch.setattr(sending, "post", post)
    return messaging


def browser(service):
    answer = service.client.post("/push/browsers", headers={"X-Admin-Token": ADMIN_TOKEN})
    return answer.json()


def subscribe(client, made, name="Telefon", expect=303):
    page = client.get("/cabinet/notices/settings")
    fields = {"endpoint": made["endpoint"], **made["keys"], "name": name}
    return client.submit(page, "/cabinet/notices/devices", expect=expect, **fields)


def tell(client, code="cabinets.rights_changed", **params):
    with transaction():
        return notify_account(client.person.account_id, code, **params)


def pushed():
    with transaction(read_only=True) as session:
        return session.scalars(select(Delivery).where(Delivery.channel == "push").order_by(Delivery.id)).all()


def shown(service, made):
    return [json.loads(one["text"]) for one in service.to(made["endpoint"].rpartition("/")[2])]


def test_a_device_shows_the_area_and_a_page_of_ours_and_nothing_personal(aysel, service, database):
    made = browser(service)
    subscribe(aysel, made)
    notice = tell(aysel, party="“Xəzər Yük” MMC")
    run_jobs(database, JOB)

    (told,) = shown(service, made)
    assert told["body"] == "Kabinet, təşkilat və məsul şəxslər"
    assert told["url"] == f"/cabinet/notices/{notice}"
    assert "Xəzər" not in json.dumps(told, ensure_ascii=False)
    assert [(row.state, row.outcome) for row in pushed()] == [("delivered", "taken")]
    assert "son bildiriş" in aysel.get("/cabinet/notices/settings").words


def test_the_same_message_sent_twice_shows_once(aysel, service, database):
    made = browser(service)
    subscribe(aysel, made)
    tell(aysel, party="X")
    run_jobs(database, JOB)
    with transaction() as session:
        session.execute(text("ALTER TABLE deliveries DISABLE TRIGGER keep"))
        session.execute(
            text("UPDATE deliveries SET state = 'queued', taken_at = NULL, ended_at = NULL WHERE channel = 'push'")
        )
    tell(aysel, "auth.restored")
    run_jobs(database, JOB)
    assert len(shown(service, made)) == 2


@pytest.mark.parametrize("fault", ["push-gone", "push-missing"])
def test_a_device_that_its_service_knows_no_more_is_forgotten(aysel, service, database, fault):
    made = browser(service)
    subscribe(aysel, made)
    service.fault(fault)
    tell(aysel, party="X")
    run_jobs(database, JOB)
    tell(aysel, party="X")

    assert [(row.state, row.outcome) for row in pushed()] == [("failed", "gone")]
    with transaction(read_only=True) as session:
        assert [(one.ended_because, one.sealed) for one in session.query(Device)] == [("gone", None)]


@pytest.mark.parametrize(
    ("fault", "state"), [("push-busy", "retrying"), ("push-broken", "retrying"), ("push-large", "failed")]
)
def test_what_is_busy_is_tried_again_and_what_is_refused_is_not(aysel, service, database, fault, state):
    subscribe(aysel, browser(service))
    service.fault(fault)
    tell(aysel, party="X")
    run_jobs(database, JOB)
    assert [row.state for row in pushed()] == [state]


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://10.0.0.8/x",
        "https://169.254.169.254/latest",
        "http://push.example.org/x",
        "https://user@push.example.org/x",
        "https://localhost./x",
        "https://a.localhost/x",
        "https://0x7f000001/x",
        "https://[broken/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[fec0::1]/x",
        "https://:word@push.example.org/x",
        "https://push.example.org:99999/x",
        "https://push.example.org:0/x",
        "https://intranet/x",
        "ftp://push.example.org/x",
        "https://push.example.org/" + "x" * 1001,
        "",
    ],
)
def test_an_address_that_points_inside_or_nowhere_is_no_device(messaging, endpoint):
    keys = browser(messaging)["keys"]
    with pytest.raises(NotADevice):
        check(Subscription(endpoint, **keys), loopback=False)


def test_what_is_sent_goes_to_no_address_inside_even_if_a_name_leads_there(monkeypatch, messaging):
    keys = browser(messaging)["keys"]
    one = sending.Wake(Subscription("https://127.0.0.1:9/x", **keys), {"title": "x"}, "K", urgent=False)
    assert sending.wake(one, contact="mailto:a@b.az", loopback=False) == ("refused", "not-public")


def test_a_push_service_that_does_not_answer_rests_and_is_tried_again_and_others_go_on(monkeypatch, messaging):
    asked, answers, moment = [], {"mute.example": None, "good.example": 201}, [100.0]

    def post(url, *_a, **_k):
        host = url.split("/")[2]
        asked.append(host)
        return Posted(answers[host], "timeout", 10_000)

    def wake(host):
        one = sending.Wake(Subscription(f"https://{host}/x", **keys), {"title": "x"}, "K", urgent=False)
        return sending.wake(one, contact="mailto:a@b.az", loopback=False)[0]

    keys = browser(messaging)["keys"]
    monkeypatch.setattr(sending, "post", post)
    monkeypatch.setattr(sending, "RESTING", resting.Resting())
    monkeypatch.setattr(resting, "monotonic", lambda: moment[0])
    assert [wake("mute.example") for _ in range(10)] == ["away"] * 10
    assert asked == ["mute.example"] * resting.TRIES
    assert wake("good.example") == "taken"
    moment[0] += resting.REST_SECONDS
    assert [wake("mute.example") for _ in range(3)] == ["away"] * 3
    assert asked.count("mute.example") == resting.TRIES + 1
    moment[0] += resting.REST_SECONDS
    answers["mute.example"] = 201
    assert [wake("mute.example") for _ in range(3)] == ["taken"] * 3


def test_hosts_without_number_fill_no_memory():
    own = resting.Resting()
    for n in range(2 * resting.MOST):
        own.note(f"{n}.example", answered=False)
    assert len(own._silent) == resting.MOST


@pytest.mark.parametrize("keys", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "!"}])
def test_keys_that_are_none_are_refused(aysel, service, database, keys):
    made = browser(service)
    subscribe(aysel, {"endpoint": made["endpoint"], "keys": made["keys"] | keys}, expect=422)


def test_a_device_is_given_up_by_its_owner_alone(aysel, browser_of, service, database):
    made = browser(service)
    subscribe(aysel, made)
    leyla = browser_of(LEYLA)
    with transaction(read_only=True) as session:
        address = f"/cabinet/notices/devices/{session.query(Device).one().public_id}/end"
    leyla.post(
        address, data={"csrf_token": leyla.get("/cabinet/notices/settings").form("/settings")["csrf_token"]}, expect=404
    )
    aysel.submit(aysel.get("/cabinet/notices/settings"), address, expect=303)
    tell(aysel, party="X")
    assert pushed() == []


def test_who_signs_in_on_a_device_of_another_takes_it_over(aysel, browser_of, service, database):
    made = browser(service)
    subscribe(aysel, made)
    leyla = browser_of(LEYLA)
    subscribe(leyla, made)
    tell(aysel, party="X")
    assert pushed() == []
    with transaction(read_only=True) as session:
        assert [one.ended_because for one in session.query(Device).order_by(Device.id)] == ["another-person", None]


@pytest.fixture
def browser_of(browser):
    def opened(fin):
        client = browser()
        client.person = sign_in(client, fin)
        return client

    return opened


def test_a_place_that_never_answers_stops_nobody_elses_device(aysel, browser_of, service, database):
    mute, heard, leyla = browser(service), browser(service), browser_of(LEYLA)
    subscribe(aysel, mute)
    subscribe(leyla, heard)
    service.fault("push-broken", **{"for": mute["endpoint"].rpartition("/")[2]})
    for _ in range(6):
        tell(aysel, party="X")
        run_jobs(database, JOB)
    tell(leyla, "auth.restored")
    run_jobs(database, JOB)
    assert len(shown(service, heard)) == 1
