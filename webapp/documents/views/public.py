"""The public check: by code, by QR, by file. Works signed out; knows no personal data."""

import re
from hashlib import sha256
from typing import Any, Final

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from webapp.core.errors import NotFound
from webapp.core.ids import normal_public_id
from webapp.core.text import _, _l
from webapp.core.transaction import transaction
from webapp.documents.checking import check
from webapp.documents.forms import CodeForm, FileForm, NumberForm, PlateForm
from webapp.documents.presenting import history_stops, signature_rows, version_rows
from webapp.documents.queries import known_file, pdf
from webapp.signing.api import validate_pdf
from webapp.ui.access import no_transaction, public
from webapp.ui.rendering import redirect_to, render

documents = Blueprint("documents", __name__, url_prefix="/verify", template_folder="../templates")
COPY: Final = re.compile(r"[1-9][0-9]{0,5}")
NOT_A_CODE: Final = _l("Bu, yoxlama koduna oxşamır: 26 hərf və rəqəm olmalıdır.")


@documents.after_request
def unlisted(response: Response) -> Response:
    """Keep checks out of search engines and out of every cache: a page from yesterday says nothing of today.

    That no other site learns the address is the portal's general policy.
    """
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


@documents.get("")
@public
def start() -> ResponseReturnValue:
    """Ask for the code or the file; a code leads to its document."""
    form = CodeForm(request.args if "code" in request.args else None)
    if "code" in request.args and form.validate():
        token = normal_public_id(_code_in(form.code.data or ""))
        if token is not None:
            return redirect_to(".show", token=token)
        form.code.errors = [NOT_A_CODE]
    return _start(form, FileForm(formdata=None)), 422 if form.errors else 200


@documents.post("/file")
@public
def file() -> ResponseReturnValue:
    """Tell whether the file sent is one of ours; it is only hashed, not kept."""
    form = FileForm()
    if not form.validate():
        return _start(CodeForm(formdata=None), form), 422
    known = known_file(sha256(form.file.data.read()).digest())
    found = None if known is None else check(known.token)
    return render("documents/file.html", known=known, check=found), 200


@documents.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Show how a document stands; a code from an older copy says so in the address."""
    normal = normal_public_id(token)
    if normal is not None and normal != token:
        return redirect_to(".show", token=normal, **request.args.to_dict())
    try:
        found = check(normal or "", copy=copy_in(request.args.get("copy", "")))
    except NotFound:
        return render("documents/unknown.html", code_form=CodeForm(formdata=None)), 404
    return render(
        "documents/shown.html", check=found, rows=version_rows(found.versions), stops=history_stops(found.steps)
    )


@documents.get("/offline")
@public
def offline() -> str:
    """Show the page that checks a code without a network: the browser keeps it. It knows nobody, signed in or not."""
    return render("documents/offline.html", identity=None)


@documents.get("/<token>/signatures")
@no_transaction
@public
def proofs(token: str) -> ResponseReturnValue:
    """Check the electronic signatures of the newest file anew."""
    with transaction(read_only=True):
        found = check(token)
        content = pdf(token, found.versions[0].n) if found.versions else None
    reports = validate_pdf(content) if content else []
    return render("documents/proofs.html", check=found, reports=reports, rows=signature_rows(reports))


def _start(code_form: CodeForm, file_form: FileForm) -> str:
    context: dict[str, Any] = {"code_form": code_form, "file_form": file_form, "title": _("Sənədi yoxla")}
    context |= {"number_form": NumberForm(formdata=None), "plate_form": PlateForm(formdata=None)}
    return render("documents/start.html", **context)


def _code_in(typed: str) -> str:
    """Return the code inside what was typed: people also paste the whole address."""
    address = typed.partition("#")[0].partition("?")[0]
    return address.strip().rstrip("/").rpartition("/")[2]


def copy_in(text: str) -> int | None:
    """Return the copy that an address names, None when it names none that could be."""
    return int(text) if COPY.fullmatch(text) else None
