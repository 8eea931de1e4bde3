"""The edge: one transaction per request, who acts, who may. Views commit by returning and undo by raising."""

import re
import secrets
from collections.abc import Callable
from typing import Any, Final

import structlog
from flask import Flask, Request, g, request, request_started
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from webapp.config import Settings
from webapp.core.actor import ANONYMOUS, current_actor, reset_actor, set_actor
from webapp.core.errors import SignInNeeded
from webapp.core.transaction import transaction
from webapp.ui.access import Access, access_of
from webapp.ui.environment import TemplateEnvironment
from webapp.ui.route import Route

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
REQUEST_ID: Final = re.compile(r"^[A-Za-z0-9-]{8,64}$")
ID_BYTES: Final = 16
STATIC: Final = Access(anybody=True, transaction=False, machine=True)


class Json(DefaultJSONProvider):
    """JSON as strangers send it: what is nested too deeply to be read is as broken as any other."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return what the text says. Raises ValueError."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None


class Portal(Flask):
    """Flask with an owner for transactions and access.

    `identifiers` are called first in every request, lowest tier first; each may replace the current actor.
    `before_sign_in` are called, outside any transaction, when a request is turned away to the sign-in: what the person
    sent can be kept there.
    """

    jinja_environment = TemplateEnvironment
    json_provider_class = Json
    url_rule_class = Route

    def __init__(self, settings: Settings) -> None:
        super().__init__("webapp", static_folder=None, template_folder="ui/templates")
        self.url_map.merge_slashes = False  # the router would send "//" on to whatever host the caller named
        self.settings = settings
        self.identifiers: list[Callable[[], None]] = []
        self.before_sign_in: list[Callable[[SignInNeeded], None]] = []

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the view or hook itself. None here is a coroutine; Flask would look at twenty with every request."""
        return func

    def full_dispatch_request(self) -> Any:
        """Serve one request inside its transaction; see the module's first line."""
        self._got_first_request = True
        token = set_actor(ANONYMOUS)
        try:
            try:
                _begin(request, self.settings)
                request_started.send(self)
                answer = self._inside_transaction()
            except Exception as error:  # noqa: BLE001 - Flask decides what becomes of any error
                answer = self.handle_user_exception(error)
            return self.finalize_request(answer)
        finally:
            reset_actor(token)

    def _inside_transaction(self) -> ResponseReturnValue:
        rule = self._rule()
        self._limit_body(rule)
        reading = request.method in SAFE_METHODS
        if rule.transaction:
            with transaction(read_only=reading):
                return self._answer(rule)
        with transaction(read_only=reading):
            early = self._admit(rule)
        return early if early is not None else self.dispatch_request()

    def _limit_body(self, rule: Access) -> None:
        """Refuse a body that says it is too large before a byte of it is read; one that lies is cut while read."""
        if rule.body_limit is not None:
            request.max_content_length = rule.body_limit
        allowed = request.max_content_length
        if allowed is not None and (request.content_length or 0) > allowed:
            raise RequestEntityTooLarge

    def _answer(self, rule: Access) -> ResponseReturnValue:
        early = self._admit(rule)
        return early if early is not None else self.dispatch_request()

    def _admit(self, rule: Access) -> ResponseReturnValue | None:
        """Find out who acts and refuse those who may not; then what Flask's extensions want (CSRF)."""
        if rule is not STATIC:
            for identify in self.identifiers:
                identify()
        rule.ensure(current_actor())
        return self.preprocess_request()

    def _rule(self) -> Access:
        """Return the access rule of the view. A view without one is a defect and is not served."""
        if request.endpoint is None:
            return Access(anybody=True)  # no such address: the router's error is raised on dispatch
        view = self.view_functions[request.endpoint]
        rule = access_of(view)
        if rule is None:
            raise LookupError(f"{request.endpoint} does not say who may call it")
        return rule


def _begin(incoming: Request, settings: Settings) -> None:
    """Name the request, tie its log lines together, refuse bytes that no text may hold."""
    asked = incoming.headers.get("X-Request-Id", "")
    g.request_id = asked if REQUEST_ID.match(asked) else secrets.token_hex(ID_BYTES)
    g.https = settings.https
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    asked_for = incoming.query_string
    if "\x00" in incoming.path or b"%00" in asked_for or b"\x00" in asked_for:
        raise BadRequest
