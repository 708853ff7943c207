"""How all parts of the report look."""

import sys


def progress(text):
    """Long work on a terminal says where it is."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def heading(text):
    print(f"\n{text}\n{'-' * len(text)}")


def verdict(met, quick):
    if quick:
        return ""
    return "  met" if met else "  missed"
