"""What other rooms use to tell people something."""

from webapp.notifications.gateways import Message
from webapp.notifications.sending import send_row
from webapp.notifications.telling import notify_account, notify_party
from webapp.notifications.wording import NoticeArea, NotificationTemplate

__all__ = [
    "Message",
    "NoticeArea",
    "NotificationTemplate",
    "notify_account",
    "notify_party",
    "send_row",
]
