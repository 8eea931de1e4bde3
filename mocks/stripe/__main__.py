"""Run Stripe's stand-in as one process."""

import argparse
from pathlib import Path

from mocks.kit.serve import serve
from mocks.stripe.app import create_app

parser = argparse.ArgumentParser(prog="python -m mocks.stripe")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=8107)
parser.add_argument("--data-dir", type=Path, default=Path(".data"))
parser.add_argument("--webhook-url", default="http://127.0.0.1:8000/payments/notices/stripe")
wishes = parser.parse_args()
serve(create_app(wishes.data_dir, wishes.webhook_url), wishes.host, wishes.port)
