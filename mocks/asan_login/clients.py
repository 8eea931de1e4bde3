"""The relying parties that are registered with the provider. Fixed by the acceptance contract."""

import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

from mocks.asan_login.settings import Settings

SCOPES = ("openid", "profile", "certificate")


@dataclass(frozen=True, slots=True)
class Client:
    """One confidential client, with the methods by which Authlib asks about it (RFC 6749, section 2)."""

    client_id: str
    secret: str
    name: str
    redirect_uri: str
    post_logout_redirect_uri: str | None = None
    backchannel_logout_uri: str | None = None

    @property
    def client_metadata(self) -> dict[str, object]:
        """The registered metadata that Authlib's logout and userinfo endpoints look into."""
        uri = self.post_logout_redirect_uri
        return {"post_logout_redirect_uris": [uri] if uri else []}

    @property
    def redirect_origin(self) -> str:
        """Scheme and host of the redirect address, for the pages' form-action policy."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"

    def get_client_id(self) -> str:
        """The identifier that becomes the audience of an id_token."""
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        """No default: OpenID Connect Core 3.1.2.1 requires redirect_uri in every request."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Return the known part of the asked scopes; None when `openid` is not among them."""
        asked = (scope or "").split()
        return " ".join(name for name in SCOPES if name in asked) if "openid" in asked else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Tell whether the address is the registered one, character by character."""
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare without telling by the time taken how much was right."""
        return hmac.compare_digest(self.secret.encode(), client_secret.encode("utf-8", "surrogatepass"))

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Every client may use HTTP Basic or the form fields, at every endpoint."""
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str | None) -> bool:
        """Only the code flow."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Only the exchange of a code."""
        return grant_type == "authorization_code"


def registered_clients(settings: Settings) -> dict[str, Client]:
    """Return the portal and the two clients for outside checks, by client_id."""
    portal = settings.portal_url
    outside = "http://127.0.0.1:18102/callback"
    clients = (
        Client(
            "kabinet",
            "kabinet-demo-secret",
            "Kabinet",
            f"{portal}/auth/callback",
            f"{portal}/",
            f"{portal}/auth/backchannel-logout",
        ),
        Client("outside-check", "outside-check-secret-0123456789", "Outside check", outside, "http://127.0.0.1:18102/"),
        Client("outside-check-2", "outside-check-2-secret-0123456789", "Outside check 2", outside),
    )
    return {client.client_id: client for client in clients}
