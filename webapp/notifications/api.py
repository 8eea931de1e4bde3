"""What other rooms use to tell people something."""

from webapp.notifications.telling import notify_account, notify_party
from webapp.notifications.wording import NoticeArea, NotificationTemplate

__all__ = ["NoticeArea", "NotificationTemplate", "notify_account", "notify_party"]
