#!/bin/sh
# Brings MapLibre GL JS into vendor/, byte for byte as it was published. Needs npm; never runs as part of the product.
set -eu
version=${1:-6.17.0}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "maplibre-gl@$version" >/dev/null
tar xzf ./*.tgz
mkdir -p "$here/vendor"
for name in maplibre-gl.mjs maplibre-gl-worker.mjs maplibre-gl.css; do
  cp "package/dist/$name" "$here/vendor/$name"
done
cp package/LICENSE.txt "$here/vendor/LICENSE.txt"
