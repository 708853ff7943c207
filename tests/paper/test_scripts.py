#!/usr/bin/python3
"""Texts in many scripts: their letters are there, joined and in their directions, and what anybody
writes is text."""

import subprocess

import sheets

AGENDA = sheets.TOP / "tests/paper/scripts.yaml"

TEXTS = (
    "移民与发展全球论坛第一次会议的开幕式和欢迎致辞，以及关于临时劳动力移民的讨论和分担责任的会议",
    "Εργασία & ανάπτυξη",
    "<b>No</b> markup &amp; (no) 'quotes' \\ \"either\"",
    "Временная трудовая миграция как вклад в развитие",
    "Migración laboral temporal: ¿contribución al desarrollo?",
    "Speaker: 世卫组织 (requested)",
    "https://example.org/a?b=(c)&d=1",
)

# Poppler tells these in the order in which they are read.
RIGHT_TO_LEFT = (
    "الهجرة المؤقتة للعمل كمساهمة في التنمية",
    "הגירת עבודה זמנית כתרומה לפיתוח",
)


def run(*command):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=True).stdout


def line_of(pdf, text):
    wanted = sheets.squash(text)
    found = [
        line
        for sheet in sheets.sheets(pdf)
        for line in sheet.lines
        if wanted in sheets.squash(line.text) or wanted in sheets.squash(line.text)[::-1]
    ]
    return found[0] if found else None


def check(folder):
    pdf = folder / "agenda.pdf"
    body = sheets.squash(run("pdftotext", "-raw", pdf, "-"))
    for text in TEXTS + RIGHT_TO_LEFT:
        if sheets.squash(text) not in body:
            yield f"{text} is not there"
    for line in run("pdffonts", pdf).splitlines()[2:]:
        # Embedded, a subset, and with a way back to Unicode.
        if line.split()[-5:-2] != ["yes", "yes", "yes"]:
            yield f"a font is not whole: {line}"
    width = sheets.sheets(pdf)[0].width
    for text in RIGHT_TO_LEFT:
        line = line_of(pdf, text)
        if line is None or line.right < width - sheets.MARGIN - 5:
            yield f"{text} does not begin at the right: {line}"
    room = line_of(pdf, "Round Table 1")
    if room is None or room.left > 150:
        yield f"words of ours do not begin at the left: {room}"
    moderator = line_of(pdf, "Moderator")
    if moderator is None or "(ВОЗ)" not in moderator.text:
        yield f"an override reaches what follows: {moderator}"
    yield from sheets.faults(pdf)


def main():
    sheets.need_pango()
    with sheets.scratch() as folder:
        sheets.end(list(check(sheets.build(AGENDA, folder))))


main()
