#!/bin/bash
# contrib/static/nginx-files.conf is what nginx takes, and has it serve files as confeed would.
set -eu
# shellcheck source=tests/setup/static_lib.sh
. tests/setup/static_lib.sh
needs nginx nginx-light

sed -e "s|listen 80;|listen unix:$socket;|" -e '/listen \[/d' -e "s|root /srv/feeds|root $files|" \
    contrib/static/nginx-files.conf >"$scratch/site.conf"
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
    include $scratch/site.conf;
}
CONF
nginx -t -q -c "$scratch/nginx.conf" -p "$scratch"
nginx -c "$scratch/nginx.conf" -p "$scratch" >"$scratch/nginx.log" 2>&1 &
pids+=($!)
until_true is_up
check_static

# What was compressed beforehand goes before.
gzip -kf9 "$files$feed"
ask "$feed" -H 'Accept-Encoding: gzip'
cmp "$scratch/body" "$files$feed.gz" || fail 'what is compressed already is not sent'
exit $failed
