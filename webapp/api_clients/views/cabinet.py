"""The firm's programs: listed, let in, shown, given new secrets, shut out."""

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.api_clients.errors import NameTaken
from webapp.api_clients.forms import DeedForm, ProgramForm
from webapp.api_clients.offer import event_kinds, scopes
from webapp.api_clients.permissions import MANAGE_PROGRAMS
from webapp.api_clients.queries import faults_of, hooks_of, programs_of, secrets_of
from webapp.api_clients.rules import Mode
from webapp.api_clients.services.letting_in import let_in, own_program, rotate, shut_out
from webapp.api_clients.views.blueprint import programs
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@programs.get("")
@requires(MANAGE_PROGRAMS)
def index() -> str:
    """List the firm's programs."""
    return render("api_clients/index.html", programs=programs_of(current_actor().party_id or 0), scopes=scopes())


@programs.get("/new")
@requires(MANAGE_PROGRAMS, step_up=True)
def new() -> str:
    """Ask what program it is and what it may do."""
    return render("api_clients/new.html", form=ProgramForm())


@programs.post("/new")
@requires(MANAGE_PROGRAMS, step_up=True)
def create() -> ResponseReturnValue:
    """Let the program in and show its secret, this once."""
    form = ProgramForm()
    if form.validate():
        try:
            client_id, secret = let_in(
                form.name.data or "",
                mode=Mode(form.mode.data),
                scopes=form.scopes.data or [],
                public_key=form.key,
                actor=current_actor(),
            )
        except NameTaken as fault:
            form.accept(NameTaken(fields={"name": fault.text}))
        except Invalid as fault:
            form.accept(fault)
        else:
            return _secret_page(client_id, secret)
    return render("api_clients/new.html", form=form), 422


@programs.get("/<public_id>")
@requires(MANAGE_PROGRAMS)
def show(public_id: str) -> str:
    """Show one program: what it may do, its secrets' dates, its webhooks, what it was refused."""
    row = own_program(public_id, actor=current_actor())
    return render(
        "api_clients/show.html",
        program=row,
        secrets=secrets_of(row),
        hooks=hooks_of(row),
        faults=faults_of(row),
        scopes=scopes(),
        kinds=event_kinds(),
        form=DeedForm(),
    )


@programs.post("/<public_id>/rotate")
@requires(MANAGE_PROGRAMS, step_up=True)
def renew(public_id: str) -> ResponseReturnValue:
    """Make a new secret and show it, this once."""
    return _secret_page(public_id, rotate(public_id, actor=current_actor()))


@programs.post("/<public_id>/end")
@requires(MANAGE_PROGRAMS)
def end(public_id: str) -> Response:
    """Shut the program out."""
    shut_out(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Proqram bağlandı: onun tokenləri artıq işləmir."))


def _secret_page(client_id: str, secret: str) -> ResponseReturnValue:
    row = own_program(client_id, actor=current_actor())
    return render("api_clients/secret.html", program=row, secret=secret), {"Cache-Control": "no-store"}
