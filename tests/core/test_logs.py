"""No personal number, token or phone reaches a log line."""

import json
import logging

import pytest
import structlog

from webapp.core.logs import configure_logs, mask


@pytest.fixture
def lines(capsys):
    root = logging.getLogger()
    before = list(root.handlers), root.level
    configure_logs()
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:], root.level = before
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("person 7LYL5H2 signed in", "person *** signed in"),
        ("sms to +994501234503", "sms to ***"),
        ("GET /cabinet/waybills", "GET /cabinet/waybills"),
        ("PROCESS 1234567 ended", "PROCESS 1234567 ended"),
    ],
)
def test_numbers_of_people_are_masked_in_any_text(text, shown):
    assert mask(None, "info", {"event": text})["event"] == shown


def test_values_under_secret_names_are_never_shown(lines):
    structlog.get_logger("t").info("sign-in", token="abc", fin="x", Authorization="Basic y", state="z", count=3)

    (line,) = lines()
    assert (line["token"], line["fin"], line["Authorization"], line["state"]) == ("***",) * 4
    assert (line["count"], line["level"]) == (3, "info")


def test_lines_of_libraries_are_masked_too(lines):
    logging.getLogger("some.library").warning("could not send to %s", "+994501234503")

    assert lines()[0]["event"] == "could not send to ***"
