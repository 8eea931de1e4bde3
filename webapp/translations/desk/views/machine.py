"""Published texts for programs: read only, by cursor, with an ETag that changes when something is published."""

from hashlib import sha256
from typing import Any, Final

from flask import Response, jsonify, request

from webapp.core.errors import Invalid
from webapp.core.text import LANGUAGES, _
from webapp.translations.desk.reading import PAGE, published_texts, stamp
from webapp.translations.desk.views.blueprint import machine_pages
from webapp.translations.permissions import VIEW
from webapp.ui.access import programs

SCOPE: Final = "texts.read"
NO_AREA: Final = "-"
"""What is no name of an area: nothing stands there."""


@machine_pages.get("")
@programs(SCOPE, VIEW)
def published() -> Response:
    """Answer a page of texts as pages show them in `language`; `next` is the cursor of what follows.

    Raises Invalid for an unknown language, NotFound for a cursor that was made up.
    """
    language = request.args.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise Invalid(_("Dil az, en və ya ru olmalıdır."))
    after, area = request.args.get("after"), request.args.get("area", "")[:40]
    area = area if area.isidentifier() else area and NO_AREA
    version = sha256(f"{stamp(language)}-{language}-{area}-{after or ''}".encode()).hexdigest()[:32]
    answer = Response(status=200)
    answer.set_etag(version)
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains(version):
        answer.status_code = 304
        return answer
    page = published_texts(language, area=area, after=after)
    rows: list[dict[str, Any]] = [
        {
            "key": text.key,
            "source": [one for one in (text.msgid, text.plural) if one is not None],
            "words": list(target.shown),
            "state": target.state,
            "stale": target.stale_from is not None,
            "areas": list(text.areas),
        }
        for text, target in page.rows
    ]
    body = jsonify({"language": language, "texts": rows, "next": page.following, "most": PAGE})
    answer.set_data(body.get_data())
    answer.mimetype = "application/json"
    return answer
