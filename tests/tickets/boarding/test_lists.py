"""What devices fetch beforehand: keys and endings, dated and signed, whole and since an instant; keys change and stay."""

import base64
from datetime import timedelta

import pytest

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import Unavailable
from webapp.core.transaction import transaction
from webapp.signing.api import is_signed
from webapp.tickets.boarding.endings import end_code
from webapp.tickets.boarding.keys import known_points, rotate_key, signer
from webapp.tickets.boarding.models import TicketEnding, TicketKey
from webapp.tickets.boarding.published import INSTANT
from webapp.tickets.events import TicketEnded


def listed(client, path, **query):
    """The lines of a signed list, proved."""
    answer = client.open(f"/api/v1/tickets/{path}", query_string=query, expect=200).json
    text = answer["list"]
    head, *rows = [line.split("|") for line in text.split("\n")]
    with transaction(read_only=True):
        assert is_signed(text.encode(), base64.b64decode(answer["signature"]), known_points()[int(head[1])])
    assert head[0] == answer["form"]
    return head, rows


def test_nothing_was_ever_issued(client, buses):
    assert client.get("/api/v1/tickets/keys").json == {"form": "TK1", "list": "", "signature": ""}


def test_keys_are_published_with_the_former_ones(client, door):
    with transaction():
        assert rotate_key(actor=SYSTEM) == 2
    head, rows = listed(client, "keys")
    assert head[1] == "2"
    assert [row[0] for row in rows] == ["2", "1"]
    assert [row[3] == "-" for row in rows] == [True, False]
    with transaction(read_only=True):
        assert {int(row[0]): base64.b64decode(row[1]) for row in rows} == known_points()
        assert db.session().get(TicketKey, 1).private_key is None


def test_the_numbers_of_keys_end_with_the_byte(door):
    with transaction():
        db.session().query(TicketKey).update({"id": 255})
        with pytest.raises(Unavailable):
            rotate_key(actor=SYSTEM)
        assert signer is not None


def test_what_ended_is_listed_until_its_code_could_not_be_shown(client, door):
    assert listed(client, "endings")[1] == []
    with transaction():
        publish(TicketEnded(number=door.numbers[0], how="refunded"))
        publish(TicketEnded(number=door.numbers[0], how="refunded"))
        end_code(door.numbers[1], "transferred", issue_no=1)
    rows = listed(client, "endings")[1]
    assert [row[:3] for row in rows] == [
        [str(door.ticket().id), "1", "refunded"],
        [str(door.ticket(1).id), "1", "transferred"],
    ]
    with transaction():
        db.session().query(TicketEnding).update({"listed_until": now()})
    assert listed(client, "endings")[1] == []


def test_since_an_instant_only_what_is_new(client, door):
    with transaction():
        end_code(door.numbers[0], "refunded")
        db.session().query(TicketEnding).update({"ended_at": now() - timedelta(hours=2)})
        end_code(door.numbers[1], "refunded")
    head, rows = listed(client, "endings", since=f"{now() - timedelta(hours=1):{INSTANT}}")
    assert head[3] != "-"
    assert [row[0] for row in rows] == [str(door.ticket(1).id)]
    for odd in ("yesterday", "99999999T999999Z", ""):
        assert len(listed(client, "endings", since=odd)[1]) == 2
