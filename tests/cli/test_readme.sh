#!/bin/bash
# What the README shows is so: its agenda has no mistake, and a misspelt agency is told as it says.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

# shellcheck disable=SC2016 # the fences are no commands
sed -n '/^```yaml$/,/^```$/{//!p}' "$TOP/README.md" >example.yaml

what='the agenda of the README is fine'
run 0 check --strict example.yaml
prints_nothing

what='a mistake is told as the README shows it'
sed '0,/{agency: ilo,/s//{agency: iloo,/' example.yaml >agenda.yaml
run 1 check agenda.yaml
prints "$(sed -n 's/^    \(agenda\.yaml:.*\)/\1/p' "$TOP/README.md")"

finish
