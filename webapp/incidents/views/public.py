"""Pages for anybody: a fault is reported, purposes and registration numbers are stated, releases are told."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.incidents import datamap, wording
from webapp.incidents.forms.upkeep import FaultForm
from webapp.incidents.queries import report_of
from webapp.incidents.services.reports import report
from webapp.incidents.upkeep_reads import releases, value_of
from webapp.incidents.views.blueprint import public_pages
from webapp.incidents.views.presenting import taken
from webapp.ui.access import public
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render


@public_pages.get("/report")
@public
def report_page() -> str:
    """Ask what does not work; the page is the one from which the person comes."""
    return _page(FaultForm(formdata=None, data={"page": _coming_from()}))


@public_pages.post("/report")
@public
def send_report() -> ResponseReturnValue:
    """Keep the report. What a machine filled in is thanked for and thrown away."""
    form = FaultForm()
    if form.website.data:
        return redirect_to(".thanks")
    return taken(form, lambda: _kept(form), _page)


@public_pages.get("/report/thanks")
@public
def thanks() -> str:
    """Thank for a report."""
    return render("incidents/sent.html", row=None, wording=wording)


@public_pages.get("/report/<public_id>")
@public
def sent(public_id: str) -> str:
    """Show how far a report is: its address is known to the reporter alone, and shows nothing of them."""
    return render("incidents/sent.html", row=report_of(public_id), wording=wording)


@public_pages.get("/about")
@public
def about() -> str:
    """Say what the system is and under which numbers it is registered (charter 004, 6.1.1)."""
    numbers = {code: value_of(code) for code in ("registry_of_resources", "registry_of_personal_data")}
    return render("incidents/about.html", numbers=numbers, wording=wording)


@public_pages.get("/privacy")
@public
def privacy() -> str:
    """State for which purposes personal data are processed (charter 003, 1.6), field by field."""
    return render("incidents/privacy.html", purposes=datamap.purposes(), own=datamap.OWN)


@public_pages.get("/releases")
@public
def releases_page() -> str:
    """Tell what versions brought (charter 004, 6.1.10)."""
    return render("incidents/releases.html", releases=releases())


def _coming_from() -> str:
    """Return the path of the page that led here, without its question: that may hold what somebody searched for."""
    parts = urlsplit(request.referrer or "")
    ours = parts.netloc == request.host and parts.path != url_for(".report_page")
    return parts.path[:500] if ours else ""


def _page(form: Form) -> str:
    return render("incidents/report.html", form=form)


def _kept(form: Any) -> AnyResponse:
    values = {name: form[name].data or "" for name in ("page", "description", "contact", "hindrance")}
    row = report(**values, actor=current_actor())
    return redirect_to(".sent", public_id=row.public_id)
