"""A waybill's content as JSON and back (see `core/plain_json.py`)."""

from typing import Final

from webapp.core.plain_json import canonical, reader, sha256_of, to_json
from webapp.waybills.content import WaybillContent

__all__ = ["canonical", "content_from_json", "sha256_of", "to_json"]

content_from_json: Final = reader(WaybillContent)
