#!/bin/bash
# The installer of packages finds out what is missing and says what it does. Nothing is installed
# here: it runs with a PATH that has pretended tools only.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/contrib" "$scratch/bin"
cp contrib/install-packages "$scratch/contrib/"
cd "$scratch"
for tool in bash cat cut dirname env grep sed tr; do
    ln -s "$(command -v "$tool")" bin/
done
cat >contrib/packages <<'END'
# a comment
build  alpha  alpha-tool
build  beta
test   gamma  /nonexistent
test   beta
END

failed=0
# tool NAME LINE…: a pretended tool
tool() {
    local file=bin/$1
    shift
    printf '#!/bin/bash\n' >"$file"
    printf '%s\n' "$@" >>"$file"
    chmod +x "$file"
}

# expect WHAT STATUS TEXT USE…
expect() {
    local what=$1 expected=$2 text=$3 said status=0
    shift 3
    said=$(PATH=$scratch/bin contrib/install-packages "$@" 2>&1) || status=$?
    if [ "$status" -ne "$expected" ] || [ "$said" != "$text" ]; then
        printf 'failed: %s\n  expected status %d and:\n%s\n  but status %d and:\n%s\n' \
            "$what" "$expected" "$text" "$status" "$said"
        failed=1
    fi
}

tool id 'echo 0'
expect 'without apt-get it names the packages' 3 \
    'confeed: these Debian packages, or their like on this system, are needed: alpha beta gamma
confeed: there is no apt-get here: please install them by hand' build test

tool dpkg-query 'echo "installed beta"; echo "not-installed gamma"; exit 1'
tool alpha-tool
expect 'it says nothing when all is there' 0 '' build

# The single quotes are meant: the pretended tools expand these, not we.
# shellcheck disable=SC2016
tool apt-get 'echo "apt-get: ${*: -1}, $DEBIAN_FRONTEND"'
expect 'as root it installs what is missing' 0 \
    'confeed: these Debian packages are needed: gamma
confeed: installing them with: apt-get install -y --no-install-recommends gamma
apt-get: update, noninteractive
apt-get: gamma, noninteractive' build test

tool id 'echo 1000'
expect 'without sudo it tells what to run' 3 \
    'confeed: these Debian packages are needed: gamma
confeed: there is no sudo here: please run as root: apt-get install -y --no-install-recommends gamma' \
    test

# shellcheck disable=SC2016
tool sudo 'echo "sudo: $2 $3"; "$@"'
expect 'with sudo it uses it and says so' 0 \
    'confeed: these Debian packages are needed: gamma
confeed: installing them with: sudo apt-get install -y --no-install-recommends gamma
sudo: DEBIAN_FRONTEND=noninteractive apt-get
apt-get: update, noninteractive
sudo: DEBIAN_FRONTEND=noninteractive apt-get
apt-get: gamma, noninteractive' test

tool apt-get 'exit 100'
expect 'a failed installation is told' 3 \
    'confeed: these Debian packages are needed: gamma
confeed: installing them with: sudo apt-get install -y --no-install-recommends gamma
sudo: DEBIAN_FRONTEND=noninteractive apt-get
confeed: apt-get update failed; trying with the lists that are there
sudo: DEBIAN_FRONTEND=noninteractive apt-get
confeed: apt-get could not install them' test

expect 'an unknown use is wrong usage' 2 'confeed: cake: no packages are listed for such a use' cake

exit $failed
