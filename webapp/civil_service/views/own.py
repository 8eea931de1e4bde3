"""One's own record: the page, the life of one fact, the record as JSON, the copy of an order."""

import json
from typing import Any

from flask import Response, request, url_for

from webapp.attachments.api import INERT, content, copy, undressed
from webapp.audit.api import record, views_of
from webapp.civil_service import wording
from webapp.civil_service.beside import actions_on, ensure_entry, parts_of, rank_titles
from webapp.civil_service.errors import HiddenByLaw, NoSuchFact, NoSuchServant
from webapp.civil_service.extracting import extracts_of
from webapp.civil_service.looking import asked_moment, hidden, sections, visible
from webapp.civil_service.permissions import OWN
from webapp.civil_service.portable import as_json
from webapp.civil_service.presenting import differences, shown
from webapp.civil_service.queries import body_by_id, own_servant, versions
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.values import Fact
from webapp.civil_service.views.blueprint import own_pages
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.transaction import afterwards
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.rendering import render

LATEST_LOOKS = 3


@own_pages.get("")
@requires(OWN)
def own() -> str:
    """Show one's own record, of now or of another moment; who has none reads what the register is."""
    actor = current_actor()
    ensure_entry(actor)
    servant = own_servant(actor)
    if servant is None:
        return render("civil_service/none.html")
    moment = asked_moment()
    found = sections(servant.id, moment, visible())
    actions = {} if moment.travelled else _actions(servant, [one.fact for _group, lines in found for one in lines])
    return render(
        "civil_service/own.html",
        servant=servant,
        body=body_by_id(servant.body_id) if servant.body_id else None,
        moment=moment,
        sections=found,
        actions=actions,
        hidden=hidden(),
        parts=[] if moment.travelled else parts_of(servant, actor),
        below=[] if moment.travelled else parts_of(servant, actor, below=True),
        looks=views_of(servant.fin).rows[:LATEST_LOOKS],
        extracts=extracts_of(servant.id),
        everything="all" in request.args,
        rank=rank_titles().get(servant.rank or "", servant.rank),
        wording=wording,
        form=Form(),
    )


@own_pages.get("/facts/<entry>")
@requires(OWN)
def life(entry: str) -> str:
    """Show the life of one fact: every version, what changed in it, by whom and why."""
    servant = own_record()
    found = _visible_versions(servant, entry)
    titles = rank_titles()
    steps = [
        (shown(one, today(), titles), differences(before, one, titles) if before else [])
        for before, one in zip([None, *found], found, strict=False)
    ]
    actions = actions_on(servant, found[-1], current_actor()) if found[-1].state == "standing" else []
    return render("civil_service/life.html", servant=servant, steps=steps[::-1], actions=actions, wording=wording)


@own_pages.get("/facts/<entry>/order/<int:n>")
@requires(OWN)
def order_copy(entry: str, n: int) -> Response:
    """Send the copy of the order under a version of one's own fact."""
    servant = own_record()
    return order_file(next((one for one in _visible_versions(servant, entry) if one.version == n), None))


@own_pages.get("/record.json")
@requires(OWN)
def as_file() -> Response:
    """Send one's own record for machines, free of charge (4.4), with the mark of whose property it is (1.4)."""
    servant, actor = own_record(), current_actor()
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": servant.public_id}
    afterwards(lambda: record("civil_service.exported", actor=actor, **kept))
    text = json.dumps(as_json(servant), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{servant.number}.json"'}
    return Response(text, content_type="application/json; charset=utf-8", headers=headers)


def order_file(fact: Fact | None) -> Response:
    """Return the order under a fact as a file. Raises NoSuchFact when there is none."""
    if fact is None or fact.order_copy is None:
        raise NoSuchFact
    kept = copy(fact.order_copy)
    response = Response(undressed(content(kept.public_id), kept.media_type), mimetype=kept.media_type, headers=INERT)
    response.headers.set("Content-Disposition", "attachment", filename=kept.name)
    return response


def own_record() -> Servant:
    """Return one's own record. Raises NoSuchServant."""
    ensure_entry(current_actor())
    servant = own_servant(current_actor())
    if servant is None:
        raise NoSuchServant
    return servant


def _visible_versions(servant: Servant, entry: str) -> list[Fact]:
    """Return the versions of a fact of this record. Raises NoSuchFact, HiddenByLaw."""
    found = versions(servant.id, entry)
    if not found:
        raise NoSuchFact
    if found[0].group.hidden is not None:
        raise HiddenByLaw
    return found


def _actions(servant: Servant, facts: list[Fact]) -> dict[str, list[tuple[str, str]]]:
    """Return what one can do with each fact, its history and its order first."""
    actor, history, copied = current_actor(), str(wording.HISTORY), str(wording.ORDER_COPY)
    found = {}
    for one in facts:
        order = [(copied, url_for(".order_copy", entry=one.entry, n=one.version))] if one.order_copy else []
        life = (history, url_for(".life", entry=one.entry))
        found[one.entry] = [life, *order, *actions_on(servant, one, actor)]
    return found
