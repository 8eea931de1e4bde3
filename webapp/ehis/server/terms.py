"""What the servers' administration plugs into other rooms: a line in the office's menu, words for the audit journal."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.ehis.permissions import SEE_SERVER
from webapp.ui.navigation import MenuItem

PLUGINS: Final = (
    MenuItem(_l("Təhlükəsizlik serveri"), "ehis_server.index", "shield", "office", SEE_SERVER, order=69),
    AuditTerm("ehis.server_setting_changed", _l("Serverin parametrinin dəyişdirilməsi")),
    AuditTerm("ehis.server_administrator_appointed", _l("Server inzibatçısının təyini")),
    AuditTerm("ehis.server_certificate_entered", _l("Mərkəzin sertifikatının daxil edilməsi")),
    AuditTerm("ehis.server_certificate_removed", _l("Mərkəzin sertifikatının siyahıdan çıxarılması")),
    AuditTerm("ehis.server_key_made", _l("Serverin açarının yaradılması")),
    AuditTerm("ehis.server_key_certified", _l("Serverin açarına sertifikatın bağlanması")),
    AuditTerm("ehis.server_key_activated", _l("Serverin açarının istifadəyə verilməsi")),
    AuditTerm("ehis.server_key_destroyed", _l("Serverin açarının məhv edilməsi")),
    AuditTerm("ehis.server_request_sent", _l("Mərkəzi serverə sorğu göndərilməsi")),
    AuditTerm("ehis.server_request_decided", _l("Mərkəzi serverin sorğu üzrə qərarı")),
    AuditTerm("ehis.server", _l("Təhlükəsizlik serveri")),
    AuditTerm("ehis.server_setting", _l("Serverin parametri")),
    AuditTerm("ehis.server_certificate", _l("Mərkəzin sertifikatı")),
    AuditTerm("ehis.server_key", _l("Serverin açarı")),
    AuditTerm("ehis.server_request", _l("Mərkəzi serverə sorğu")),
)
