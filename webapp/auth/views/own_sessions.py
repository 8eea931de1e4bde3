"""A person's own sessions and sign-in history (act 002, Rules, cl. 13.3; ASVS 5.0, 7.5.2)."""

from flask import redirect
from werkzeug.wrappers import Response

from webapp.audit.api import record
from webapp.auth import queries
from webapp.auth.room import room
from webapp.auth.sessions import end_others, end_own
from webapp.auth.views.blueprint import auth
from webapp.auth.web_session import current_session
from webapp.auth.words import MEANS, OUTCOMES
from webapp.core.actor import Actor, current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import in_any_role, requires
from webapp.ui.rendering import redirect_to, render


@auth.get("/cabinet/sessions")
@requires(SIGNED_IN)
def own_sessions() -> str:
    """Show where the person is signed in now, and the history of their sign-ins."""
    actor = current_actor()
    return render(
        "auth/sessions.html",
        sessions=queries.live_sessions(_own(actor), room().limits),
        history=queries.sign_ins(_own(actor)),
        current=actor.session_id,
        means=MEANS,
        outcomes=OUTCOMES,
    )


@auth.post("/cabinet/sessions/<public_id>/end")
@in_any_role
@requires(SIGNED_IN)
def end_session(public_id: str) -> Response:
    """End one of the person's own sessions; ending the present one leads out."""
    actor = current_actor()
    end_own(_own(actor), public_id)
    record("session.ended", actor=actor, object_type="session", object_key=public_id)
    row = current_session().record
    if row and row.public_id == public_id:
        current_session().drop()
        return redirect("/", code=303)
    return redirect_to("auth.own_sessions", notice=_("Seans bitirildi."))


@auth.post("/cabinet/sessions/end-others")
@in_any_role
@requires(SIGNED_IN)
def end_other_sessions() -> Response:
    """End every session of the person but the present one."""
    actor = current_actor()
    ended = end_others(_own(actor), actor.session_id)
    row = current_session().record
    key = row.public_id if row else ""
    record("session.others_ended", actor=actor, object_type="session", object_key=key, detail={"ended": ended})
    return redirect_to("auth.own_sessions", notice=_("Bütün digər seanslar bitirildi."))


def _own(actor: Actor) -> int:
    assert actor.account_id is not None  # the access rule asks for a signed-in person
    return actor.account_id
