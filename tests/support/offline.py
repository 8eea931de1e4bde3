"""A real browser before the portal's test client, behind a network that can be cut; what is posted reaches the portal."""

from urllib.parse import urlsplit

from tests.ui.design.conftest import Site

HEADERS = ("X-CSRFToken", "X-Device", "X-Signature", "X-Clock", "Content-Type", "Accept")


class CutSite(Site):
    """Requests fail while `cut`; those of methods with a body are answered by the test client too."""

    cut = False

    def _answer(self, route):
        request = route.request
        address = urlsplit(request.url)
        if self.cut:
            route.abort("internetdisconnected")
        elif request.method == "POST":
            sent = request.all_headers()
            headers = {name: sent[name.lower()] for name in HEADERS if name.lower() in sent}
            found = self.client.post(address.path, data=request.post_data_buffer, headers=headers)
            route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)
        else:
            super()._answer(route)

    def network(self, *, there):
        """Cut the network or bring it back, as the browser tells pages."""
        self.cut = not there
        if there:
            self.page.evaluate("dispatchEvent(new Event('online'))")
