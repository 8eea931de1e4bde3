"""What strangers read of a document besides how it stands is kept with it, in each language."""

from tests.documents.situations import CARD, give
from tests.support.rooms import plugged_in
from webapp.cabinets.api import ensure_party
from webapp.core.clock import now
from webapp.core.text import LANGUAGES, in_language
from webapp.core.transaction import transaction
from webapp.documents.api import DocumentType
from webapp.documents.checking import check
from webapp.documents.issuing import _in_each_language
from webapp.documents.wording import WORDS


def test_open_rows_are_kept_in_each_language(database):
    with transaction():
        kept = _in_each_language(lambda: [(word, "10-AA-001") for word in list(WORDS.values())[:1]])
    with in_language("az"):
        stated = str(next(iter(WORDS.values())))
    assert set(kept) == set(LANGUAGES)
    assert kept["az"] == [[stated, "10-AA-001"]]
    assert kept["en"] != kept["az"]


def test_a_stranger_reads_them(database):
    with transaction():
        firm = ensure_party("organisation", "9900010101", name="“Xəzər Yük” MMC", source="x", as_of=now())
    with plugged_in(DocumentType(CARD, "Sınaq kartı")):
        token = give(firm.id, open_rows=lambda: [("Daşıma növü", "Yük")])
        with transaction(read_only=True):
            assert ("Daşıma növü", "Yük") in check(token).facts.rows
