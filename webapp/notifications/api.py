"""What other rooms use to tell people something."""

from webapp.notifications.audiences import NoticeAudience
from webapp.notifications.contacting import notify_contact
from webapp.notifications.gateways import Message
from webapp.notifications.sending import send_row
from webapp.notifications.telling import notify_account, notify_party
from webapp.notifications.told import Told, told_on
from webapp.notifications.wording import Enclosed, Enclosure, NoticeArea, NotificationTemplate

__all__ = [
    "Enclosed",
    "Enclosure",
    "Message",
    "NoticeArea",
    "NoticeAudience",
    "NotificationTemplate",
    "Told",
    "notify_account",
    "notify_contact",
    "notify_party",
    "send_row",
    "told_on",
]
