"""What a machine can judge of the page that stands in a browser."""

from tests.support.axe import violations

# Between these two no rule of the sheets begins or ends but those of tables, bars and columns: what fits 320 fits 360.
NARROW, WIDE = {"width": 320, "height": 740}, {"width": 1280, "height": 800}


def mistakes_of(visitor, scheme, *, last=True):
    """What is wrong with the page that stands in the browser: too wide, minded by the browser, or found by axe.

    The page is left wide, unless it is not the `last` one: then the next comes in the size that this one was left in, and
    is measured in that first. No script asks for the width, so a page is the same however it came to it.
    """
    page, found = visitor.page, []
    for screen in (NARROW, WIDE) if page.viewport_size == NARROW else (WIDE, NARROW):
        if page.viewport_size != screen:
            page.set_viewport_size(screen)
        reach = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{reach} px wide at {screen['width']}"] if reach > screen["width"] else []
        if screen == WIDE and scheme:
            found += [f"{scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in _minded(page, scheme)]
    if last:
        page.set_viewport_size(WIDE)
    found += [said for said in visitor.complaints if not any(words in said for words in visitor.expected)]
    visitor.complaints.clear()
    return found


def _minded(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.getAnimations().forEach(one => one.cancel())")  # colours on their way are nobody's
    return violations(page)
