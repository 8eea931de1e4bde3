"""What the printed paper says: plain strings, in Azerbaijani, the language of the act."""

from typing import Any, Final

from webapp.civil_service.entering.models import ServiceChange, ServicePaper
from webapp.civil_service.entering.queries import changes_of
from webapp.civil_service.entering.rules import SHOWN_ROWS
from webapp.civil_service.entering.stating import Newcomer, from_json, group_of
from webapp.civil_service.entering.wording import ACTIONS, line_of, rows_of, stretch
from webapp.civil_service.queries import body_by_id
from webapp.civil_service.record_tables import Servant
from webapp.core.text import _, in_language
from webapp.documents.api import frame, versions
from webapp.ui.filters import moment

TEMPLATE: Final = "civil_service/templates/civil_service/entering/paper.typ"


def document_data(paper: ServicePaper) -> dict[str, Any]:
    """Return the data of the paper as it is signed: all of a short one, the first rows of a long one with its digest."""
    with in_language("az"):
        rows = [_change(change, whose) for change, whose in changes_of(paper, SHOWN_ROWS) if whose is not None]
        body = body_by_id(paper.body_id).name if paper.body_id else _("Reyestrin operatoru")
        return {
            "frame": frame(
                paper.document_token,
                title=_("Dövlət qulluqçularının reyestrinə təqdimat"),
                number=paper.number,
                version=len(versions(paper.document_token)) + 1,
                state=_("İmzalanıb"),
            ),
            "head": [
                [_("Təqdim edən"), body],
                [_("Hazırlayan"), paper.entered_name],
                [_("Hazırlanıb"), moment(paper.created_at)],
                [_("Məlumat qrupu"), str(group_of(paper.group_code).title)],
                [_("Dəyişikliklərin sayı"), str(paper.rows)],
                [_("Dəyişikliklərin izi (SHA-256)"), paper.root or ""],
            ],
            "whole": rows[0]["rows"] if paper.rows == 1 else [],
            "title": f"{rows[0]['name']} – {rows[0]['action']}" if paper.rows == 1 else "",
            "list": [[str(one["place"]), one["name"], one["line"], one["days"], one["order"]] for one in rows],
            "more": str(paper.rows - len(rows)) if paper.rows > len(rows) else "",
        }


def _change(change: ServiceChange, whose: Servant | Newcomer) -> dict[str, Any]:
    given = from_json(change.stated)
    of = group_of(given.group)
    rows = [[label, value] for label, value in rows_of(of, given)]
    reason = [[_("Səbəb"), change.reason]] if change.reason else []
    order = f"{given.order_number or ''} {given.order_date:%d.%m.%Y}" if given.order_date else given.order_number or ""
    return {
        "place": change.place,
        "name": whose.full_name,
        "action": str(ACTIONS[change.action]),
        "rows": [[_("Qulluqçu"), ", ".join(filter(None, (whose.full_name, whose.number)))], *rows, *reason],
        "line": line_of(of, given.content),
        "days": stretch(given.valid_from, given.valid_to),
        "order": order,
    }
