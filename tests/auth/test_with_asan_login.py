"""The portal and the demo's own provider, each in a process of its own, as people use them."""

import subprocess
import sys
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest
from lxml import html

from tests.auth.flows import begin, is_inside
from tests.support.client import AssertingClient
from tests.support.database import undone
from tests.support.ports import free_ports
from webapp.bootstrap import create_app

pytestmark = pytest.mark.processes
FIN, PHONE, USER_ID, PIN = "7LYL5H2", "+994501234503", "234503", "1234"


@pytest.fixture
def asan_login(tmp_path, pki):
    (tmp_path / "pki").symlink_to(pki)
    [port] = free_ports(1)
    command = [sys.executable, "-m", "mocks.asan_login", "--port", str(port), "--data-dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("ASAN Login: ")
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture
def visitor(asan_login, settings, engine):
    app = create_app(replace(settings, asan_login_issuer=asan_login), connect=False)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    with undone(engine):
        yield AssertingClient(app)


class Walker:
    """A browser without JavaScript at the provider's pages."""

    def __init__(self, home):
        self.home = home
        self.http = httpx2.Client(follow_redirects=False, trust_env=False, headers={"Origin": home})

    def open(self, address, data=None):
        """Fetch, following redirects at the provider; returns the page, or the address outside it."""
        answer = self.http.post(address, data=data) if data is not None else self.http.get(address)
        while answer.is_redirect:
            address = urljoin(str(answer.url), answer.headers["Location"])
            if not address.startswith(self.home):
                return address
            answer = self.http.get(address)
        assert answer.status_code == 200, answer.text[:500]
        self.page, self.address = html.fromstring(answer.text), str(answer.url)
        return self.address

    def follow(self, part):
        return self.open(urljoin(self.address, self.page.xpath(f"//a[contains(@href, '{part}')]/@href")[0]))

    def submit(self, part, **typed):
        form = next(form for form in self.page.forms if part in (form.action or self.address))
        return self.open(urljoin(self.address, form.action or self.address), {**dict(form.form_values()), **typed})


def prove_by_phone(asan_login, address):
    """Mobile certificate: phone number here, PIN on the telephone; the address at the portal that the browser gets."""
    person, telephone = Walker(asan_login), Walker(asan_login)
    person.open(address)
    person.follow("/mobile")
    person.submit("/mobile", phone=PHONE, user_id=USER_ID)
    telephone.open(f"{asan_login}/phone/{FIN}")
    telephone.submit("/mobile/", action="confirm", pin=PIN)
    back = urlsplit(person.open(person.address))
    return f"{back.path}?{back.query}"


def test_leyla_signs_in_by_telephone_proves_it_anew_and_signs_out(visitor, asan_login):
    back = visitor.get(prove_by_phone(asan_login, begin(visitor)), expect=303)
    assert "/cabinet/act-as" in back.headers["Location"], "she is a director and has a choice"
    page = visitor.get("/cabinet/sessions", expect=200)
    assert "Mobil sertifikat" in page.words

    anew = visitor.get("/auth/step-up?next=/cabinet/sessions", expect=302).headers["Location"]
    assert visitor.get(prove_by_phone(asan_login, anew), expect=303).headers["Location"] == "/cabinet/sessions"

    page = visitor.get("/cabinet/sessions", expect=200)
    out = visitor.submit(page, "/auth/logout", expect=303).headers["Location"]
    assert httpx2.get(out, trust_env=False).status_code < 400
    assert not is_inside(visitor)
