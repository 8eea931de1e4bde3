"""What the editor of a waybill sends while somebody types: the whole form, each time with another word and a newer version."""

from urllib.parse import quote_plus, urlencode

from tests.load import runs
from tests.load.exchange import VALUE
from tests.support.client import AssertingClient
from tests.support.people import COOKIE

VERSION = r'"version": ?(\d+)'
WORDS = ("Ehtiyatla boşaldılsın", "Ehtiyatla boşaldılsın, meyvə əziləndir")


def scripts(app, drafts, tokens):
    """Return one script for each draft; the forms are those that the editor's pages hold."""
    return [_script(app, draft, tokens[turn % len(tokens)]) for turn, draft in enumerate(drafts)]


def _script(app, public_id, token):
    client = AssertingClient(app)
    client.set_cookie(COOKIE, token)
    path = f"/cabinet/waybills/{public_id}/edit"
    form = client.get(path, expect=200).form(path)
    version = form["version"]
    cookie = f"{COOKIE}={token}"
    bodies = [urlencode({**form, "version": VALUE, "remarks": words}) for words in WORDS]
    requests = [
        runs.post(path, body.replace(quote_plus(VALUE), VALUE), cookie=cookie, headers=("X-Autosave: 1",))
        for body in bodies
    ]
    return {"requests": requests, "capture": VERSION, "value": version}
