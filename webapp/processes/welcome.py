"""What the terminal says when everything runs: the address and the invented people with whom to sign in."""

from typing import Final

from webapp.config import Settings
from webapp.ehis.monitoring.settings import USER, entrance_password

PEOPLE: Final = (
    ("7LYL5H2", "Leyla Əliyeva", "head of the carrier Xəzər Yük, with the stamp"),
    ("4KMR8N3", "Kamran Həsənov", "no office yet: make him a responsible person"),
    ("6NGR2C5", "Nigar İsmayılova", "head of the consignor Göyçay Meyvə"),
    ("8TRL7D4", "Tural Orucov", "head of the consignee Bazar 24"),
    ("2RSD4K7", "Rəşad Məmmədov", "driver of Xəzər Yük"),
    ("3LVN6T9", "Elvin Babayev", "sole trader, a taxi, a car that could be one, a van"),
    ("2ZAR9W1", "Zaur Şirinov", "case officer of AYNA"),
    ("5GNL4M3", "Günel Mustafayeva", "head of section at AYNA"),
    ("7FAQ6P2", "Faiq Rüstəmov", "roadside inspector"),
    ("9MHR5Y2", "Mehri Bağırova", "auditor"),
    ("4LQR2J5", "İlqar Axundov", "civil servant with a record"),
    ("8RNA7X9", "Rəna Cəfərova", "personnel officer of a ministry, when she accepts its invitation"),
    ("6VSL3G4", "Vüsal Qasımov", "operator of the civil servants' register and of the portal"),
    ("3SMR8V7", "Samirə Vəliyeva", "translator"),
    ("5AYS3L1", "Aysel Quliyeva", "citizen"),
)


def welcome(settings: Settings) -> str:
    """Return the lines to print once everything answers."""
    people = "\n".join(f"  {fin}  {name:18} {who}" for fin, name, who in PEOPLE)
    return f"""
Ready: {settings.public_url}

Sign in as one of these invented people (all four means work; the simplest: FİN + password, then the code):
{people}
  password   Demo-2026!        PIN of every card and phone   1234
  SMS codes  {settings.messaging_url}
  phone      {settings.asan_login_issuer}/phone/<FİN>   (mobile certificate and QR sign-in)
             {settings.signing_url}/phone/<FİN>   (signing documents)

Exchange:    {settings.ehis_gateway_port} security server, {settings.ehis_adapter_port} adaptation server
Monitoring:  http://127.0.0.1:{settings.ehis_station_port}/   user {USER}, password {entrance_password(settings.data_dir)}

Logs are in {settings.data_dir}/log. Press Ctrl-C to stop everything.
"""
