"""Who is told of a rank that is due: the servant, and the body's people who see its staff."""

from typing import Any, Final

from flask import url_for

from webapp.auth.api import account_by_fin
from webapp.civil_service.permissions import STAFF
from webapp.civil_service.queries import body_by_id, servant_by_id
from webapp.civil_service.ranks.events import RankDue, StaffRanksDue
from webapp.civil_service.ranks.law import rank_titles
from webapp.core.bus import on
from webapp.core.clock import today
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate, notify_account, notify_party


@on(RankDue)
def tell_of_the_rank(fact: RankDue) -> None:
    """Tell the servant that nothing is missing for the next rank any more."""
    account = account_by_fin(servant_by_id(fact.servant_id).fin)
    if account is not None:
        notify_account(account.id, "civil_service.rank_due", rank=_title(fact))


@on(StaffRanksDue)
def tell_the_body(fact: StaffRanksDue) -> None:
    """Tell the people of the state body: of one servant by name, of several by one notice that leads to the list."""
    body = body_by_id(fact.body_id)
    if body.party_id is None:
        return
    if len(fact.due) > 1:
        notify_party(body.party_id, "civil_service.staff_ranks_due", permission=STAFF, count=len(fact.due))
        return
    (one,) = fact.due
    said = {"name": servant_by_id(one.servant_id).full_name, "rank": _title(one)}
    notify_party(body.party_id, "civil_service.staff_rank_due", permission=STAFF, **said)


def _title(fact: RankDue) -> str:
    return str(rank_titles(today()).get(fact.rank, fact.rank))


def _own_page(_params: dict[str, Any]) -> str:
    return url_for("civil_rank.own")


def _staff_page(_params: dict[str, Any]) -> str:
    return url_for("civil_ranks_staff.of_body")


TEMPLATES: Final = (
    NotificationTemplate(
        "civil_service.rank_due",
        _l("Növbəti ixtisas dərəcənizin vaxtı çatıb"),
        _l("“%(rank)s” dərəcəsi üçün tələb olunan müddətlər dolub. Dərəcəni orqanın rəhbəri əmrlə verir."),
        _own_page,
    ),
    NotificationTemplate(
        "civil_service.staff_rank_due",
        _l("Əməkdaşın ixtisas dərəcəsinin vaxtı çatıb"),
        _l("%(name)s: “%(rank)s” dərəcəsi üçün tələb olunan müddətlər dolub."),
        _staff_page,
    ),
    NotificationTemplate(
        "civil_service.staff_ranks_due",
        _l("Əməkdaşların ixtisas dərəcələrinin vaxtı çatıb"),
        _l("Növbəti dərəcə üçün tələb olunan müddətləri dolmuş əməkdaşların sayı: %(count)s. Siyahıya baxın."),
        _staff_page,
    ),
)
