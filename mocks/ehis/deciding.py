"""Where the central server's people decide: a page with two buttons a line, and the same by JSON."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from mocks.ehis.centralserver import CentralServer

PAGE: Final = "/central"
NO_REASON: Final = "Səbəb göstərilməyib."


def deciding(central: CentralServer, token: str) -> Blueprint:
    """Return the page of the queue, and the addresses by which it is decided; `token` goes into the page's forms."""
    pages = Blueprint("deciding", __name__)

    @pages.get(PAGE)
    def queue() -> str:
        return render_template("central.html", queue=central.queue(), token=token)

    @pages.get("/admin/central")
    def listed() -> Response:
        return jsonify([{**one.told, "kind": one.kind, "about": one.about} for one in central.queue()])

    @pages.post("/admin/central/<number>/<any(grant, refuse):decision>")
    def decide(number: str, decision: str) -> AnyResponse:
        wanted = (request.get_json(silent=True) or {}) if request.is_json else request.form
        try:
            if decision == "grant":
                central.grant(number)
            else:
                central.refuse(number, str(wanted.get("reason") or NO_REASON))
        except KeyError:
            abort(HTTPStatus.NOT_FOUND)
        return redirect(PAGE, HTTPStatus.SEE_OTHER) if "token" in request.form else Response(status=204)

    return pages
