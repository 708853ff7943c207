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

"${make[@]}" uninstall
left=$(find "$scratch" -type f)
if [ -n "$left" ]; then
    echo "uninstall left: $left"
    exit 1
fi
