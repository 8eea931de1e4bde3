"""What the person reads about each reason and state."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.signing.rules import Means, Reason

REASONS: Final[dict[Reason, Text]] = {
    Reason.USER_CANCELLED: _l("Siz telefonda imzalamaqdan imtina etdiniz."),
    Reason.TIMEOUT: _l("Telefonda vaxtında təsdiq olunmadı."),
    Reason.CANCELLED: _l("Siz imzalamanı ləğv etdiniz."),
    Reason.NOT_CUSTOMER: _l(
        "Sizin adınıza elektron imza tapılmadı. SİMA və ya ASAN İmza müqaviləniz olduğunu yoxlayın."
    ),
    Reason.PHONE_ABSENT: _l("Telefonunuz şəbəkədə deyil. Onu qoşun və yenidən cəhd edin."),
    Reason.DELIVERY_ERROR: _l("Sorğu telefonunuza çatmadı. Yenidən cəhd edin."),
    Reason.HASH_MISMATCH: _l("Alınan imza bu sənədə uyğun gəlmir. İmza qəbul edilmədi, sənəd dəyişməyib."),
    Reason.WRONG_PERSON: _l("Alınan sertifikat başqa şəxsə aiddir. İmza qəbul edilmədi."),
    Reason.REVOKED: _l("İmza sertifikatınız ləğv edilib. Sertifikat mərkəzinə müraciət edin."),
    Reason.EXPIRED: _l("İmza sertifikatınızın müddəti bitib. Onu yeniləyin və yenidən cəhd edin."),
    Reason.UNTRUSTED: _l("Sertifikat tanınmış mərkəz tərəfindən verilməyib. İmza qəbul edilmədi."),
    Reason.REVOCATION_UNKNOWN: _l(
        "Sertifikatınızın qüvvədə olduğunu yoxlamaq mümkün olmadı. Bir az sonra yenidən cəhd edin."
    ),
    Reason.SERVICE_DOWN: _l("İmza xidməti cavab vermir. Sənədiniz saxlanılıb, bir az sonra yenidən cəhd edin."),
    Reason.TIME_STAMP_DOWN: _l(
        "Vaxt möhürü xidməti cavab vermir. Sənədiniz saxlanılıb, bir az sonra yenidən cəhd edin."
    ),
    Reason.BUSY: _l("Telefonunuzda çoxlu açıq sorğu var. Onlara cavab verin və yenidən cəhd edin."),
    Reason.OUTDATED: _l("Sənəd bu arada dəyişib. İmza qəbul edilmədi, yeni mətni yoxlayıb imzalayın."),
}
TROUBLES: Final[dict[Reason, Text]] = {
    Reason.SERVICE_DOWN: _l("İmza xidmətinin cavabı gözlənilir. Biz özümüz yenidən cəhd edirik."),
    Reason.TIME_STAMP_DOWN: _l(
        "Siz təsdiq etdiniz. Vaxt möhürü xidmətinin cavabı gözlənilir, biz özümüz yenidən cəhd edirik."
    ),
    Reason.REVOCATION_UNKNOWN: _l("Sertifikat yoxlanılır. Xidmətin cavabı gözlənilir, biz özümüz yenidən cəhd edirik."),
    Reason.BUSY: _l("Telefonunuzda çoxlu açıq sorğu var. Biz özümüz yenidən cəhd edirik."),
}
MEANS: Final[dict[Means, Text]] = {Means.SIMA: _l("SİMA"), Means.ASAN_IMZA: _l("ASAN İmza")}
