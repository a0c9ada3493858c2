#!/usr/bin/env bash
# Gets what the tests in tests/browser need and prints it as lines for the environment:
#   eval "$(tools/browser.sh)"
# Chromium comes from the system's packages, axe-core from npm into a cache outside the repository.
set -euo pipefail
cache=${XDG_CACHE_HOME:-$HOME/.cache}/samverkansavtal-tests
axe=$cache/node_modules/axe-core/axe.min.js

lacking=
for one in chromium npm; do
    command -v "$one" >/dev/null || lacking="$lacking $one"
done
if [ -n "$lacking" ]; then
    as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $as_root apt-get update -q >&2
    # shellcheck disable=SC2086  # the names are to be split
    $as_root apt-get install -q -y --no-install-recommends $lacking >&2
fi
if ! grep -q '"version": "4.14' "$cache/node_modules/axe-core/package.json" 2>/dev/null; then
    mkdir -p "$cache"
    npm install --prefix "$cache" --no-audit --no-fund --ignore-scripts axe-core@4.14 >&2
fi
[ -f "$axe" ] || { echo "axe-core was not found after installing it" >&2; exit 1; }

echo "export SAMVERKAN_CHROMIUM=$(command -v chromium)"
echo "export SAMVERKAN_AXE=$axe"
echo "export SAMVERKAN_REQUIRE_BROWSER=1"
