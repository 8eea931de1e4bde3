"""The cap of a territory: whoever signed first comes first, and nobody is one over, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.permits.errors import CapReached
from webapp.permits.models import CapPlace, LawRow
from webapp.permits.services.places import (
    claim_place,
    counted,
    join_queue,
    leave_queue,
    let_in,
    queue_of,
    take_place,
)

FIRST = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = date(2026, 11, 22)


def cap_of(most, territory="ganja"):
    session = db.session()
    content = {"type": "taxi", "territory": territory, "most": most}
    row = {"family": "cap", "key": f"taxi.{territory}", "variant": "", "is_default": True, "valid_from": DAY}
    more = {"basis": "Hədd", "source": "sınaq", "assumed": False, "added_at": now(), "added_by": "Kabinet"}
    session.add(LawRow(**row, **more, content=content))


def applicant(n, *, cards=1, territory="ganja", case=None):
    return CapPlace(
        type_code="taxi",
        territory=territory,
        case_public_id=case or f"case-{n}",
        case_no=f"2026-{n:06}",
        party_id=n,
        holder_name=f"Daşıyıcı {n}",
        cards=cards,
        signed_at=FIRST + timedelta(milliseconds=n),
    )


def claim(n, *, cards=1):
    return claim_place(f"case-{n}", cards, today())


@pytest.fixture
def real(server, app):
    """A database of its own, with a pool: two hundred come over connections of their own."""
    with fresh_database(server, "places") as url, app.app_context():
        opened = db.open_database(url)
        db.install_database(opened)
        yield opened
        opened.close()


@pytest.mark.usefixtures("real")
def test_two_hundred_at_once_are_never_one_over_and_the_first_to_sign_come_first():
    order = sorted(range(200), key=lambda n: n * 7919 % 200)
    with transaction():
        cap_of(50)

    def ask(n):
        with transaction():
            join_queue(applicant(n))

    def want(n):
        with transaction():
            return claim(n)

    with ThreadPoolExecutor(max_workers=10) as pool:
        list(pool.map(ask, order))
        places = dict(zip(order, pool.map(want, order), strict=True))

    with transaction(read_only=True):
        assert counted("taxi", "ganja") == (0, 50, 150)
        assert [row.party_id for row in queue_of("taxi", "ganja")] == list(range(50, 200))
    assert [places[n] for n in range(50)] == [0] * 50
    assert all(places[n] for n in range(50, 200))


@pytest.mark.usefixtures("real")
def test_applicants_who_come_with_their_signature_at_any_moment_are_never_one_over():
    with transaction():
        cap_of(20)

    def come(n):
        with transaction():
            join_queue(applicant(n))
        with transaction():
            return claim(n)

    with ThreadPoolExecutor(max_workers=10) as pool:
        places = list(pool.map(come, range(200)))

    with transaction(read_only=True):
        assert counted("taxi", "ganja")[1] <= 20
    assert places.count(0) <= 20


@pytest.mark.usefixtures("opened")
def test_who_waits_is_told_the_place_and_cannot_be_given_a_card():
    cap_of(1)
    for n in range(3):
        join_queue(applicant(n))

    assert [claim(n) for n in range(3)] == [0, 1, 2]
    take_place("case-0", today())
    with pytest.raises(CapReached) as refused:
        take_place("case-2", today())
    assert refused.value.place == 2


@pytest.mark.usefixtures("opened")
def test_a_place_that_comes_free_goes_to_the_first_in_the_queue():
    cap_of(2)
    for n in range(4):
        join_queue(applicant(n))
        claim(n)
    leave_queue("case-0")

    assert [row.party_id for row in let_in("taxi", "ganja", today())] == [2]
    assert claim(2) == 0
    assert claim(3) == 1


@pytest.mark.usefixtures("opened")
def test_who_wants_more_than_there_is_does_not_let_others_pass():
    cap_of(2)
    join_queue(applicant(1, cards=3))
    join_queue(applicant(2))

    assert claim(1, cards=3) == 1
    assert claim(2) == 2
    assert claim(1, cards=2) == 0


@pytest.mark.usefixtures("opened")
def test_asking_twice_keeps_the_place():
    cap_of(1)
    join_queue(applicant(1))
    assert claim(1) == 0
    join_queue(applicant(9, case="case-1"))
    assert claim(1) == 0
    assert counted("taxi", "ganja") == (0, 1, 0)


@pytest.mark.usefixtures("opened")
def test_a_territory_without_a_cap_has_room_for_everybody():
    for n in range(5):
        join_queue(applicant(n, territory="shaki", case=new_public_id() if n else "case-0"))
    assert claim(0) == 0
