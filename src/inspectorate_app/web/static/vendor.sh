#!/bin/sh
# Builds govuk.css and govuk.js again from the pinned packages. For developers only; VENDORED.md says when.
# Needs node and npm; npm's own configuration says where packages come from.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --no-audit --no-fund --no-save --silent govuk-frontend@6.6.0 sass@1.108.2 esbuild@0.28.2
cp "$here/govuk.scss" .
npx sass --style=compressed --no-source-map --load-path=. govuk.scss "$here/govuk.css"
cat > govuk.mjs <<'END'
export { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, createAll, isSupported } from "govuk-frontend";
END
npx esbuild govuk.mjs --bundle --minify --format=esm --target=es2020 --legal-comments=none \
  --banner:js="/* GOV.UK Frontend 6.6.0, MIT licence, (c) Crown Copyright (Government Digital Service) */" \
  --outfile="$here/govuk.js" --log-level=warning
if grep -q -i -E 'GDS Transport|url\((.?)/|sourceMappingURL' "$here/govuk.css" "$here/govuk.js"; then
  echo "A font, an absolute address or a source map came in." >&2
  exit 1
fi
