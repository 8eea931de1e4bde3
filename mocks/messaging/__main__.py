"""Run the messaging operator as one process."""

import argparse
from pathlib import Path

from mocks.kit.serve import serve
from mocks.messaging.app import create_app

parser = argparse.ArgumentParser(prog="python -m mocks.messaging")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=8106)
parser.add_argument("--data-dir", type=Path, default=Path(".data"))
parser.add_argument("--receipts-url", default="")
wishes = parser.parse_args()
serve(create_app(wishes.data_dir, wishes.receipts_url), wishes.host, wishes.port)
