#!/bin/bash
# Who publishes, as a service does it: as a user without a name, under systemd's DynamicUser=.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

if [ "$(id -u)" -ne 0 ] || ! command -v setpriv >/dev/null; then
    echo 'only root can be another user, by setpriv (Debian package util-linux)'
    exit 77
fi
write_agenda forum >agenda.yaml
chmod 755 .
mkdir -m 777 state
nobody=54321
getent passwd $nobody >/dev/null && fail "  there is a user $nobody"
cat >as_nobody <<END
#!/bin/sh
exec setpriv --reuid $nobody --regid $nobody --clear-groups '$CONFEED' "\$@"
END
chmod +x as_nobody
CONFEED=./as_nobody

what='a user without a name publishes as unknown, and nothing else is said'
run 0 publish agenda.yaml --history state/history.db
complains_of_nothing
run 0 history --history state/history.db
grep -q unknown out || fail "  printed: $(cat out)"

finish
