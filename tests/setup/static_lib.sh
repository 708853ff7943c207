# shellcheck shell=bash
# Shared by the tests of web servers that have the files of "confeed build" and no confeed: they lie
# in $files.
set -eu
# shellcheck source=tests/setup/front_lib.sh
. tests/setup/front_lib.sh

files=$scratch/feeds
# As root, web servers work as another user, who has to reach the files.
chmod 755 "$scratch"
"$CONFEED" build data/gfmd-2007.yaml -o "$files" >"$scratch/build.log" 2>&1
chmod -R a+rX "$files"

# is_typed ADDRESS TYPE
is_typed() {
    ask "$1"
    answers "$1" 200
    [ "$(field content-type)" = "$2" ] || fail "$1 is $(field content-type), expected $2"
    [ "$(field x-content-type-options)" = nosniff ] || fail "$1: browsers may guess its type"
}

# check_static: what every web server with these files has to do.
check_static() {
    local asset etag
    is_typed "$feed" 'text/calendar; charset=utf-8'
    [ "$(field cache-control)" = \
        'public, max-age=300, stale-if-error=86400, stale-while-revalidate=60' ] ||
        fail "a calendar is kept for $(field cache-control)"
    cmp "$scratch/body" "feeds$feed" || fail 'the calendar is another'
    etag=$(tr -d '\r' <"$scratch/head" | sed -n 's/^[Ee][Tt]ag: //p')
    ask "$feed" -H "If-None-Match: $etag"
    answers "If-None-Match: $etag" 304
    ask "$feed" --compressed
    [ "$(field content-encoding)" = gzip ] || fail 'a calendar is not compressed'
    cmp "$scratch/body" "feeds$feed" || fail 'in gzip, the calendar is another'
    is_typed / 'text/html; charset=utf-8'
    is_typed /gfmd-2007/ 'text/html; charset=utf-8'
    for asset in feeds/assets/*; do
        case $asset in
            *.css) is_typed "${asset#feeds}" 'text/css; charset=utf-8' ;;
            *.js) is_typed "${asset#feeds}" 'text/javascript; charset=utf-8' ;;
            *.svg) is_typed "${asset#feeds}" 'image/svg+xml' ;;
            *) fail "what is $asset?" ;;
        esac
        [ "$(field cache-control)" = 'public, max-age=31536000, immutable' ] ||
            fail "$asset is kept for $(field cache-control)"
    done
    ask /gfmd-2007
    answers 'an address without its slash' 301
    [[ $(field location) == /gfmd-2007/ || $(field location) == "$base"*/gfmd-2007/ ]] ||
        fail "it leads to $(field location)"
    for address in /nothing /gfmd-2007/agencies/nothing.ics /.confeed-manifest /.nojekyll \
        /gfmd-2007/.confeed-manifest; do
        ask "$address"
        answers "$address" 404
    done
    # Where certificates are proved (RFC 8615, RFC 8555 §8.3).
    mkdir -p "$files/.well-known/acme-challenge"
    echo token >"$files/.well-known/acme-challenge/name"
    ask /.well-known/acme-challenge/name
    answers /.well-known/acme-challenge/name 200
    ask /gfmd-2007/agencies/
    [[ $(status) == 40[34] ]] || fail "a folder without a page: $(status)"
    ! grep -q 'ilo\.ics' "$scratch/body" || fail 'a folder is listed'
}
