"""Figures of this room as dated rows: what an SMS costs, how many make a flood, whom a second person must let tell."""

from datetime import date
from typing import Any, Final

from sqlalchemy import select

from webapp.core.clock import today
from webapp.core.statements import Statement
from webapp.core.text import Text, _l
from webapp.notifications.models import TermRow

TITLES: Final[dict[str, Text]] = {
    "sms_part_price": _l("SMS-in bir hissəsinin qiyməti, qəpik"),
    "sms_most_parts": _l("SMS ən çoxu neçə hissədən ibarət olur"),
    "most_an_hour": _l("Bir şəxsə bir növ bildiriş saatda ən çoxu neçə dəfə ayrıca göndərilir"),
    "group_alone": _l("Qrup bildirişini bir nəfər ən çoxu neçə şəxsə göndərə bilər"),
    "receipt_days": _l("Çatdırılma təsdiqi neçə gün gözlənilir"),
}
ROWS: Final = Statement(select(*TermRow.__table__.c).order_by(TermRow.__table__.c.since.desc()))


def term(code: str, day: date | None = None) -> int:
    """Return the figure in force on `day` (today). Raises LookupError for one that has no row yet."""
    wanted = day or today()
    found = next((row for row in ROWS.all() if row.code == code and row.since <= wanted), None)
    if found is None:
        raise LookupError(f"no row says {code} on {wanted}")
    return int(found.value)


def term_rows() -> list[Any]:
    """Return every row, the newest of each figure first."""
    return sorted(ROWS.all(), key=lambda row: list(TITLES).index(row.code))
