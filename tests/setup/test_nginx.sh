#!/bin/bash
# contrib/nginx/confeed.conf is what nginx takes, and in front of confeed it does as it says.
set -eu
# shellcheck source=tests/setup/front_lib.sh
. tests/setup/front_lib.sh
needs nginx nginx-light
needs openssl openssl

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=feeds.example.org \
    -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>/dev/null
start_confeed
# Sockets and paths of our own in place of those of a machine.
sed -e "s|listen 80;|listen unix:$scratch/plain.sock;|" \
    -e "s|listen 443 ssl|listen unix:$socket ssl|" -e '/listen \[/d' \
    -e "s|127.0.0.1:8080|127.0.0.1:$port|" -e "s|/var/cache/nginx-confeed|$scratch/cache|" \
    -e "s|/var/log/nginx/|$scratch/|" \
    -e "s|/etc/letsencrypt/.*/fullchain.pem|$scratch/cert.pem|" \
    -e "s|/etc/letsencrypt/.*/privkey.pem|$scratch/key.pem|" \
    contrib/nginx/confeed.conf >"$scratch/confeed.conf"
cat >"$scratch/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $scratch/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path $scratch/body-temp;
    proxy_temp_path $scratch/proxy-temp;
    fastcgi_temp_path $scratch/fastcgi-temp;
    uwsgi_temp_path $scratch/uwsgi-temp;
    scgi_temp_path $scratch/scgi-temp;
    gzip on;
    include $scratch/confeed.conf;
}
CONF
# As root, nginx works as another user, who has to reach the cache.
chmod 755 "$scratch"
nginx -t -q -c "$scratch/nginx.conf" -p "$scratch"
nginx -c "$scratch/nginx.conf" -p "$scratch" >"$scratch/nginx.log" 2>&1 &
pids+=($!)
base=https://feeds.example.org
until_true is_up

check_feed
ask "$feed" --http2
ask "$feed" --http2
grep -q '^http/2 200' "$scratch/head.lower" || fail 'it does not speak HTTP/2'
[ "$(field x-cache)" = hit ] || fail "the cache is not used: $(field x-cache)"

base=http://feeds.example.org socket=$scratch/plain.sock
ask "$feed"
answers 'webcal:// taken as http://' 301
[ "$(field location)" = "https://feeds.example.org$feed" ] || fail "it leads to $(field location)"

ask "$feed" -H 'Host: evil.example'
answers 'http:// of another name' 421
ask_in_private

base=https://feeds.example.org socket=$scratch/front.sock
check_names 421
check_hidden "$scratch/access.log" "$scratch/error.log" "$scratch/nginx.log"
grep -q "\"GET $feed HTTP/" "$scratch/access.log" || fail 'nothing is logged'
grep -q '"- - -" 404 ' "$scratch/access.log" || fail 'requests of private calendars are not counted'
grep -q '"- - -" 502 ' "$scratch/access.log" || fail 'nothing tells that confeed is away'

# shellcheck disable=SC2317 # check_stale calls it
is_told_stale() {
    [ "$(field x-cache)" = stale ]
}
check_stale is_told_stale
exit $failed
