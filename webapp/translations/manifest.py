"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.translations.commands import texts
from webapp.translations.contributed import BLUEPRINTS, PLUGINS
from webapp.translations.jobs import tell_of_text_faults
from webapp.translations.permissions import ALL, ROLES
from webapp.translations.setting_up import enter_texts, set_up
from webapp.translations.showing.views import showing
from webapp.translations.telling import TEMPLATES

SUBSYSTEM = Subsystem(
    name="translations",
    permissions=ALL,
    roles=ROLES,
    blueprints=(*BLUEPRINTS, showing),
    commands=(texts,),
    setup=set_up,
    seed=enter_texts,
    jobs=(tell_of_text_faults,),
    plugins=(
        *PLUGINS,
        *TEMPLATES,
        AuditTerm("texts", _l("Kataloqların mətnləri")),
        AuditTerm("text", _l("Portalın mətni")),
        AuditTerm("text_publication", _l("Mətnlərin nəşri")),
        AuditTerm("text_batch", _l("Mətnlərin toplu dəyişikliyi")),
        AuditTerm("text_term", _l("Tərcümə lüğətinin termini")),
        AuditTerm("text_language", _l("Tərcümə dilinin qaydası")),
        AuditTerm("translations.read", _l("Kataloqlar oxundu")),
        AuditTerm("translations.saved", _l("Mətnin qaralaması saxlanıldı")),
        AuditTerm("translations.suggested", _l("Mətn üçün variant təklif edildi")),
        AuditTerm("translations.proposed", _l("Mətn yoxlamaya verildi")),
        AuditTerm("translations.approved", _l("Mətn təsdiqləndi")),
        AuditTerm("translations.rejected", _l("Mətn geri qaytarıldı")),
        AuditTerm("translations.dismissed", _l("Yoxlamanın qeydi əhəmiyyətsiz sayıldı")),
        AuditTerm("translations.reverted", _l("Mətnin əvvəlki variantı qaytarıldı")),
        AuditTerm("translations.published", _l("Mətnlər dərc edildi")),
        AuditTerm("translations.rolled_back", _l("Mətnlərin əvvəlki nəşrinə qayıdıldı")),
        AuditTerm("translations.imported", _l("Mətnlər fayldan götürüldü")),
        AuditTerm("translations.replaced", _l("Sözlər mətnlərdə əvəz edildi")),
        AuditTerm("translations.limited", _l("Mətnin uzunluq həddi dəyişdirildi")),
        AuditTerm("translations.language_set", _l("Dilin yoxlama qaydası dəyişdirildi")),
        AuditTerm("translations.term_kept", _l("Lüğətin termini saxlanıldı")),
        AuditTerm("translations.term_ended", _l("Lüğətin termini çıxarıldı")),
    ),
)
