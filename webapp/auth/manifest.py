"""What the room contributes."""

from typing import Any

from webapp.audit.api import AuditTerm
from webapp.auth.identify import identify, init_login_manager
from webapp.auth.jobs import clear_old_rows
from webapp.auth.limits import init_limits
from webapp.auth.parked import park
from webapp.auth.permissions import BOTH, ROLES, SEE_ACCOUNTS
from webapp.auth.room import furnish, room
from webapp.auth.seed import seed_posts
from webapp.auth.views import auth
from webapp.auth.web_session import DatabaseSessions
from webapp.core.actor import current_actor
from webapp.core.azerbaijani import mask
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem
from webapp.ui.portal import Portal


def _setup(app: Any) -> None:
    """Put sessions, identification, limits and the kept forms into the application."""
    assert isinstance(app, Portal)
    furnish(app, app.settings)
    app.session_interface = DatabaseSessions(https=app.settings.https)
    init_login_manager(app)
    init_limits(app, app.settings)
    app.identifiers.append(identify)
    app.before_sign_in.append(park)
    app.extensions["csrf"].exempt(app.view_functions["auth.logout"])
    app.context_processor(_session_context)
    app.add_template_filter(mask, "masked")


def _session_context() -> dict[str, Any]:
    """Tell the layouts how long a session rests, so that they can warn before it ends."""
    if not current_actor().signed_in:
        return {}
    return {"session_idle_seconds": int(room().limits.idle.total_seconds()), "session_extend_url": "/auth/extend"}


SUBSYSTEM = Subsystem(
    name="auth",
    blueprints=(auth,),
    permissions=BOTH,
    roles=ROLES,
    jobs=(clear_old_rows,),
    plugins=(
        MenuItem(_l("Seanslarım"), "auth.own_sessions", "lock", "cabinet", order=90),
        HomeTile(
            _l("Seanslarım"),
            "auth.own_sessions",
            "lock",
            lambda _actor: _("Hansı cihazlardan və nə vaxt daxil olunub"),
            order=90,
        ),
        MenuItem(_l("İstifadəçi hesabları"), "auth.accounts", "user", "office", SEE_ACCOUNTS, order=70),
        AuditTerm("session.opened", _l("Hesaba giriş")),
        AuditTerm("session.refused", _l("Məhdudlaşdırılmış hesaba giriş cəhdi")),
        AuditTerm("session.step_up", _l("Şəxsiyyətin təkrar təsdiqi")),
        AuditTerm("session.closed", _l("Hesabdan çıxış")),
        AuditTerm("session.ended", _l("Seansın bitirilməsi")),
        AuditTerm("session.others_ended", _l("Digər seansların bitirilməsi")),
        AuditTerm("session.role_chosen", _l("Kimin adından işlədiyinin seçilməsi")),
        AuditTerm("account.restricted", _l("Hesaba girişin məhdudlaşdırılması")),
        AuditTerm("account.restored", _l("Hesaba girişin bərpası")),
        AuditTerm("account", _l("İstifadəçi hesabı")),
        AuditTerm("session", _l("Seans")),
    ),
    setup=_setup,
    seed=seed_posts,
)
