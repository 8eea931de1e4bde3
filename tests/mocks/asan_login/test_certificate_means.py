
from tests.mocks.asan_login.relying_party import callback, sign_by_card


def test_a_good_card_signs_in_at_level_high(rp):
    page = sign_by_card(rp.begin(), "7LYL5H2")

    answer = callback(page)
    assert answer["state"] == "the-state"
    assert answer["iss"] == "http://127.0.0.1:8101"
    assert set(rp.tokens(answer["code"])) == {"access_token", "id_token", "expires_in", "scope", "token_type"}
