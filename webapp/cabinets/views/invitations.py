"""An invitation as the invited person sees it."""

from werkzeug.wrappers import Response

from webapp.cabinets import delegating
from webapp.cabinets.forms import titles_of
from webapp.cabinets.queries import invitation
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.filters import day
from webapp.ui.rendering import redirect_to, render


@cabinets.get("/cabinet/invitations/<public_id>")
@requires(SIGNED_IN)
def invited(public_id: str) -> str:
    """Show who invites, to what and until when."""
    found = invitation(public_id, current_actor().fin or "")
    return render("cabinets/invitation.html", invitation=found, rights=titles_of(found.permissions))


@cabinets.post("/cabinet/invitations/<public_id>/accept")
@requires(SIGNED_IN)
def accept(public_id: str) -> Response:
    """Become a responsible person."""
    begins = delegating.answer(public_id, accept=True, actor=current_actor()).valid_from
    if begins > today():
        notice = _("Dəvəti qəbul etdiniz. Hüquqlarınız bu gündən qüvvəyə minir: %(day)s.", day=day(begins))
        return redirect_to(".home", notice=notice)
    return redirect_to(".act_as", notice=_("Dəvəti qəbul etdiniz. İndi təşkilatın adından işləyə bilərsiniz."))


@cabinets.post("/cabinet/invitations/<public_id>/decline")
@requires(SIGNED_IN)
def decline(public_id: str) -> Response:
    """Say no."""
    delegating.answer(public_id, accept=False, actor=current_actor())
    return redirect_to(".home", notice=_("Dəvətdən imtina etdiniz."))
