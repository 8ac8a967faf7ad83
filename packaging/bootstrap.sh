#!/usr/bin/env bash
# Set-up that `make setup` runs: system libraries that are missing, then .venv as requirements.lock says.
# Safe to run again: it does nothing when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
STAMP=.venv/.lock-applied
APT_LIST=packaging/apt-packages.txt

say() { printf '== %s\n' "$*"; }

"$PYTHON" - <<'PY' || { echo "CommandWall needs Python 3.11 or newer: apt install make python3-venv" >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
PY

if command -v dpkg-query >/dev/null; then
  missing=()
  while read -r package; do
    [[ -z $package || $package == \#* ]] && continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done <"$APT_LIST"
  if ((${#missing[@]})); then
    sudo=""
    if [[ $(id -u) != 0 ]]; then
      command -v sudo >/dev/null || { echo "Run as root once: apt-get install ${missing[*]}" >&2; exit 1; }
      sudo=sudo
    fi
    say "installing system libraries: ${missing[*]}"
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
fi

if [[ ! -x .venv/bin/python ]]; then
  say "creating .venv"
  "$PYTHON" -m venv .venv || { echo "The venv module is missing: apt install python3-venv" >&2; exit 1; }
fi
want=$(cat requirements.lock pyproject.toml | sha256sum)
if [[ ! -f $STAMP || $(cat "$STAMP") != "$want" ]]; then
  say "installing locked dependencies (about 700 MB, a few minutes the first time)"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
  printf '%s\n' "$want" >"$STAMP"
fi
