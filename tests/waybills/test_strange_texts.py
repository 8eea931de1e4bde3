"""Whatever letters people type into a waybill, it is printed as typed text: never run, never a failure."""

from dataclasses import replace

import pytest

from tests.waybills.situations import APPLES
from webapp.core.transaction import transaction
from webapp.waybills.services.offering import request_offer

TEXTS = {
    "typst": '#eval("1+1") #import "/etc/passwd" $ x $ *b* `c` <label> @ref \\u{41} // /* ]})',
    "emoji": "Alma 🍎👨‍👩‍👧 🚚",
    "right to left": "Alma \u202eamlA\u202c \u2066تفاح\u2069 עברית",
    "combining marks": "A" + "\u0301\u0335\u0489" * 20,
    "private and unassigned": "a\ue000\ufffe\U0010fffd\ufdd0\u0378",
    "invisible": "a\u200b\u200d\ufeff\u00ad\u2060b\u2028c",
    "far scripts": "苹果 りんご 사과 แอปเปิล ᚠᛇᚻ 𝕬𝖑𝖒𝖆 सेब",
}


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_a_waybill_with_strange_letters_is_printed_and_sent_to_sign(world, words):
    goods = (replace(APPLES, nature=f"Alma {words}"[:200], marks=words[:100]),)
    public_id = world.draft(goods=goods, remarks=words, instructions=words, seals=(words[:50],))
    with transaction():
        request_offer(public_id, version=world.version(public_id), actor=world.consignor)
