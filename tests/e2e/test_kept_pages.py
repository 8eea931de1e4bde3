"""What a browser keeps for lack of a network speaks the language of the person and says what is published now; what no page could show, nobody sees."""

import psycopg
import pytest

from tests.e2e.visitor import PATIENCE
from tests.support.house import until

KEPT = """async () => {
  const said = [];
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).match("/offline");
    if (kept) said.push(new DOMParser().parseFromString(await kept.text(), "text/html").querySelector("footer a").innerText.trim());
  }
  return said;
}"""
PUBLISH = """
WITH number AS (SELECT coalesce(max(number), 0) + 1 AS next FROM text_publications),
made AS (INSERT INTO text_publications (number, version, at, by_name, note, scope, counts)
         SELECT next, gen_random_uuid(), now(), 'by hand', '', '{}', '{}' FROM number RETURNING number),
versions AS (
  INSERT INTO text_versions
    (text_id, language, number, forms, source, source_digest, state, how, author_name, two_persons, at)
  SELECT t.id, 'ru', (SELECT next FROM number) + 1000, CAST(w.forms AS text[]), ARRAY[t.msgid], '', 'published', 'written',
         'by hand', false, now()
  FROM texts t JOIN unnest(%s::text[], %s::text[]) AS w(msgid, forms) USING (msgid) WHERE t.plural IS NULL RETURNING id)
INSERT INTO text_publication_items (publication, version_id) SELECT made.number, versions.id FROM made, versions
"""
TAKE_BACK = """
INSERT INTO text_publications (number, version, at, by_name, note, scope, counts)
SELECT max(number) + 1, gen_random_uuid(), now(), 'by hand', '', '{}', '{}' FROM text_publications
"""
BROKEN = {
    "Nasazlıq bildir": "{<script>alert(1)</script>}",
    "Ən çox verilən suallar.": "{%(nobody)s}",
    "Sənədi yoxla": "{" + "<b>" * 300_000 + "}",
    "Məxfilik": "{one,two,three}",
}
"""Words that somebody wrote into the tables past every check."""


@pytest.fixture
def published(house):
    """Publish Russian words by hand; in the end the catalogue's are shown again."""
    with psycopg.connect(
        f"postgresql://postgres@/postgres?host={house.data_dir / 'postgres'}", autocommit=True
    ) as base:

        def publish(words):
            base.execute(PUBLISH, (list(words), list(words.values())))

        yield publish
        base.execute(TAKE_BACK)


def test_what_is_kept_follows_the_language_and_what_is_published(visit, published):
    visitor = visit(language="en")
    visitor.expect_complaint("ERR_INTERNET_DISCONNECTED")
    visitor.go("/help")
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def kept(*words):
        until(lambda: visitor.page.evaluate(KEPT) == list(words), PATIENCE, "kept")

    kept("Help")
    visitor.go("/help?lang=ru")
    kept("Помощь")

    plain = visitor.page.inner_text("body")
    published({"Kömək": "{Справочная}", **BROKEN})
    until(lambda: visitor.go("/help").inner_text("h1") == "Справочная", PATIENCE, "published")
    kept("Справочная")
    assert visitor.page.inner_text("body") == plain.replace("Помощь", "Справочная")

    visitor.context.set_offline(True)
    visitor.go("/help")
    assert visitor.page.locator("footer a").first.inner_text() == "Справочная"
    visitor.context.set_offline(False)
