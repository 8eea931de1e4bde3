"""What a person wants by SMS: everything, until they switch an area off."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.notifications.models import NoticePreference
from webapp.notifications.wording import notice_areas


def wants_sms(account_id: int, area: str) -> bool:
    """Whether the person wants SMS about this area."""
    row = db.session().get(NoticePreference, (account_id, area))
    return row is None or row.sms


def areas_on(account_id: int) -> list[str]:
    """Return the codes of the areas about which the person wants SMS."""
    query = select(NoticePreference.area).where(
        NoticePreference.account_id == account_id, NoticePreference.sms.is_(False)
    )
    off = set(db.session().scalars(query))
    return [code for code, _title in notice_areas() if code not in off]


def choose_areas(account_id: int, wanted: Iterable[str]) -> None:
    """Send SMS about the `wanted` areas only."""
    chosen = set(wanted)
    rows = [{"account_id": account_id, "area": code, "sms": code in chosen} for code, _title in notice_areas()]
    if rows:
        made = insert(NoticePreference).values(rows)
        update = {"sms": made.excluded.sms}
        db.session().execute(made.on_conflict_do_update(index_elements=["account_id", "area"], set_=update))
