"""Words for codes that people read."""

from typing import Final

from webapp.auth.rules import Means
from webapp.core.text import Text, _l

MEANS: Final[dict[Means, Text]] = {
    Means.CERTIFICATE: _l("E-imza sertifikatı"),
    Means.CREDENTIALS: _l("FİN, parol və birdəfəlik kod"),
    Means.MOBILE: _l("Mobil sertifikat"),
    Means.QR: _l("QR kod"),
    Means.OTHER: _l("Başqa üsul"),
}
OUTCOMES: Final[dict[str, Text]] = {
    "signed_in": _l("Giriş"),
    "step_up": _l("Şəxsiyyətin təkrar təsdiqi"),
    "restricted": _l("Giriş rədd edildi: hesab məhdudlaşdırılıb"),
}
