"""The time-stamp authority over HTTP: the demo world's own, down, gone, and one that answers without end."""

from threading import Thread

import pytest
from werkzeug.serving import make_server

from mocks.kit.serve import QuietHandler
from tests.support.database import TEST_DATA
from tests.support.signing import running_service
from webapp.ehis.journal.gateways import Authority, NoAnswer
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.journal.tokens import query, stamped_at


@pytest.fixture(scope="module")
def counterpart(pki):
    with running_service(TEST_DATA) as service:
        yield service


@pytest.fixture
def there(counterpart, pki):
    return Authority(f"{counterpart.url}/tsa", pki / "esign-root.pem", pki / "ca.pem")


def test_the_demo_worlds_authority_stamps_the_log(kept, there):
    assert stamp_all(there) == 1


def test_an_authority_that_is_down_gives_no_stamp_and_then_does(kept, counterpart, there):
    counterpart.fault("tsa-down", times=1)
    assert stamp_all(there) == 0
    assert stamp_all(there) == 1


def test_a_reply_is_believed_for_what_was_asked_only(there):
    asked, nonce = query("a list of heads")
    assert stamped_at(there.ask(asked), "a list of heads", there.roots(), nonce=nonce)


def test_nobody_at_the_address_is_no_answer(pki):
    with pytest.raises(NoAnswer):
        Authority("http://127.0.0.1:9/tsa", pki / "esign-root.pem", pki / "ca.pem").ask(b"x")


def test_a_reply_without_end_is_cut(pki):
    def endless(_environ, start):
        start("200 OK", [("Content-Type", "application/timestamp-reply")])
        return iter([b"x" * 65_536] * 100)

    server = make_server("127.0.0.1", 0, endless, request_handler=QuietHandler)
    thread = Thread(target=server.handle_request)
    thread.start()
    with pytest.raises(NoAnswer, match="without end"):
        Authority(f"http://127.0.0.1:{server.server_port}/tsa", pki / "esign-root.pem", pki / "ca.pem").ask(b"x")
    thread.join()
    server.server_close()
