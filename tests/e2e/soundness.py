"""What a machine can judge of the page that stands in a browser."""

from axe_playwright_python.sync_playwright import Axe

LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 360, 320)


def mistakes_of(visitor, scheme):
    """What is wrong with the page that stands in the browser: too wide, minded by the browser, or found by axe."""
    page, found, screen = visitor.page, [], visitor.page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        reach = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{reach} px wide at {width}"] if reach > width else []
    if scheme:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("document.getAnimations().forEach(one => one.cancel())")  # colours on their way are nobody's
        violations = Axe().run(page, options=LEVELS).response["violations"]
        found += [f"{scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]
    page.set_viewport_size(screen)
    found += [said for said in visitor.complaints if not any(words in said for words in visitor.expected)]
    visitor.complaints.clear()
    return found
