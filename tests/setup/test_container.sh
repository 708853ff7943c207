#!/bin/bash
# contrib/Containerfile installs what the program needs, to be built and to run, and copies what
# there is. No image is built here.
set -eu

file=contrib/Containerfile
failed=0
fail() {
    printf 'failed: %s\n' "$1"
    failed=1
}

# What each COPY from the top folder names is there.
while read -r -a words; do
    [[ ${words[0]} != --* ]] || continue
    for source in "${words[@]:0:${#words[@]}-1}"; do
        [ -e "$source" ] || fail "there is no $source to copy"
    done
done < <(sed -n 's/^COPY //p' "$file")

# The first stage leaves the list of packages to contrib/packages.
sed -n '1,/^FROM.*[^d]$/p' "$file" | grep -q '^RUN contrib/install-packages build$' ||
    fail 'the first stage does not install the packages to build with'

# It starts with options that the program has.
mapfile -t options < <(sed -n 's/^CMD //p' "$file" | grep -o '"--[a-z-]*"' | tr -d '"')
for option in "${options[@]}"; do
    "$CONFEED" serve --help | grep -q -e " $option\(=\|  \)" || fail "serve has no $option"
done

if [ "$(basename "$BUILD_DIR")" != release ]; then
    [ $failed -ne 0 ] || echo 'not compared: libraries of this kind of build with packages'
    exit $failed
fi
if ! command -v dpkg >/dev/null || ! command -v objdump >/dev/null; then
    echo 'not compared: libraries with packages, for want of dpkg or objdump'
    exit $failed
fi

# The second stage installs the package of each library that the program names, and the time zones.
# What those need in turn is apt's affair; libc6 is everywhere. A library may also be loaded when it is
# needed (src/service/fetch/curl_library.c, src/render/paper/type_library.c).
if ldd "$CONFEED" | grep 'not found'; then
    fail 'a library is missing'
fi
# package_of PATH: dpkg knows some files as in /lib, and some as in /usr/lib, which are the same. What
# Debian 12 calls libical3 and libzip4 is libical3t64 and libzip5 in Debian 13; libxlsxwriter4 is another
# number there.
package_of() {
    local path=${1#/usr}
    { dpkg -S "$path" || dpkg -S "/usr$path" || true; } 2>/dev/null | cut -d : -f 1 |
        sed 's/t64$//; s/^libzip5$/libzip4/; s/^libxlsxwriter[0-9]*$/libxlsxwriter4/'
}
packages=$(
    objdump -p "$CONFEED" | sed -n 's/^ *NEEDED *//p' | while read -r library; do
        package_of "$(ldd "$CONFEED" | awk -v name="$library" '$1 == name { print $3 }')"
    done | sort -u
)
if [ -z "$packages" ]; then
    echo 'not compared: the libraries here came with no Debian package'
    exit $failed
fi
listed=$(sed -n '/apt-get install/,/rm -rf/s/^ *\([a-z][a-z0-9.+-]*\) \\$/\1/p' "$file" | sort)
diff -u <({
    grep -v '^libc6$' <<<"$packages"
    sed -n 's/^#define NAME "\(.*\)"$/\1/p' src/service/fetch/curl_library.c \
        src/render/paper/type_library.c | while read -r library; do
        package_of "$(ldconfig -p | awk -v name="$library" '$1 == name { print $NF; exit }')"
    done
    echo ca-certificates
    # pango comes with no font of its own.
    echo fonts-dejavu-core
    echo tzdata
} | sort) <(echo "$listed") || fail 'the second stage has other packages (+) than it needs (-)'
exit $failed
