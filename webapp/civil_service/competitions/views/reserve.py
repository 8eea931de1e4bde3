"""The reserve: for the people of state bodies only (list 4.4); a citizen's address gives 403."""

from flask import request

from webapp.audit.api import record_view
from webapp.civil_service.competitions.queries import reserve
from webapp.civil_service.competitions.views.blueprint import reserves
from webapp.civil_service.entering.views.people import own_body
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.permissions import RESERVE
from webapp.core.actor import current_actor
from webapp.core.text import _l
from webapp.ui.access import requires
from webapp.ui.rendering import render

PURPOSE = _l("Vakant vəzifəyə ehtiyat kadrın seçilməsi")


@reserves.get("")
@requires(RESERVE)
def index() -> str:
    """Show the reserve of today, searched by post and narrowed by class; each look is kept."""
    body, asked = own_body(), request.args
    typed, post_class = asked.get("q", ""), asked.get("class", "")
    page = reserve(typed=typed, post_class=post_class, after=asked.get("after"), before=asked.get("before"))
    for one, _competition, _name in page.rows:
        record_view(
            actor=current_actor(),
            subject_fin=one.fin,
            subject_name=one.name,
            object_type="service_candidate",
            object_key=one.public_id,
            purpose=PURPOSE,
        )
    return render(
        "civil_service/competitions/reserve.html",
        page=page,
        body=body,
        typed=typed,
        post_class=post_class,
        classes=CLASSES,
    )
