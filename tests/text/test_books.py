#!/usr/bin/python3
"""What is written as a workbook and read again is the same agenda: of the agendas in the project, of
random ones with random texts, and of random ones with every kind of record; and also where LibreOffice
has saved the workbook in between, if it is there.

From the environment: CONFEED_TEST_SEED, which is printed; TEST_SEQUENCES, how many random agendas of each
kind there are.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import books
import random_text

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "history"))

import draft  # noqa: E402
import random_edits  # noqa: E402

SEQUENCES = int(os.environ.get("TEST_SEQUENCES", "20"))
SOFFICE_SECONDS = 240


def own_agendas():
    folders = ["data", "tests/golden/feeds", "tests/golden/pages"]
    return [path for folder in folders for path in sorted((books.TOP / folder).glob("*.yaml"))]


def random_agendas(rng, folder):
    """With texts that break things, and with all kinds of sessions, people and preparations."""
    for i in range(SEQUENCES):
        yield random_text.write(rng, random_text.agenda(rng, f"text-{i}"), folder)
    for i in range(SEQUENCES):
        path = folder / f"draft-{i}.yaml"
        path.write_text(draft.file_text(rng, random_edits.new_draft(rng).data(rng)), encoding="utf-8")
        yield path


def check(path, data, folder, how):
    difference = books.same(path, data, folder)
    if difference:
        print(f"{path.name}, {how}:\n{difference}")
        if path.parent == folder:
            print(path.read_text(encoding="utf-8")[:3000])
    return 0 if difference is None else 1


def check_files(paths, folder):
    return sum(check(path, books.export(path), folder, "as it was written") for path in paths)


# --- LibreOffice ----------------------------------------------------------------------------------


def convert(folder, form, paths):
    """Has LibreOffice save workbooks, all at once, because it takes long to start."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        + ["--convert-to", form, "--outdir", folder / form, *paths],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SOFFICE_SECONDS,
        check=True,
    )
    return {path: (folder / form / path.name).with_suffix(f".{form}").read_bytes() for path in paths}


def check_libreoffice(paths, folder):
    if shutil.which("soffice") is None:
        print("there is no soffice: what LibreOffice saves is not read")
        return 0
    workbooks = {folder / f"{path.parent.name}-{path.stem}.xlsx": path for path in paths}
    for workbook, path in workbooks.items():
        workbook.write_bytes(books.export(path))
    failed = 0
    for form in ("xlsx", "ods"):
        for workbook, data in convert(folder, form, list(workbooks)).items():
            failed += check(workbooks[workbook], data, folder, f"saved by LibreOffice as {form}")
    return failed


def main():
    books.skip_without_libraries()
    seed = int(os.environ.get("CONFEED_TEST_SEED", random.randrange(2**32)))
    print(f"CONFEED_TEST_SEED={seed}")
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        own = own_agendas()
        made = list(random_agendas(rng, folder))
        failed = check_files(own + made, folder)
        # It drops tabs, which only texts of several lines can hold.
        drafts = [path for path in made if path.name.startswith("draft")]
        failed += check_libreoffice(own + drafts[:5], folder)
    print(f"{len(own) + len(made)} agendas")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
