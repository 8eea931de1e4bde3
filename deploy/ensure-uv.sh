#!/usr/bin/env bash
# Puts uv beside the project when the machine has none: a small environment of its own, whatever the distribution forbids.
set -euo pipefail
command -v uv >/dev/null && exit 0
[ -x .uv/bin/uv ] && exit 0
python=${PYTHON:-python3}
if ! "$python" -m venv .uv >/dev/null 2>&1; then
  rm -rf .uv # Debian ships Python without ensurepip
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=280 install -y -qq python3-venv >/dev/null
    "$python" -m venv .uv
  else
    "$python" -m pip install --quiet --user --break-system-packages uv
    mkdir -p .uv/bin && ln -sf "$("$python" -m site --user-base)/bin/uv" .uv/bin/uv
    exit 0
  fi
fi
.uv/bin/pip install --quiet uv
