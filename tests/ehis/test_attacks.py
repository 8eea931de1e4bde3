"""The list of what is tried against the exchange names tests that exist."""

import re

import pytest

from webapp.config import ROOT

LIST = (ROOT / "docs/ehis-attacks.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", LIST)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_what_is_named_as_proof_is_there(file, test):
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_input_has_its_proof():
    lines = [line for line in LIST.split("## Not tried")[0].splitlines() if line.startswith("| ")]
    inputs = [line for line in lines if not line.startswith("| input")]

    assert len(inputs) > 70
    assert [line for line in inputs if "::test_" not in line] == []
