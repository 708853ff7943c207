# shellcheck shell=bash
# Shared by test_paper.sh and regen_paper.

# The PDFs of the forum whose text is kept: agencies/ilo stands in tests/golden/paper/agencies-ilo.txt.
# shellcheck disable=SC2034 # used by who reads this
paper_golden_feeds=(agenda agencies/ilo people/irena-omelaniuk round-tables/2 days/2007-07-10)

# paper_golden_build FOLDER: writes the forum's PDFs; fails, in words, if the program makes none.
paper_golden_build() {
    "$CONFEED" build --pdf --public-url https://calendar.example.org data/gfmd-2007.yaml -o "$1" >"$1.log" 2>&1
}

# paper_golden_text PDF: prints its text in lines, however wide the gaps between columns are.
paper_golden_text() {
    pdftotext -layout "$1" - | sed -E 's/\f/\n---\n/g; s/^ +/  /; s/([^ ])  +/\1   /g; s/ +$//' | cat -s
}
