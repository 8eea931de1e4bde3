"""Draft regulations before the public: the text, comments, answers, the closing summary (9.7)."""

from flask.typing import ResponseReturnValue

from webapp.catalogue import wording
from webapp.catalogue.forms.office import CommentForm, comment_form
from webapp.catalogue.models import DraftRegulation
from webapp.catalogue.points import POINTS
from webapp.catalogue.queries import comments, draft, drafts
from webapp.catalogue.rules import is_discussed
from webapp.catalogue.services.discussing import add_comment
from webapp.catalogue.views.blueprint import public_pages
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import public, requires
from webapp.ui.rendering import redirect_to, render


@public_pages.get("/drafts")
@public
def discussions() -> str:
    """List the discussions that go on and those that are over."""
    found = drafts("open", "closed", "approved")
    return render("catalogue/discussions.html", drafts=found, wording=wording)


@public_pages.get("/drafts/<public_id>")
@public
def discussion(public_id: str) -> str:
    """Show a draft with what was said of it."""
    return _page(draft(public_id, actor=current_actor()), comment_form())


@public_pages.post("/drafts/<public_id>")
@requires(SIGNED_IN)
def comment(public_id: str) -> ResponseReturnValue:
    """Keep a comment."""
    form = comment_form()
    if not form.validate():
        return _page(draft(public_id, actor=current_actor()), form), 422
    add_comment(public_id, text=form.text.data or "", point=form.point.data or "", actor=current_actor())
    return redirect_to(".discussion", public_id=public_id, notice=_("Rəyiniz dərc edildi."), _anchor="comments")


def _page(found: DraftRegulation, form: CommentForm) -> str:
    going_on = bool(
        found.state == "open"
        and found.opens_on
        and found.closes_on
        and is_discussed(found.opens_on, found.closes_on, today())
    )
    shown = {"said": comments(found), "points": POINTS, "going_on": going_on, "wording": wording}
    return render("catalogue/discussion.html", draft=found, form=form, **shown)
