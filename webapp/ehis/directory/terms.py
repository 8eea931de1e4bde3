"""Plain words for what the journal keeps of the directory."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l

TERMS: Final = (
    AuditTerm("ehis.member_registered", _l("İştirakçının EHİS-də qeydiyyata alınması")),
    AuditTerm("ehis.member_blocked", _l("İştirakçının dərhal bloklanması")),
    AuditTerm("ehis.member_unblocked", _l("İştirakçının blokunun açılması")),
    AuditTerm("ehis.member_disconnected", _l("İştirakçının EHİS-dən ayrılması")),
    AuditTerm("ehis.client_registered", _l("İştirakçının informasiya sisteminin qeydiyyatı")),
    AuditTerm("ehis.officials_set", _l("Mübadilə hüququ olan vəzifəli şəxslərin siyahısı")),
    AuditTerm("ehis.right_granted", _l("Xidmətə müraciət hüququnun verilməsi")),
    AuditTerm("ehis.right_revoked", _l("Xidmətə müraciət hüququnun geri alınması")),
    AuditTerm("ehis.certificate_blocked", _l("Sertifikatın bloklanması")),
    AuditTerm("ehis.certificate_unblocked", _l("Sertifikatın blokunun açılması")),
    AuditTerm("ehis.service_registered", _l("Xidmətin adlandırılması")),
    AuditTerm("ehis.version_drafted", _l("Xidmət versiyasının hazırlanması")),
    AuditTerm("ehis.version_in_test", _l("Xidmət versiyasının sınaq mühitinə qoşulması")),
    AuditTerm("ehis.version_live", _l("Xidmət versiyasının istifadəyə verilməsi")),
    AuditTerm("ehis.version_ends", _l("Xidmət versiyasının bitmə tarixinin təyini")),
    AuditTerm("ehis.group_named", _l("İnformasiya sistemləri qrupunun adlandırılması")),
    AuditTerm("ehis.group_joined", _l("İnformasiya sisteminin qrupa daxil edilməsi")),
    AuditTerm("ehis.group_left", _l("İnformasiya sisteminin qrupdan çıxarılması")),
    AuditTerm("ehis_group", _l("İnformasiya sistemləri qrupu")),
    AuditTerm("ehis_member", _l("EHİS iştirakçısı")),
    AuditTerm("ehis_client", _l("İştirakçının informasiya sistemi")),
    AuditTerm("ehis_certificate", _l("EHİS sertifikatı")),
    AuditTerm("ehis_service", _l("EHİS xidməti")),
)
