"""Going from page to page: a press is over when the page to which it leads stands."""


def turn(page, pressed):
    """Press what leads to another page, and wait for that page; a form may first let a draft be saved."""
    with page.expect_navigation():
        pressed.click()
