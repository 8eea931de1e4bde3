"""Who is told of a rank that is due: the servant, and the body's people who see its staff."""

from typing import Any, Final

from flask import url_for

from webapp.auth.api import account_by_fin
from webapp.civil_service.permissions import STAFF
from webapp.civil_service.queries import body_by_id, servant_by_id
from webapp.civil_service.ranks.events import RankDue
from webapp.civil_service.ranks.law import rank_titles
from webapp.core.bus import on
from webapp.core.clock import today
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate, notify_account, notify_party


@on(RankDue)
def tell_of_the_rank(fact: RankDue) -> None:
    """Tell the servant and the state body that nothing is missing for the next rank any more."""
    servant, title = servant_by_id(fact.servant_id), rank_titles(today()).get(fact.rank, fact.rank)
    account = account_by_fin(servant.fin)
    if account is not None:
        notify_account(account.id, "civil_service.rank_due", rank=title)
    body = body_by_id(servant.body_id) if servant.body_id else None
    if body is not None and body.party_id is not None:
        notify_party(
            body.party_id, "civil_service.staff_rank_due", permission=STAFF, name=servant.full_name, rank=title
        )


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
)
