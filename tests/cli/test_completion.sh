#!/bin/bash
# What completion offers in bash, and in zsh where it is there, is what --help lists.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
# shellcheck source=contrib/completion/confeed
. "$TOP/contrib/completion/confeed"

mapfile -t commands < <("$CONFEED" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')

# long_options COMMAND: those in its help, sorted. valued_options: those of them with a value.
long_options() {
    "$CONFEED" "$1" --help | sed -n 's/^  \(-., \)\?\(--[a-z-]*\).*/\2/p' | sort
}
valued_options() {
    "$CONFEED" "$1" --help | sed -n 's/^  \(-., \)\?\(--[a-z-]*\)=.*/\2/p' | sort
}
# short_options COMMAND: lines such as "-f --format", of options with a value.
short_options() {
    "$CONFEED" "$1" --help | sed -n 's/^  \(-.\), \(--[a-z-]*\)=.*/\1 \2/p' | sort
}

# offers WORD…: what bash offers for the last word, sorted, one a line.
offers() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _confeed
    printf '%s\n' "${COMPREPLY[@]}" | sort
}

# same EXPECTED FOUND
same() {
    diff -u <(printf '%s\n' "$1") <(printf '%s\n' "$2") || fail '  it offers others (+) than those (-)'
}

# --- bash -------------------------------------------------------------------------------------

what='the commands are those of --help'
[ ${#commands[@]} -ge 7 ] || fail "  --help lists ${commands[*]}"
same "$(printf '%s\n' "${commands[@]}" --help --version | sort)" "$(offers confeed '')"

for command in "${commands[@]}"; do
    what="the options of $command are those of its --help"
    same "$(long_options "$command")" "$(offers confeed "$command" --)"
    what="after an option of $command that takes a value there is no other option"
    while read -r option; do
        for last in '' --; do
            found=$(offers confeed "$command" "$option" "$last")
            [[ $found != *--* ]] || fail "  $option $last: $found"
        done
    done < <(valued_options "$command")
    what="short options of $command are known as the long ones"
    while read -r short long; do
        same "$(offers confeed "$command" "$long" '')" "$(offers confeed "$command" "$short" '')"
    done < <(short_options "$command")
done

what='values are offered, after a blank and after ='
for before in --format '--format =' -f; do
    # shellcheck disable=SC2086 # bash splits the word at =, too
    same 'json
text' "$(offers confeed check $before '')"
    # shellcheck disable=SC2086
    same json "$(offers confeed diff $before j)"
done
same 'json
text' "$(offers confeed check --format =)"
same 'always
auto
never' "$(offers confeed show --color '')"

what='operands are agenda files and folders'
mkdir folder
touch one.yaml 'with blank.yml' three.json picture.png other.ics
same 'folder
one.yaml
three.json
with blank.yml' "$(offers confeed check '')"
same 'one.yaml' "$(offers confeed build --manual o)"
same folder "$(offers confeed build -o '')"
same show "$(offers confeed history '')"
same '' "$(offers confeed unknown '')"

# --- zsh --------------------------------------------------------------------------------------

if ! command -v zsh >/dev/null; then
    echo 'not tried: there is no zsh here'
    finish
fi

# In place of zsh's own functions, some that print what they are told.
cat >specs.zsh <<'ZSH'
_arguments() { print -rl -- "$@" }
_describe() { print -rl -- $commands }
words=(confeed "$@")
CURRENT=$#words
completion() { source $TOP/contrib/completion/_confeed }
completion
ZSH

what='zsh: the commands are those of --help'
same "$(printf '%s\n' "${commands[@]}" | sort)" "$(zsh -f specs.zsh '' | sed 's/:.*//' | sort)"

for command in "${commands[@]}"; do
    what="zsh: the options of $command are those of its --help"
    zsh -f specs.zsh "$command" -- >specs
    same "$(long_options "$command")" \
        "$(sed -n 's/^\(([^)]*)\|\*\)\?\(--[a-z-]*\).*/\2/p' specs | sort)"
    what="zsh: options of $command that take a value are those of its --help"
    same "$(valued_options "$command")" \
        "$(sed -n 's/^\(([^)]*)\|\*\)\?\(--[a-z-]*\)=.*/\2/p' specs | sort)"
    same "$(short_options "$command" | cut -d ' ' -f 1)" \
        "$(sed -n 's/^\(([^)]*)\|\*\)\?\(-[a-z]\)+.*/\2/p' specs | sort)"
done

# A real zsh in a terminal of its own: each line is typed, completed, and read back.
cat >inner.zsh <<'ZSH'
PS1= fpath=($TOP/contrib/completion $fpath)
autoload -Uz compinit && compinit -u -d $PWD/dump
zstyle ':completion:*' menu no
tell() { print -r -- "<$BUFFER>" >>$PWD/told; BUFFER= }
zle -N tell
bindkey '^]' tell
bindkey '^I' complete-word
print ready
ZSH
cat >outer.zsh <<'ZSH'
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'source inner.zsh'
zpty -r inner line '*ready*' || exit 1
for text in "$@"; do
    zpty -w -n inner "$text"$'\t\x1d'
done
integer tries
until [[ -f told && $(wc -l <told) -ge $# || tries++ -gt 300 ]]; do
    sleep 0.1
done
zpty -d inner
cat told
ZSH
what='zsh completes commands, options, values and files in a terminal'
touch only.yaml
rm one.yaml
run_zsh=$(timeout 60 zsh -f outer.zsh 'confeed publ' 'confeed serve --pub' 'confeed check --format=j' \
    'confeed show --color ne' 'confeed check on' 'confeed history sh' || true)
same '<confeed publish >
<confeed serve --public-url=>
<confeed check --format=json >
<confeed show --color never >
<confeed check only.yaml >
<confeed history show >' "$run_zsh"

finish
