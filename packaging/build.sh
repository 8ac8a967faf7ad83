#!/usr/bin/env bash
# Makes a release of what is committed: dist/commandwall-VERSION.tar.gz, its SHA256SUMS, and with --key their signature.
#   packaging/build.sh [--key FILE.pem] [--wheels]
# --key: an Ed25519 key (openssl genpkey -algorithm ed25519 -out FILE.pem). --wheels: with all dependencies, for
# computers without a network (some 300 MB).
set -euo pipefail
cd "$(dirname "$0")/.."
key="" wheels=""
while (($#)); do
  case $1 in
    --key) key=$(realpath "$2"); shift 2 ;;
    --wheels) wheels=yes; shift ;;
    *) echo "build.sh: what is $1?" >&2; exit 2 ;;
  esac
done
python=$PWD/.venv/bin/python
commit=$(git rev-parse --short=12 HEAD)
[[ -z $(git status --porcelain --untracked-files=no) ]] || echo "build.sh: what is changed and not committed is not in it" >&2
export SOURCE_DATE_EPOCH; SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/source
mkdir "$source"
git archive HEAD | tar -x -C "$source"
version=$("$python" -c 'import sys, tomllib; print(tomllib.load(open(sys.argv[1], "rb"))["project"]["version"])' \
  "$source/pyproject.toml")
"$python" -c 'import sys; from pathlib import Path; from console.app.windows.language import compile_to
folder = Path(sys.argv[1]); compile_to(folder / "en.qm", folder / "en.ts")
(folder / "en.ts").unlink()  # a program that finds no newer words compiles none' "$source/resources/translations"
name=commandwall-$version
out=$work/$name
mkdir -p "$out/units"
"$python" -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w "$out" "$source"
"$python" "$source/packaging/runtime_lock.py" >"$out/requirements.txt"
sed '/^# What the tests/,$d' "$source/packaging/apt-packages.txt" >"$out/apt-packages.txt"
install -m 755 "$source/packaging/install.sh" "$out/install.sh"
install -m 644 "$source"/packaging/units/* "$out/units/"
cp -r "$source/docs" "$source/LICENSE" "$source/CHANGELOG.md" "$out/"
printf '%s %s\n' "$version" "$commit" >"$out/VERSION"
if [[ $wheels ]]; then
  "$python" -m pip download -q --disable-pip-version-check --require-hashes --only-binary :all: \
    -r "$out/requirements.txt" -d "$out/wheels"
fi
mkdir -p dist
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$work" -c "$name" | gzip -n >"dist/$name.tar.gz"
(cd dist && sha256sum "$name.tar.gz" >SHA256SUMS)
rm -f dist/SHA256SUMS.sig
if [[ $key ]]; then
  openssl pkeyutl -sign -inkey "$key" -rawin -in dist/SHA256SUMS -out dist/SHA256SUMS.sig
fi
echo "dist/$name.tar.gz $(du -h "dist/$name.tar.gz" | cut -f1), commit $commit, $([[ $key ]] && echo signed || echo not signed)"
