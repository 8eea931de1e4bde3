"""What can be refused when a signature is asked for."""

from webapp.core.errors import Conflict, Unavailable, constraint
from webapp.core.text import _l


class SignatureUnderWay(Conflict):
    """Somebody else is signing this very document just now."""

    code = "signature-under-way"
    text = _l("Bu sənəd hazırda başqa şəxs tərəfindən imzalanır. Onun imzasını gözləyin.")


class NotRepeatable(Conflict):
    """The request is signed, still open, too often tried, or its text is no longer the right one."""

    code = "signature-not-repeatable"
    text = _l("Bu imza sorğusunu təkrarlamaq olmaz. Sənədə qayıdın və imzalamanı yenidən başlayın.")


class SealUnavailable(Unavailable):
    """The portal's seal needs a service that does not answer."""

    code = "seal-unavailable"
    text = _l("Elektron möhür xidməti müvəqqəti olaraq cavab vermir. Bir az sonra yenidən cəhd edin.")


ONE_LIVE: str = constraint("one_live_signature_per_ref", SignatureUnderWay)
