"""Length and rank on the page of a record: what they are today, and the way to the whole explanation."""

from typing import Any, Final

from flask import url_for

from webapp.civil_service.beside import RankTitles, RecordPart
from webapp.civil_service.length.law import length_rules
from webapp.civil_service.length.record import length_in
from webapp.civil_service.length.wording import span_text
from webapp.civil_service.queries import own_servant, record_of
from webapp.civil_service.ranks import wording
from webapp.civil_service.ranks.law import rank_titles
from webapp.civil_service.ranks.record import GROUPS, eligibility_in, law_on
from webapp.civil_service.record_tables import Servant
from webapp.core.actor import Actor
from webapp.core.clock import today


def length_and_rank(servant: Servant, actor: Actor) -> dict[str, Any]:
    """Return what the part shows of a servant, with addresses for whoever looks."""
    day, record = today(), record_of(servant.id, groups=GROUPS)
    mine = own_servant(actor)
    own = mine is not None and mine.id == servant.id
    whole = "civil_own_length.own", "civil_office_length.of_servant"
    return {
        "length": span_text(length_in(record, day, length_rules(day)).span),
        "href": url_for(whole[0]) if own else url_for(whole[1], public_id=servant.public_id),
        "rank": eligibility_in(record, law_on(day)),
        "rank_href": url_for("civil_rank.own") if own else None,
        "wording": wording,
    }


PART: Final = RecordPart("civil_service/ranks/beside.html", length_and_rank, order=10)
TITLES: Final = RankTitles(lambda: rank_titles(today()))
