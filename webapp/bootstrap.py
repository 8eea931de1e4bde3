"""The application, put together in named steps. SUBSYSTEMS is the house's list of rooms, lowest tier first."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import structlog

from webapp.cli import init_commands
from webapp.config import Settings, read_settings
from webapp.core import bus, crypto, db, files, jobs, registry
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.jobs import Job
from webapp.core.logs import configure_logs
from webapp.core.registry import Subsystem
from webapp.core.server import database_url
from webapp.ui.access import access_of
from webapp.ui.errors import init_errors
from webapp.ui.filters import init_filters
from webapp.ui.htmx import init_htmx
from webapp.ui.i18n import init_languages
from webapp.ui.keeping import init_keeping
from webapp.ui.navigation import init_navigation
from webapp.ui.portal import Portal
from webapp.ui.protection import Protection
from webapp.ui.security import init_security
from webapp.ui.static_files import init_static

SUBSYSTEMS: Final = (
    "audit",
    "ehis",
    "signing",
    "auth",
    "cabinets",
    "notifications",
    "attachments",
    "documents",
    "translations",
    "catalogue",
    "payments",
    "connections",
    "incidents",
    "api_clients",
    "workflow",
    "correspondence",
    "carriers",
    "timetable",
    "permits",
    "transport_card",
    "tickets",
    "waybills",
    "journeys",
    "trip_sheets",
    "inspections",
    "tills",
    "settlements",
    "civil_service",
)
MEBIBYTE: Final = 1024 * 1024
UI_ROOMS: Final = ("webapp.ui.pages", "webapp.ui.design", "webapp.ui.health")


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """Make without looking for garbage what stays as long as the process, and leave it out of each later search."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searching:
            gc.enable()


@_without_search_for_garbage()
def create_app(settings: Settings | None = None, *, connect: bool = True) -> Portal:
    """Return the portal. `connect=False` leaves the database to the caller (tests bind their own)."""
    settings = settings or read_settings()
    configure_logs(pretty=not settings.production)
    rooms = [_manifest(f"webapp.{name}.manifest") for name in SUBSYSTEMS]
    rooms = [*(_manifest(f"{room}.manifest") for room in UI_ROOMS), *rooms]
    app = _bare_application(settings)
    _install_core(app, settings, rooms, connect=connect)
    _present(app, settings)
    for room in rooms:
        for blueprint in room.blueprints:
            app.register_blueprint(blueprint)
        for commands in room.commands:
            app.cli.add_command(commands)
        if room.setup:
            room.setup(app)
    _exempt_machines(app)
    init_commands(app)
    return app


def _manifest(module: str) -> Subsystem:
    found: Subsystem = import_module(module).SUBSYSTEM
    return found


def _bare_application(settings: Settings) -> Portal:
    app = Portal(settings)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=2 * MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=MEBIBYTE,
        MAX_FORM_PARTS=2_000,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _install_core(app: Portal, settings: Settings, rooms: list[Subsystem], *, connect: bool) -> None:
    crypto.install_secret(settings.secret_key)
    files.install_storage(files.open_storage(settings.files_url))
    registry.install_subsystems(rooms)
    bus.install_reactions(reaction for room in rooms for reaction in room.reactions)
    install_jobs_of(app)
    if connect:
        db.install_database(db.open_database(database_url(settings)))


def install_jobs_of(app: Portal) -> None:
    """Make the jobs of the installed subsystems known to this process, each to run in the context of `app`."""
    known = (job for room in registry.subsystems() for job in room.jobs)
    jobs.install_jobs(known, around=_in_application(app))


def _present(app: Portal, settings: Settings) -> None:
    init_htmx(app)
    init_languages(app, trying=not settings.production)
    init_static(app)
    init_filters(app)
    init_keeping(app)
    init_navigation(app)
    init_errors(app)
    init_security(app, settings)
    Protection(app)


def _in_application(app: Portal) -> Callable[[Job], Callable[..., None]]:
    """Run each job with the application's context, as the system, its log lines tied together."""

    def around(job: Job) -> Callable[..., None]:
        def run(*args: Any, **arguments: Any) -> None:
            token = set_actor(SYSTEM)
            structlog.contextvars.bind_contextvars(job=job.name)
            try:
                with app.app_context():
                    job.run(*args, **arguments)
            finally:
                structlog.contextvars.clear_contextvars()
                reset_actor(token)

        run.__name__, run.__qualname__, run.__module__ = job.run.__name__, job.run.__qualname__, job.run.__module__
        return run

    return around


def _exempt_machines(app: Portal) -> None:
    """Ask no CSRF token of views that machines call: they carry no cookie and prove themselves inside."""
    protection: Protection = app.extensions["csrf"]
    for view in app.view_functions.values():
        rule = access_of(view)
        if rule is not None and rule.machine:
            protection.exempt(view)
