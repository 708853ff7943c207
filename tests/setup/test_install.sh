#!/bin/bash
# "make install" puts its files under DESTDIR and prefix, and "make uninstall" takes them away.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The program of this build is there already: so nothing is compiled here.
make=(make --no-print-directory "BUILD=$(basename "$BUILD_DIR")" "DESTDIR=$scratch" prefix=/opt/x)

"${make[@]}" install
cmp "$CONFEED" "$scratch/opt/x/bin/confeed"
[ -x "$scratch/opt/x/bin/confeed" ]
for page in contrib/man/*.[15]; do
    [ -e "$page" ] || continue
    cmp "$page" "$scratch/opt/x/share/man/man${page##*.}/$(basename "$page")"
done

# same SOURCE INSTALLED
same() {
    cmp "$1" "$scratch/opt/x/$2"
}
same contrib/completion/confeed share/bash-completion/completions/confeed
same contrib/completion/_confeed share/zsh/site-functions/_confeed
same contrib/confeed-agenda.schema.json share/confeed/confeed-agenda.schema.json
for example in nginx/confeed.conf caddy/Caddyfile varnish/confeed.vcl; do
    same "contrib/$example" "share/doc/confeed/examples/${example#*/}"
done
# The unit starts the program where it was installed, and is else as it was.
unit=$scratch/opt/x/lib/systemd/system/confeed.service
grep -q '^ExecStart=/opt/x/bin/confeed ' "$unit"
sed 's|/usr/local/bin/|/opt/x/bin/|' contrib/systemd/confeed.service | cmp - "$unit"
[ -z "$(find "$scratch" -type f -perm /022)" ]
[ -z "$(find "$scratch" -type f -perm /111 ! -path '*/bin/confeed')" ]

"${make[@]}" uninstall
left=$(find "$scratch" -type f)
if [ -n "$left" ]; then
    echo "uninstall left: $left"
    exit 1
fi
