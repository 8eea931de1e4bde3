"""`flask texts`: what an operator does without a page; and what a process takes from the tables."""

import pytest
from sqlalchemy import text

from tests.support.texts import RENA, SAMIRA, TEXTS, write_catalogues
from webapp.core import overlay
from webapp.core.overlay import Published, published, serve
from webapp.core.transaction import transaction
from webapp.translations.commands import texts as commands
from webapp.translations.following import faults, take_the_newest
from webapp.translations.queries import served
from webapp.translations.rules import key_of
from webapp.translations.services import entering
from webapp.translations.services.drafting import propose, save_draft
from webapp.translations.services.entering import read_catalogues
from webapp.translations.services.publishing import publish
from webapp.translations.services.reviewing import approve

HELP, CASES = key_of("Kömək"), key_of("Müraciətlər")


@pytest.fixture
def folder(database, tmp_path):
    with transaction():
        read_catalogues(write_catalogues(tmp_path / "catalogues"))
    yield tmp_path / "catalogues"
    serve(Published())
    faults.taken()


@pytest.fixture
def run(app, folder):
    runner = app.test_cli_runner()

    def command(*words, code=0):
        found = runner.invoke(commands, list(words))
        assert found.exit_code == code, found.output
        return found.output

    return command


def approved(key, words):
    with transaction():
        number = save_draft(actor=SAMIRA, key=key, language="en", forms=[words], base_number=0).number
        propose(actor=SAMIRA, key=key, language="en", number=number)
        approve(actor=RENA, key=key, language="en", number=number)


def taken():
    with transaction() as session:
        take_the_newest(session.connection().connection.driver_connection)
    return published()


def test_an_operator_reads_checks_publishes_and_goes_back(run, folder, monkeypatch, tmp_path):
    monkeypatch.setattr(entering.read_catalogues, "__defaults__", (folder,))
    assert "last reading" in run("read")
    approved(HELP, "Support")
    assert f"en {HELP}: Help -> Support" in run("publish", "--dry-run")
    with transaction(read_only=True):
        assert served() == 0
    assert "publication 1 is served" in run("publish", "--language", "en")
    assert run("check") == ""
    run("export", "--language", "en", "--kind", "csv", str(tmp_path / "en.csv"))
    assert "Support" in (tmp_path / "en.csv").read_text(encoding="utf-8")
    assert "publication 2 is served" in run("roll-back", "0")
    assert run("roll-back", "0", code=1).startswith("Error")


def test_a_process_takes_what_is_published_and_keeps_what_the_next_version_no_longer_says(folder):
    approved(HELP, "Support")
    with transaction():
        publish(actor=RENA)
    assert taken().words == {"en": {("Kömək", None): ("Support",)}}

    # A deployment begins: the new version does not say it, processes of the old one still do.
    with transaction():
        read_catalogues(write_catalogues(folder, {msgid: row for msgid, row in TEXTS.items() if msgid != "Kömək"}))
    serve(Published())
    assert taken().words == {"en": {("Kömək", None): ("Support",)}}
    approved(CASES, "Applications")
    with transaction():
        publish(actor=RENA)
    assert taken().words == {"en": {("Müraciətlər", None): ("Applications",)}}


def test_words_that_got_into_the_tables_past_every_check_are_not_shown(folder):
    approved(HELP, "Support")
    with transaction() as session:
        publish(actor=RENA)
        session.execute(text("ALTER TABLE text_versions DISABLE TRIGGER keep"))
        session.execute(text("UPDATE text_versions SET forms = ARRAY['<script>alert(1)</script>']"))
        session.execute(text("ALTER TABLE text_versions ENABLE TRIGGER keep"))
    assert (taken().number, taken().words) == (1, {})
    (told,) = faults.taken()
    assert (told["key"], told["language"]) == (HELP, "en")
    assert overlay.shown_catalogue("en").gettext("Kömək") != "<script>alert(1)</script>"
