"""Every fault in one line of words, in the groups in which the board shows them."""

from typing import Final

GROUPS: Final[dict[str, dict[str, str]]] = {
    "Şəbəkə və vaxt": {
        "handshake_hang": "Yeni bağlantıda TLS başlamır, server susur (seconds)",
        "handshake_cut": "Yeni bağlantı TLS-dən əvvəl kəsilir",
        "delay": "Cavab gecikir (ms, jitter)",
        "hang": "Cavab gəlmir, sonra bağlantı kəsilir (seconds)",
        "drip": "Cavab damcı-damcı gəlir (bytes, ms)",
        "drip_headers": "Başlıqlar da damcı-damcı gəlir (bytes, ms)",
        "reset": "Bağlantı cavabsız kəsilir",
        "reset_midway": "Bağlantı cavabın ortasında kəsilir",
        "truncated": "Cavabın yarısı gəlir",
        "length_too_long": "Content-Length cavabdan böyükdür",
        "length_too_short": "Content-Length cavabdan kiçikdir",
    },
    "HTTP": {
        "http_500_html": "500, HTML səhifə",
        "http_502_html": "502, HTML səhifə",
        "http_503_empty": "503, boş",
        "http_504_json": "504, JSON",
        "http_error": "İstənilən status (status, form=html|json|empty)",
        "http_429": "429 və Retry-After (seconds)",
        "redirect": "Başqa ünvana yönləndirir (location)",
        "empty": "200, boş cavab",
        "html_200": "200, HTML səhifə",
        "wrong_content_type": "İmzalı cavab, amma məzmun növü başqadır",
        "gzip_bomb": "100 MB-lıq sıxılmış cavab",
        "flood": "50 MB-lıq cavab",
    },
    "XML": {
        "malformed": "XML pozulub",
        "signed_malformed": "İmzalanmış XML yarımçıqdır",
        "dtd": "DTD ilə",
        "entity_bomb": "Bir-birini çoxaldan obyektlər (billion laughs)",
        "external_entity": "Kənar fayla istinad edən obyekt",
        "comment": "Qiymətin içində şərh",
        "processing_instruction": "Qiymətin içində emal göstərişi",
        "deep_nesting": "300 qat iç-içə element",
        "utf16": "UTF-16 kodlaşdırması",
        "byte_order_mark": "Əvvəlində BOM işarəsi",
        "wrong_element": "Cavab elementinin adı başqadır",
        "wrong_namespace": "Ad fəzası başqadır",
        "unknown_element": "Sxemdə olmayan element",
    },
    "İmza və sertifikat": {
        "unsigned": "İmzasız cavab",
        "empty_signature": "İmza hissəsi boşdur",
        "wrong_signature": "İmzadan sonra dəyişdirilib",
        "other_member_signature": "Başqa iştirakçının imzası",
        "revoked_signer": "Ləğv edilmiş sertifikatla imzalanıb",
        "expired_signer": "Müddəti bitmiş sertifikatla imzalanıb",
        "foreign_signer": "Yad mərkəzin sertifikatı ilə imzalanıb",
        "clock_ahead": "İmza vaxtı irəlidədir (seconds, 600)",
        "clock_behind": "İmza vaxtı geridədir (seconds, 600)",
        "double_part": "Mesaj hissəsi iki dəfə göndərilir",
    },
    "Başqa sorğunun cavabı": {
        "wrong_request_hash": "Sorğunun heşi başqadır",
        "no_request_hash": "Sorğunun heşi yoxdur",
        "changed_header": "Başlıqlar dəyişdirilib",
        "other_id": "Mesajın nömrəsi başqadır",
        "other_service": "Başqa xidmətin adı ilə (code)",
        "old_version": "Xidmətin köhnə versiyası ilə (version)",
        "other_subject": "Düzgün imzalı, amma başqası haqqında",
        "other_period": "Düzgün imzalı, amma başqa müddət üzrə",
        "replayed_answer": "Əvvəlki cavab təkrar göndərilir",
    },
    "Mübadilənin nasazlıq cavabları": {
        "soap_fault": "SOAP Fault (code, spelling=old, status, text)",
        "maintenance_mode": "Texniki fasilə",
        "business_fault": "Reyestrin öz cavabı: məlumat yoxdur (code, text)",
    },
}
WORDS: Final = {name: words for group in GROUPS.values() for name, words in group.items()}
NOT_HERE: Final = (
    "Vaxt möhürü mərkəzinin dayanması: elektron imza qarşı tərəfində (8105).",
    "Ləğv siyahısının köhnəlməsi: portalın öz etibar anbarında (.data/pki/machine.crl).",
    "Arxivin yazıla bilməməsi, diskin dolması: portalın və şlüzün öz jurnalında.",
)
"""Faults of the exchange that are not this counterparty's to make."""
