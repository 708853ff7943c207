# shellcheck shell=bash
# Shared by test_show.sh and regen_show.

# show_golden FILE.args: prints the schedule that the file asks for.
show_golden() {
    local words
    read -r -a words <"$1"
    local variables=(LC_ALL=C.UTF-8)
    while [[ ${words[0]} =~ ^[A-Z_]+= ]]; do
        variables+=("${words[0]}")
        words=("${words[@]:1}")
    done
    env -u COLUMNS "${variables[@]}" "$CONFEED" show "${words[@]}"
}
