#!/usr/bin/env bash
# Installs the system packages that the test suite drives: a real browser, poppler's pdfsig with the certificate tool
# that tells it whom to trust, xmlsec1 for signatures in XML, Tesseract with its Azerbaijani model, fonts with ə.
set -euo pipefail

# The same browser without windows takes half the processor; where it cannot be had, any Chromium does.
if ! command -v chromium-headless-shell >/dev/null && [ "$(id -u)" -eq 0 ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=280 install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
fi

missing=()
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v pdfsig >/dev/null || missing+=(poppler-utils)
command -v xmlsec1 >/dev/null || missing+=(xmlsec1)
command -v certutil >/dev/null || missing+=(libnss3-tools)
{ command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx aze; } || missing+=(tesseract-ocr tesseract-ocr-aze)
fc-list 2>/dev/null | grep -qi "noto sans" || missing+=(fonts-noto-core)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need: ${missing[*]}. Install them (as root: apt-get install ${missing[*]}) and run again." >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=280 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
