#!/bin/bash
# The W3C's checker finds no error in any page that "confeed build" writes, nor in the stylesheet, and
# none in those that the service makes of selections and errors.
set -eu

cd "$TOP"
jar=$(dirname "$BUILD_DIR")/node/page/node_modules/vnu-jar/build/dist/vnu.jar
[ -e "$jar" ] || { echo "vnu-jar is not at $jar: npm could not install it"; exit 77; }
command -v java >/dev/null || { echo 'java is not here, which vnu-jar needs'; exit 77; }

scratch=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
server=

"$CONFEED" build data/*.yaml tests/golden/pages/*.yaml tests/golden/feeds/*.yaml \
    --public-url https://feeds.example.org -o "$scratch/built" >"$scratch/said"
"$CONFEED" serve --listen 127.0.0.1:0 data/*.yaml >"$scratch/served" &
server=$!
for _ in $(seq 600); do
    grep -q '^Serving at' "$scratch/served" && break
    sleep 0.1
done
url=$(sed -n 's/^Serving at //p' "$scratch/served")
number=0
for target in 'gfmd-2007/?agency=ilo,iom&role=rapporteur' 'gfmd-2007/?q=remittances' \
    'gfmd-2007/?q=%3Cb%3E%22none' 'tutorial/?round-table=1&plenary=yes' 'tutorial/?agency=none' \
    'nothing' 'gfmd-2007/agenda.ics?rev=x'; do
    number=$((number + 1))
    curl -sS --noproxy '*' -H 'Accept: text/html' -o "$scratch/built/made-$number.html" "$url$target"
done

pages=$(find "$scratch/built" -name '*.html' | wc -l)
[ "$pages" -gt 100 ] || { echo "failed: there are only $pages pages"; exit 1; }
java -Xmx400m -jar "$jar" --errors-only --also-check-css --skip-non-html --stdout \
    "$scratch/built" || { echo 'failed: the checker found errors'; exit 1; }
echo "$pages pages, no error"
