"""The operator's proposals for the list of decision 191: additions, changes, removals (clause 4.2)."""

import csv
import io

from tests.catalogue.conftest import SAID
from webapp.catalogue.proposals import as_csv, proposals
from webapp.catalogue.rules import Request
from webapp.core.transaction import transaction


def test_proposals_follow_from_the_register(world):
    with transaction():
        world.registered()
        changed = world.registered(list_no="17.2", name="Taxoqraf kartının verilməsi")
        same = world.registered(list_no="17.1", name=world.entry("17.1").name)
        gone = world.registered(list_no="17.3", name=world.entry("17.3").name)
        world.accept(world.applied(Request.CANCEL, number=gone.number))
        assert [(one.kind, one.no) for one in proposals()] == [("add", ""), ("change", "17.2"), ("remove", "17.3")]
        add, change, remove = proposals()
        assert (add.proposed, change.now, change.proposed, remove.proposed) == (
            SAID["name"],
            "Rəqəmsal taxoqraf kartlarının verilməsi üçün e-müraciət",
            changed.name,
            "",
        )
        assert gone.number in remove.why
        assert same.number not in "".join(one.why for one in proposals())


def test_the_operator_takes_them_as_a_page_and_as_a_file(enter, world):
    with transaction():
        world.registered(name="=HYPERLINK(1)")
    operator = enter("operator")
    page = operator.open("/office/catalogue/proposals")
    assert "=HYPERLINK(1)" in page.words
    assert page.link("CSV faylı")
    answer = operator.open("/office/catalogue/proposals.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1][0] == "Siyahıya əlavə etmək"
    assert rows[1][4] == "'=HYPERLINK(1)"
    enter("bus").open("/office/catalogue/proposals", expect=403)


def test_nothing_registered_proposes_nothing(world):
    with transaction():
        assert proposals() == []
    assert as_csv([]).count("\n") == 1
