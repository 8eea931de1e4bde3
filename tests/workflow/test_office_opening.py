"""What the office begins itself: one page, the case that follows, and what cannot be begun."""

import pytest

from tests.support.cases import BASIS, case_of
from webapp.audit.models import AuditEntry
from webapp.cabinets.api import party as party_of
from webapp.core.errors import Conflict
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.workflow.models import Case
from webapp.workflow.offer import Choice, Field, Kind, Rows, Section

WHYS = (Choice("debt", _l("Müraciət")), Choice("other", _l("Müraciətlər")))
REASON = Section(
    code="reason",
    title=_l("Səbəb"),
    fields=(
        Field(code="ground", label=_l("Əsas"), kind=Kind.CHOICE, choices=WHYS, basis=BASIS),
        Field(
            code="text",
            label=_l("Əsaslandırma"),
            kind=Kind.TEXT,
            basis=BASIS,
            when=lambda said: said.get("ground") == "other",
        ),
    ),
)
WHAT = Section(code="what", title=_l("İcazə"), fields=(Field(code="ground", label=_l("Yer"), basis=BASIS),))


class Closed(Conflict):
    text = _l("Bu yer düzəliş üçün açıq deyil və ya sətirlərin sayı həddə çatıb.")


@pytest.fixture
def office_service(declared):
    def declare(**changes):
        return declared(
            **{
                "code": "papers.suspension",
                "started_by": "office",
                "signed": False,
                "sections": (WHAT, REASON),
                "about": lambda answers: answers["reason"].get("ground", ""),
                "prefill": lambda applying: {"what": {"ground": f"Kart {applying.subject}"}},
                **changes,
            }
        )

    return declare


@pytest.fixture
def address(world):
    with transaction(read_only=True):
        party = party_of(world.head.party_id).public_id
    return f"/office/cases/start?code=papers.suspension&party={party}&subject=permit-1"


def test_an_officer_opens_a_case_that_goes_on_as_any_other(world, office_service, enter, address):
    office_service()
    client = enter("officer")
    page = client.open(address)
    assert page.form("/start")["what-a_ground"] == "Kart permit-1"
    answer = client.submit(page, "/start", **{"reason-a_ground": "debt"}, expect=303)
    public_id = answer.headers["Location"].rsplit("/", 1)[-1]
    case = case_of(public_id)
    assert case.answers == {"what": {"ground": "Kart permit-1"}, "reason": {"ground": "debt"}}
    assert (case.subject, case.state, case.party_id) == ("permit-1", "checking", world.head.party_id)
    world.work()
    assert case_of(public_id).state == "in_review"
    with transaction(read_only=True) as session:
        assert session.query(AuditEntry).filter_by(action="workflow.start", object_key=public_id).count() == 1


def test_what_is_missing_is_said_beside_its_question_and_what_was_typed_stays(office_service, enter, address):
    office_service()
    client = enter("officer")
    page = client.submit(
        client.open(address), "/start", **{"what-a_ground": "Kart 5", "reason-a_ground": "other"}, expect=422
    )
    assert page.form("/start")["what-a_ground"] == "Kart 5"
    assert page.words.count("Bu sualı cavablandırın.") == 2  # in the summary and beside the question that came
    page = client.submit(page, "/start", **{"reason-a_text": "Sığorta yoxdur"}, expect=303)
    with transaction(read_only=True) as session:
        kept = session.query(Case).filter_by(type_code="papers.suspension").one().answers
    assert kept["reason"] == {"ground": "other", "text": "Sığorta yoxdur"}


def test_a_case_that_is_under_way_is_not_opened_twice(office_service, enter, address):
    office_service()
    client = enter("officer")
    page = client.open(address)
    client.submit(page, "/start", **{"reason-a_ground": "debt"}, expect=303)
    again = client.submit(page, "/start", **{"reason-a_ground": "debt"}, expect=409)
    assert "artıq baxılır" in again.words
    with transaction(read_only=True) as session:
        assert session.query(Case).filter_by(type_code="papers.suspension").count() == 1


def test_what_the_room_refuses_is_read_before_anything_is_filled_in(office_service, enter, address):
    def refuse(_applying):
        raise Closed

    office_service(may_apply=refuse)
    client = enter("officer")
    page = client.open(address, expect=200)
    assert "İndi başlamaq olmur" in page.words
    client.submit(page, "/start", **{"reason-a_ground": "debt"}, expect=409)


@pytest.mark.parametrize(
    ("changed", "to"),
    [("papers.suspension", "papers.certificate"), ("party=", "party=x"), ("subject=permit-1", "subject=%E2%80%AE")],
)
def test_what_is_not_the_offices_to_begin_is_not_found(office_service, declared, enter, address, changed, to):
    office_service()
    declared()
    enter("officer").open(address.replace(changed, to), expect=404)


def test_only_who_decides_begins(world, office_service, enter, address):
    office_service()
    enter("head").open(address, expect=403)
    enter("auditor").open(address, expect=403)


def test_a_definition_of_the_office_with_rows_is_refused_where_it_is_written(office_service):
    rows = Section(code="rows", title=_l("Səbəb"), fields=WHAT.fields, rows=Rows(add=_l("Əlavə et"), one=_l("Yer")))
    with pytest.raises(ValueError, match="one page"):
        office_service(sections=(rows,))
