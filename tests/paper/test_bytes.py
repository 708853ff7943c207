#!/usr/bin/python3
"""The bytes of a PDF are a function of revision and selection on a machine: not of the time of day,
the zone, the locale, the user, or their settings of fonts."""

import os
import pathlib
import shutil
import subprocess

import sheets

SETTINGS = """<?xml version="1.0"?>
<fontconfig>
 <match target="pattern"><edit name="family" mode="assign" binding="strong">
  <string>DejaVu Serif</string></edit></match>
 <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
"""


# The sanitizer's library has to come first, and does not work beside strace.
IS_SANITIZED = pathlib.Path(os.environ["BUILD_DIR"]).name == "asan"


def octets(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.pdf")}


def build(agenda, scratch, name, **environment):
    locales = str(sheets.TOP / "build/locales")
    return octets(sheets.build(agenda, scratch / name, LOCPATH=locales, **environment))


def environments(scratch):
    home = scratch / "home"
    (home / ".config/fontconfig").mkdir(parents=True)
    (home / ".config/fontconfig/fonts.conf").write_text(SETTINGS)
    yield "again", {}
    yield "in Tokyo", {"TZ": "Asia/Tokyo"}
    yield "in Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}
    yield "in Arabic", {"LC_ALL": "ar_SA.UTF-8", "LANGUAGE": "ja:ko", "PANGO_LANGUAGE": "ja"}
    yield "with settings of fonts", {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "FONTCONFIG_FILE": str(home / ".config/fontconfig/fonts.conf"),
    }
    yield "at nobody's home", {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}
    if shutil.which("faketime") and not IS_SANITIZED:
        yield "another year", {
            "LD_PRELOAD": "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "FAKETIME": "2031-02-03 04:05:06",
        }


def compare(agenda, scratch):
    first = build(agenda, scratch, "first")
    assert first
    for name, environment in environments(scratch):
        if not pathlib.Path(environment.get("LD_PRELOAD", "/")).exists():
            continue
        other = build(agenda, scratch, name, **environment)
        for path in first:
            if other[path] != first[path]:
                yield f"{agenda.name}: {path} differs {name}"


def reads(scratch):
    """What is asked and written to make PDFs. (pango has fontconfig read its settings, which we
    do not use.)"""
    if not shutil.which("strace") or IS_SANITIZED:
        return
    log = scratch / "log"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=openat,connect,socket", "-o", log, sheets.CONFEED]
        + ["build", "--pdf", sheets.TOP / "tests/paper/scripts.yaml", "-o", scratch / "traced"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for line in log.read_text().splitlines():
        if "AF_INET" in line:
            yield f"the network is asked: {line}"
        if "O_WRONLY" in line or "O_RDWR" in line:
            if "/traced" not in line and "/fontconfig" not in line and "/dev/null" not in line:
                yield f"something else is written: {line}"


def main():
    sheets.need_pango()
    os.environ.pop("LANGUAGE", None)
    failures = []
    with sheets.scratch() as scratch:
        for number, agenda in enumerate(("data/tutorial.yaml", "tests/paper/scripts.yaml")):
            (scratch / str(number)).mkdir()
            failures += compare(sheets.TOP / agenda, scratch / str(number))
        failures += reads(scratch)
    sheets.end(failures)


main()
