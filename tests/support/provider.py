"""A small OpenID provider inside the test process, which tells every lie that a test asks of it."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from mocks.people import person_by_fin
from tests.support.ports import free_ports

CLIENT = "kabinet"
SECRET = "kabinet-demo-secret"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def half_hash(text):
    digest = hashlib.sha256(text.encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class FakeProvider:
    """Answers like a conforming provider until one of its switches is moved; `reset` moves them all back."""

    def __init__(self):
        self.port = free_ports(1)[0]
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.keys = [RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("first", "second", "other")]
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_about: None  # a portal that gave up closes the line
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        self.reset()

    def reset(self):
        self.fin = "7LYL5H2"
        self.claims, self.dropped, self.header = {}, set(), {}
        self.metadata, self.person, self.listed = {}, {}, []
        self.raw, self.delay, self.seen = {}, {}, []
        self.key, self.published = self.keys[0], [self.keys[0]]
        self.encode = None
        self.acr, self.amr, self.auth_time = "high", ["qr", "user"], None
        self.codes, self.pushed = {}, {}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    # What the person does in their browser

    def parameters(self, address):
        """The authorization request behind `address`, pushed or not."""
        asked = dict(parse_qsl(urlsplit(address).query))
        return self.pushed.pop(asked["request_uri"]) if "request_uri" in asked else asked

    def approve(self, address, **changes):
        """The path at the portal to which the provider sends the browser back."""
        asked = self.parameters(address)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer, **changes}
        return "/auth/callback?" + urlencode({name: value for name, value in answer.items() if value is not None})

    def logout_token(self, *, header=None, drop=(), **changes):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": secrets.token_hex(8)}
        claims |= {"sid": f"sid-{self.fin}", "sub": f"sub-{self.fin}", "events": {EVENT: {}}, **changes}
        head = {"alg": "RS256", "kid": self.key.kid, "typ": "logout+jwt", **(header or {})}
        return jwt.encode(head, {name: value for name, value in claims.items() if name not in drop}, self.key)

    # What the portal asks of the provider

    def document(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "certificates_endpoint": f"{self.issuer}/certificates",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "authorization_response_iss_parameter_supported": True,
            "id_token_signing_alg_values_supported": ["RS256"],
            **self.metadata,
        }

    def profile(self):
        demo = person_by_fin(self.fin)
        return {
            "sub": f"sub-{self.fin}",
            "fin": demo.fin,
            "given_name": demo.given_name,
            "family_name": demo.family_name,
            "patronymic": demo.patronymic,
            "birthdate": demo.birthdate.isoformat(),
            "phone_number": demo.phone,
            **self.person,
        }

    def token(self, form, authorization):
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        if authorization != f"Basic {basic}" or asked is None or not self._fits(asked, form):
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(24)
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return 200, {**answer, "id_token": self.id_token(asked["nonce"], access)}

    def id_token(self, nonce, access):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        claims |= {"sub": f"sub-{self.fin}", "sid": f"sid-{self.fin}", "acr": self.acr, "amr": self.amr}
        claims |= {"auth_time": self.auth_time or now, "at_hash": half_hash(access), **self.claims}
        claims = {name: value for name, value in claims.items() if name not in self.dropped}
        header = {"alg": "RS256", "kid": self.key.kid, "typ": "JWT", **self.header}
        return self.encode(header, claims) if self.encode else jwt.encode(header, claims, self.key)

    @staticmethod
    def _fits(asked, form):
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        same = form.get("redirect_uri") == asked["redirect_uri"] and asked["code_challenge_method"] == "S256"
        return same and challenge == asked["code_challenge"]

    def answer(self, path, form, authorization):
        if path == "/token":
            return self.token(form, authorization)
        if path == "/par":
            uri = f"urn:ietf:params:oauth:request_uri:{secrets.token_hex(8)}"
            self.pushed[uri] = form
            return 201, {"request_uri": uri, "expires_in": 60}
        found = {
            "/.well-known/openid-configuration": self.document,
            "/jwks": lambda: KeySet(self.published).as_dict(private=False),
            "/userinfo": self.profile,
            "/certificates": lambda: self.listed,
        }.get(path)
        return (200, found()) if found else (404, {})

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args):
                pass

            def do_GET(self):
                self.serve({})

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self.serve({name: values[0] for name, values in parse_qs(body).items()})

            def serve(self, form):
                path = urlsplit(self.path).path
                provider.seen.append(path)
                provider.released.wait(provider.delay.get(path, 0))
                status, body = provider.raw.get(path) or provider.answer(path, form, self.headers.get("Authorization"))
                sent = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

        self.released = threading.Event()
        return Handler
