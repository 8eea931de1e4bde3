"""`python -m webapp.ehis.gateway`: our security server, until SIGTERM or SIGINT."""

from webapp.config import read_settings
from webapp.ehis.gateway.program import GatewayProgram

if __name__ == "__main__":
    GatewayProgram(read_settings()).run()
