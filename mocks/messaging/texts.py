"""The page's texts."""

from typing import Final

TEXTS: Final = {
    "az": {
        "language": "Dil",
        "title": "Mesajlar",
        "brand": "Mesaj operatoru",
        "to": "Alıcı: telefon nömrəsi və ya ünvan",
        "show": "Göstər",
        "all": "Hamısını göstər",
        "none": "Hələ mesaj yoxdur.",
        "refreshed": "Səhifə 10 saniyədən bir özü yenilənir.",
        "sms": "SMS",
        "email": "E-poçt",
        "push": "Bildiriş",
        "invented": "Sınaq operatoru: mesajlar heç kimə göndərilmir.",
    },
    "en": {
        "language": "Language",
        "title": "Messages",
        "brand": "Messaging operator",
        "to": "Recipient: phone number or address",
        "show": "Show",
        "all": "Show all",
        "none": "No messages yet.",
        "refreshed": "The page renews itself every 10 seconds.",
        "sms": "SMS",
        "email": "Mail",
        "push": "Push",
        "invented": "A trial operator: messages go to nobody.",
    },
}
