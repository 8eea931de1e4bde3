"""What is said of other sellers and of us names tests that exist."""

import re

import pytest

from webapp.config import ROOT

TABLE = (ROOT / "docs/seats.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TABLE)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_what_is_named_as_proof_is_there(file, test):
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_complaint_has_its_proof():
    lines = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith("| complaint")]
    assert len(lines) >= 18
    assert [line for line in lines if "::test_" not in line] == []
