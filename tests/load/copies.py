"""Reading of copies: ten scanned pages in one PDF, drawn, cleaned and read as the job does it."""

import io
from time import perf_counter

from PIL import Image

from tests.attachments import papers
from tests.load import runs
from tests.load.lines import Line
from webapp.attachments.reading import read
from webapp.attachments.reading.values import Wanted

PAGES = 10
WORDS = "Beynəlxalq yük daşınması üçün müşayiət sənədləri sürücüdə olmalıdır, yükün çəkisi ölçülür"


def measure(_base, _scale):
    """Yield the seconds that ten pages take: half of them as scanned, half as photographed, two thousand letters each."""
    runs.say(f"drawing {PAGES} pages …")
    content = ten_pages()
    started = perf_counter()
    found = read(Wanted(content, "application/pdf", (), recognise=True))
    seconds = perf_counter() - started
    read_pages = found.text.count("\n\n") + 1
    runs.say(f"{read_pages} pages, {len(found.text)} letters, {len(content) // 1024} KiB")
    yield Line("ocr_10_pages_s", seconds if not found.trouble and read_pages == PAGES else None, "s")


def ten_pages():
    """A PDF of pages that differ, none with a text layer."""
    makers = (papers.scanned, papers.photographed)
    pages = [Image.open(io.BytesIO(makers[n % 2](_page(n)))) for n in range(PAGES)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return out.getvalue()


def _page(n):
    return "\n".join([f"SƏHİFƏ № {n + 1}", *(f"{line}. {WORDS[: 60 + line % 20]}" for line in range(1, 27))])
