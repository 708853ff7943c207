#!/bin/bash
# contrib/static/apache-files.conf is what Apache takes, and has it serve files as confeed would.
set -eu
# shellcheck source=tests/setup/static_lib.sh
. tests/setup/static_lib.sh
needs apache2 apache2

front_port=$port
modules=/usr/lib/apache2/modules
sed -e "s|<VirtualHost \*:80>|<VirtualHost *:$front_port>|" -e "s|/srv/feeds|$files|" \
    contrib/static/apache-files.conf >"$scratch/site.conf"
{
    for module in mpm_event authz_core mime dir alias headers filter deflate; do
        echo "LoadModule ${module}_module $modules/mod_$module.so"
    done
    cat <<CONF
ServerRoot $scratch
DefaultRuntimeDir $scratch
PidFile $scratch/apache.pid
Listen 127.0.0.1:$front_port
ServerName localhost
ErrorLog $scratch/error.log
User www-data
Group www-data
TypesConfig /dev/null
Include $scratch/site.conf
CONF
} >"$scratch/apache.conf"
apache2 -t -f "$scratch/apache.conf" 2>"$scratch/apache.log" || {
    cat "$scratch/apache.log"
    exit 1
}
apache2 -D FOREGROUND -f "$scratch/apache.conf" >"$scratch/apache.log" 2>&1 &
pids+=($!)
until_true is_up
check_static
exit $failed
