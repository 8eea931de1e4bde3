"""What axe-core finds on the page that stands in a browser."""

from axe_playwright_python.base import AXE_SCRIPT

# Only what is wrong comes back: telling what is right of a large page takes twice as long as judging it.
LEVELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
# The rows of one table are alike: what is wrong with the tenth is wrong with one of the first.
ALIKE = [["tbody > tr:nth-child(n+8)"], ["li:nth-child(n+12)"]]
RUN = """([exclude, options]) =>
    axe.run({include: [["html"]], exclude}, options).then(found => found.violations)"""


def violations(page, *, colours_only=False):
    """Return what breaks WCAG 2.2 AA as axe-core tells it: `id`, `nodes` with `html`.

    `colours_only` asks for contrast alone: of a page that was judged whole in other colours.
    """
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, [ALIKE, COLOURS if colours_only else LEVELS])
