"""What axe-core finds on the page that stands in a browser."""

from axe_playwright_python.base import AXE_SCRIPT

# Only what is wrong comes back: telling what is right of a large page takes twice as long as judging it.
LEVELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN = "options => axe.run(document, options).then(found => found.violations)"


def violations(page):
    """Return what breaks WCAG 2.2 AA as axe-core tells it: `id`, `nodes` with `html`."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, LEVELS)
