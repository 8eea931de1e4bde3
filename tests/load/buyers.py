"""Buyers who come with a browser of their own: cookies kept, forms sent, answers read."""

import http.client
import re
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Buyer:
    """A visitor over one kept-alive connection."""

    def __init__(self, port):
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = {}
        self.token = ""

    def get(self, path):
        """Return the status and the page; its form's token is remembered."""
        status, page, _location = self._ask("GET", path, None)
        found = TOKEN.search(page)
        self.token = found[1] if found else self.token
        return status, page

    def post(self, path, **fields):
        """Send a form; return the status and where it leads."""
        body = urlencode({"csrf_token": self.token, **fields})
        status, _page, location = self._ask("POST", path, body)
        return status, location

    @property
    def cookie(self):
        """What stands in the header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method, path, body):
        headers = {"Accept-Language": "az", "Accept": "text/html"} | (FORM if body else {})
        self.http.request(method, path, body, headers | ({"Cookie": self.cookie} if self.cookies else {}))
        answer = self.http.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location") or ""
