"""Pages of a running portal, seen by Chromium on a small screen: a picture, and the place of every outlined text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from shutil import which
from typing import Any, Final

from click import ClickException

from webapp.translations.desk.pictures import LARGEST, Place

CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")
WIDTH: Final = 360
HEIGHT: Final = 740
TALLEST: Final = 4_000
QUALITY: Final = 55
# What the mode of outlines adds is taken off the page before its picture; what it knows is read first.
PLACES: Final = """() => {
  document.querySelector("[data-tr-editor]")?.remove();
  const places = [];
  for (const text of document.querySelectorAll("[data-tr]")) {
    text.classList.remove("tr-text");
    const box = text.getBoundingClientRect();
    const room = text.closest("a, button, p, li, td, th, dt, dd, label, legend, summary, h1, h2, h3, div");
    const style = getComputedStyle(text);
    if (box.width && box.height) {
      const at = [box.left + scrollX, box.top + scrollY, box.width, box.height, Math.max(room?.clientWidth || 0, box.width)];
      places.push([text.dataset.tr, at.map(Math.round), style.font.slice(0, 200)]);
    }
  }
  return places;
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it was seen."""

    path: str
    title: str
    language: str
    content: bytes
    size: tuple[int, int]
    places: list[Place]


def pictures_of_pages(address: str, session: str, paths: Sequence[str], languages: Sequence[str]) -> Iterator[Picture]:
    """Return a picture of each page in each language; pages that the session may not see are passed over.

    Raises ClickException where there is no Chromium to see with.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise ClickException("playwright is not installed: `make test` installs it") from None
    with sync_playwright() as playwright:
        program = next(filter(None, map(which, CHROMIUM)), None)  # that of the system, else playwright's own
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for language in languages:
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, locale=language, service_workers="block"
            )
            cookies = {"kabinet_session": session, "kabinet_lang": language}
            context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
            page = context.new_page()
            yield from (found for path in paths if (found := _seen(page, address, path, language)) is not None)
            context.close()
        browser.close()


def _seen(page: Any, address: str, path: str, language: str) -> Picture | None:
    answer = page.goto(f"{address}{path}?_tr=1")
    kind = answer.headers.get("content-type", "") if answer is not None else ""
    if answer is None or answer.status != 200 or not kind.startswith("text/html"):  # noqa: PLR2004 - a page that was shown
        return None
    found = page.evaluate(PLACES)
    if not found:
        return None
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": WIDTH, "height": height})
    content = page.screenshot(type="jpeg", quality=QUALITY)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    places = {key: _place(key, box, font) for key, box, font in reversed(found) if box[1] < height}
    title = page.title().removesuffix(" · Kabinet")
    if len(content) > LARGEST:
        return None
    return Picture(path, title, language, content, (WIDTH, height), list(places.values()))


def _place(key: str, box: list[int], font: str) -> Place:
    left, top, width, height, room = box
    return Place(key, left, top, width, height, room, font)
