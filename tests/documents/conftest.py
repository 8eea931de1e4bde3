"""A kind of document of our own, and its printed form."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.documents.situations import CARD, make_holders
from tests.support.rooms import plugged_in
from tests.support.signing import connect, running_service
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction
from webapp.documents.api import DocumentType, Evidence, PublicFacts, add_version, frame, register, render_pdf

TEMPLATE = Path(__file__).parent / "paper.typ"
ISSUED = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
LETTERS = "ə Ə ğ Ğ ı I i İ ş Ş ç Ç ö Ö ü Ü ₼ №"


class Papers(dict):
    """What the issuing subsystem knows of its papers."""

    def facts(self, ref):
        if ref not in self:
            raise NotFound
        tone, word = self[ref]
        return PublicFacts(tone, word, f"AZ-{ref}", (("Daşıyıcı", "“Xəzər Yük” MMC"),), issued_at=ISSUED)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def papers(app):
    found = Papers({"1": ("success", "Yoldadır")})
    kind = DocumentType("test.paper", "Sınaq qaiməsi", found.facts)
    with plugged_in(kind):
        yield found


@pytest.fixture(scope="session")
def running():
    with running_service() as counterpart:
        yield counterpart


@pytest.fixture
def phone(running, app, settings, monkeypatch):
    connect(running, app, settings, monkeypatch)
    return running


@pytest.fixture
def paper(database, papers):
    """A registered document without files."""
    with transaction():
        return register("test.paper", "1")


@pytest.fixture
def printed(app, database):
    """Print a paper; returns its PDF."""

    def make(token="7K3M9XQ2V8RT4WZ6YB1CDHJ5NP", version=1, evidence=()):
        data = {
            "frame": frame(
                token, title="Yük qaiməsi", number="AZ-1", version=version, state="Yoldadır", evidence=evidence
            ),
            "facts": [["Hərflər", LETTERS], ["Yükgöndərən", "“Göyçay Meyvə” MMC"], ["Qoşqu", ""]],
            "goods": [[str(place), "Təzə alma, taxta yeşiklərdə", "12 400"] for place in range(1, 60)],
        }
        return render_pdf(TEMPLATE.read_bytes(), data)

    return make


@pytest.fixture
def issued(paper, printed):
    """A document with two versions; returns it and the two files."""
    signed = [Evidence("Göndərən", "Nigar Vaqif qızı İsmayılova", "22 noyabr 2026, 14:05", "56EFBD3DFC918D3C")]
    files = [printed(paper.token), printed(paper.token, version=2, evidence=signed)]
    with transaction():
        add_version(paper.token, files[0], label="Tərtib edildi")
        add_version(paper.token, files[1], label="Göndərən imzaladı")
    return paper, files


@pytest.fixture
def holders(database):
    """A firm, a sole trader and a person, and a kind of document that can be given to them."""
    with plugged_in(DocumentType(CARD, "Sınaq kartı", icon="ticket")):
        yield make_holders()
