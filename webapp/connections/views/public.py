"""The public page of the exchange: what the acts want connected, what is, our own services."""

from typing import Final

from flask import request

from webapp.connections import wording
from webapp.connections.listing import (
    KINDS,
    STATES,
    asked,
    connected_members,
    counts,
    listed,
    one_listed,
    owners,
    participants,
    provided,
)
from webapp.connections.queries import services_of_others
from webapp.connections.views.blueprint import exchange
from webapp.core.errors import NotFound
from webapp.core.text import Text, _l
from webapp.ehis.api import source_name
from webapp.ui.access import public
from webapp.ui.rendering import render

LAWS: Final[dict[str, Text]] = {
    "system": _l("Nazirlər Kabinetinin 2014-cü il 118 nömrəli qərarı, 1 nömrəli əlavə"),
    "source": _l("Nazirlər Kabinetinin 2017-ci il 615 nömrəli qərarı, 2 nömrəli əlavə"),
    "authority": _l("Nazirlər Kabinetinin 2017-ci il 615 nömrəli qərarı, 1 nömrəli əlavə"),
}
TABS: Final[dict[str, Text]] = {
    "system": _l("Sistemlər"),
    "source": _l("Mənbələr"),
    "authority": _l("Orqanlar"),
    "services": _l("Xidmətlər"),
}
ACTIONS: Final[dict[str, Text]] = {
    "added": _l("əlavə edilib"),
    "reworded": _l("yeni redaksiyada verilib"),
    "repealed": _l("ləğv edilib"),
}
VERSION_STATES: Final[dict[str, tuple[Text, str]]] = {
    "test": (_l("Sınaq mühitindədir"), "info"),
    "live": (_l("Qoşulub"), "success"),
    "ended": (_l("Müddəti bitib"), "danger"),
}


@exchange.get("")
@public
def index() -> str:
    """List one act, or the services."""
    kind = request.args.get("kind", "system")
    if kind == "services":
        return _services()
    if kind not in KINDS:
        raise NotFound
    said = {name: request.args.get(name, "").strip()[:300] for name in ("q", "owner", "state")}
    cursors = {"after": request.args.get("after"), "before": request.args.get("before")}
    found = listed(kind, search=said["q"], owner=said["owner"], state=said["state"], **cursors)
    return render(
        "connections/exchange.html",
        kind=kind,
        lines=found,
        said=said,
        owners=owners(kind),
        states=STATES,
        counts=counts(),
        members=connected_members(),
        tabs_of=TABS,
        law=LAWS[kind],
        wording=wording,
    )


@exchange.get("/<any(system, source, authority):kind>/<no>")
@public
def entry(kind: str, no: str) -> str:
    """Show one system, source or body: its owner, basis, deadline, fields, and what we ask of it."""
    found = one_listed(kind, no)
    services = asked(found.member_code) if found.member_code else []
    name = source_name(found.member_code) if found.member_code else ""
    connected = found.member_code in connected_members()
    context = {"law": LAWS[kind], "actions": ACTIONS, "services": services, "register": name, "connected": connected}
    return render("connections/entry.html", kind=kind, entry=found, wording=wording, **context)


def _services() -> str:
    return render(
        "connections/services.html",
        kind="services",
        provided=provided(),
        asked=asked(),
        participants=participants(),
        others=services_of_others(),
        service_states=wording.SERVICE_STATES,
        states=VERSION_STATES,
        source_name=source_name,
        tabs_of=TABS,
    )
