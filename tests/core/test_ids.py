"""Public identifiers: of one alphabet, all of it used, never the same, forgiving when typed."""

from collections import Counter

import pytest

from webapp.core.ids import ALPHABET, PUBLIC_ID_LENGTH, new_public_id, normal_public_id


def test_ids_use_the_whole_alphabet_evenly_and_never_repeat():
    ids = [new_public_id() for _ in range(4000)]
    letters = Counter("".join(ids))

    assert len(set(ids)) == len(ids)
    assert {len(i) for i in ids} == {PUBLIC_ID_LENGTH}
    assert set(letters) == set(ALPHABET)
    assert max(letters.values()) < 1.3 * min(letters.values())


def test_an_id_is_understood_as_it_is_read_aloud_and_typed():
    public_id = new_public_id()
    typed = f" {public_id[:9].lower()}-{public_id[9:]} ".replace("0", "o").replace("1", "l")

    assert normal_public_id(typed) == public_id


@pytest.mark.parametrize("typed", ["", "U" * 26, "A" * 25, "A" * 27, "ə" * 26, "../etc/passwd"])
def test_what_cannot_be_an_id_is_none(typed):
    assert normal_public_id(typed) is None
