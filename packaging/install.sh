#!/usr/bin/env bash
# Installs this release beside those that are there, and makes it the one in use:
#   sudo ./install.sh [--prefix DIR]      (default: /usr/local/lib/commandwall)
# Nothing of an earlier release, of its settings or data is touched. Back to an earlier one: ln -sfn VERSION DIR/current
set -euo pipefail
umask 022  # everybody at this computer may run it
here=$(cd "$(dirname "$0")" && pwd)
prefix=/usr/local/lib/commandwall
case ${1:-}/$# in
  /0) ;;
  --prefix/2) prefix=$2 ;;
  *) echo "install.sh: [--prefix DIR], and nothing else" >&2; exit 2 ;;
esac
read -r version commit <"$here/VERSION"
goal=$prefix/$version-$commit

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "install.sh: Python 3.11 or newer is needed" >&2; exit 1; }
"$python" -c 'import ensurepip' 2>/dev/null || {
  echo "install.sh: this is missing: apt-get install python3-venv" >&2; exit 1; }
if command -v dpkg-query >/dev/null; then
  missing=()
  while read -r package; do
    [[ -z $package || $package == \#* ]] && continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done <"$here/apt-packages.txt"
  if ((${#missing[@]})); then
    echo "install.sh: these are missing: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
fi
if [[ ! -f $goal/.whole ]]; then
  rm -rf "$goal"  # one that was not installed wholly was never in use
  mkdir -p "$prefix"
  "$python" -m venv "$goal"
  pip=("$goal/bin/python" -m pip install -q --disable-pip-version-check)
  source=()
  [[ -d $here/wheels ]] && source=(--no-index --find-links "$here/wheels")
  "${pip[@]}" --require-hashes "${source[@]}" -r "$here/requirements.txt"
  "${pip[@]}" --no-deps --no-index "$here"/commandwall-*.whl
  "$goal/bin/commandwall" --version
  touch "$goal/.whole"
fi
ln -sfn "$(basename "$goal")" "$prefix/current.new"
mv -T "$prefix/current.new" "$prefix/current"
mkdir -p "$prefix/units" && install -m 644 "$here"/units/* "$prefix/units/"
echo "installed: $prefix/current/bin/commandwall (units to start it: $prefix/units)"
