"""The browser that tests drive: which one, and how it is started."""

import shutil

# The first is the same browser without its windows, which nobody sees here: they take as long as a page.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Drawing happens in the browser's own process. Scripts of pages that live for a second are run as they are: making fast
# machine code of them anew on each page takes longer than running them.
OPTIONS = ("--no-sandbox", "--disable-gpu", "--in-process-gpu", "--js-flags=--no-maglev --no-turbofan")


def launched(playwright):
    """Start the browser of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "no chromium: apt-get install chromium"
    return playwright.chromium.launch(executable_path=path, args=OPTIONS)
