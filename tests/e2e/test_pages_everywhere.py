"""Every page that a person can reach by links, in every role: what the browser minds, what axe finds, what sticks out."""

import re
from collections import deque
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.e2e.means import by_card
from tests.e2e.soundness import mistakes_of
from tests.e2e.visitor import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.processes]
ROLES = {
    "visitor": (None, None),
    "carrier's head": ("7LYL5H2", "Xəzər Yük"),
    "driver": ("2RSD4K7", None),
    "head of section": ("5GNL4M3", "AYNA"),
    "inspector": ("7FAQ6P2", "AYNA"),
    "auditor": ("9MHR5Y2", "AYNA"),
}
NOT_PAGES = re.compile(r"/pdf/|\.(pdf|csv|json|xlsx)$|/(export|download)|^/auth/(login|logout|step-up)|^/(static|api)/")
# A long code, a number of a list (2.4-1), a service of the exchange (getPerson), a number of a register (ER-000002).
IDENTIFIER = re.compile(r"/(?=[^/]*\d)[0-9A-Za-z_-]{16,}|/\d+(?:[.-]\d+)*(?=/|$)|/[a-z]+[A-Z]\w*|/[A-Z]+-\d+")
FILTERS = {"state", "period", "authority", "area"}  # of one list, which looks the same whatever stands in it
MOST = 75


def shape(address):
    """One page for all waybills, one for all services: the address without identifiers and places in a list."""
    asked = [
        (name, "*" if value.isdigit() or name in FILTERS else value)
        for name, value in parse_qsl(address.query)
        if name not in {"after", "before", "lang", "q"}
    ]
    return f"{IDENTIFIER.sub('/*', address.path)}?{urlencode(asked)}"


def links(page, home):
    """The addresses of the house that the page links to, without those that are files or the way in and out."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
    ours = [urlsplit(one) for one in found if one.startswith(f"{home}/")]
    return [one for one in ours if "lang=" not in one.query and not NOT_PAGES.search(one.path)]


def crawl(visitor, start, judged):
    """Walk from `start` along the links, breadth first; gives each shape of address that is not among those `judged`."""
    page, home = visitor.page, visitor.house.url
    waiting, known = deque([urlsplit(home + start)]), {shape(urlsplit(home + start))}
    while waiting and len(known) < MOST:
        address = waiting.popleft()
        answer = page.goto(address.geturl())
        assert answer.status == 200, f"{address.path}: {answer.status}"
        yield shape(address)
        for one in links(page, home):
            if shape(one) not in known | judged:
                known.add(shape(one))
                waiting.append(one)
    judged |= known
    assert not waiting, f"more than {MOST} pages: {known}"


@pytest.fixture(scope="module")
def judged():
    """The shapes of pages that an earlier role was shown, by language."""
    return {"az": set(), "ru": set()}


@pytest.mark.parametrize("language", ["az", "ru"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound(visit, judged, role, language):
    fin, party = ROLES[role]
    visitor = visit(screen=DESKTOP, language=language)
    if fin:
        visitor.sign_in(fin, by=by_card)
    if party:
        visitor.act_for(party)
    found = {}
    for number, address in enumerate(crawl(visitor, visitor.path if fin else "/", judged[language])):
        # Each page in light in the first language; in dark in the other one, every third.
        scheme = "light" if language == "az" else "dark" if number % 3 == 0 else None
        if mistakes := mistakes_of(visitor, scheme):
            found[address] = mistakes
    assert found == {}
