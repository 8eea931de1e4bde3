"""Single steps by one pattern: a page that asks what the step needs, one service call, back to the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.connections.errors import NotReady, TooEarly
from webapp.core.actor import Actor, current_actor
from webapp.core.errors import AppError, Invalid, NotFound
from webapp.core.text import Text
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

Run = Callable[[str, Any, Actor], object]


@dataclass(frozen=True, slots=True)
class Act:
    """A step: its title and hint, the form that it asks, what it does, what is said after."""

    title: Text
    hint: Text
    form: type[Form]
    run: Run
    notice: Text
    kind: str = "primary"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act's page stands: its layout, the case's name, the page to go back to."""

    layout: str
    name: str
    endpoint: str
    public_id: str


def named(acts: Mapping[str, Act], code: str) -> Act:
    """Return the act. Raises NotFound for a word that is none."""
    if code not in acts:
        raise NotFound
    return acts[code]


def ask(act: Act, place: Place) -> str:
    """Show what the step asks."""
    return _page(act, place, act.form(formdata=None), [])


def do(act: Act, subject: str, place: Place) -> ResponseReturnValue:
    """Take the step, or show the form again with what is wrong."""
    form = act.form()
    if not form.validate():
        return _page(act, place, form, form.errors_for_summary()), 422
    try:
        act.run(subject, form, current_actor())
    except (NotReady, TooEarly, Invalid) as error:
        return _page(act, place, form, shown(form, error)), 422
    return redirect_to(place.endpoint, public_id=place.public_id, notice=act.notice)


def shown(form: Form, error: AppError) -> list[tuple[str, str]]:
    """Return a refusal as lines of the error summary; what names a field of the form stands beside it too."""
    if isinstance(error, NotReady):
        return [("", str(text)) for text in error.missing]
    if error.fields:
        form.accept(error)
        return form.errors_for_summary()
    return [("", str(error))]


def _page(act: Act, place: Place, form: Form, errors: list[tuple[str, str]]) -> str:
    fields = [field for field in form if field.name not in {"csrf_token", "version"}]
    back = url_for(place.endpoint, public_id=place.public_id)
    return render(
        "connections/act.html",
        act=act,
        form=form,
        fields=fields,
        errors=errors,
        back=back,
        layout=place.layout,
        name=place.name,
    )
