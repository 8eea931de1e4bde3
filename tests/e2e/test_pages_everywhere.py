"""Every page that a person can reach by links, in every role: what the browser minds, what axe finds, what sticks out."""

import re
from collections import deque
from functools import partial
from urllib.parse import urlsplit

import pytest

from tests.e2e.means import by_card
from tests.e2e.soundness import mistakes_of
from tests.e2e.visitor import DESKTOP
from tests.support.kinds import Kinds

pytestmark = [pytest.mark.browser, pytest.mark.processes]
ROLES = {
    "visitor": (None, None),
    "carrier's head": ("7LYL5H2", "Xəzər Yük"),
    "driver": ("2RSD4K7", None),
    "head of section": ("5GNL4M3", "AYNA"),
    "inspector": ("7FAQ6P2", "AYNA"),
    "auditor": ("9MHR5Y2", "AYNA"),
}
NOT_PAGES = re.compile(
    r"/pdf/|\.(pdf|csv|json|xlsx|xml|zip|ics|pb|asice|eml)$|/(export|download)|^/auth/(login|logout|step-up)|^/(static|api)/"
)
MOST = 360


def links(page, home):
    """The addresses of the house that the page links to, without those that are files or the way in and out."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
    ours = [urlsplit(one) for one in found if one.startswith(f"{home}/")]
    return [one for one in ours if "lang=" not in one.query and not NOT_PAGES.search(one.path)]


def crawl(visitor, start, kind_of, judged):
    """Walk from `start` along the links, breadth first; gives the kind of each page that is not among those `judged`."""
    page, home = visitor.page, visitor.house.url
    waiting, known = deque([urlsplit(home + start)]), {kind_of(urlsplit(home + start))}
    while waiting and len(known) < MOST:
        address = waiting.popleft()
        answer = page.goto(address.geturl())
        assert answer.status == 200, f"{address.path}: {answer.status}"
        yield kind_of(address)
        for one in links(page, home):
            if kind_of(one) not in known | judged:
                known.add(kind_of(one))
                waiting.append(one)
    judged |= known
    assert not waiting, f"more than {MOST} pages: {known}"


@pytest.fixture(scope="module")
def judged():
    """The kinds of pages that an earlier role was shown, by language."""
    return {"az": set(), "ru": set()}


@pytest.mark.parametrize("language", ["az", "ru"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound(visit, app, judged, role, language):
    fin, party = ROLES[role]
    visitor = visit(screen=DESKTOP, language=language)
    if fin:
        visitor.sign_in(fin, by=by_card)
    if party:
        visitor.act_for(party)
    kind_of = partial(Kinds(app).of, by_word=language == "az")
    found = {}
    for number, kind in enumerate(crawl(visitor, visitor.path if fin else "/", kind_of, judged[language])):
        # Each page in light in the first language; in dark in the other one, every third.
        scheme = "light" if language == "az" else "dark" if number % 3 == 0 else None
        if mistakes := mistakes_of(visitor, scheme, last=False):
            found[kind] = mistakes
    assert found == {}
