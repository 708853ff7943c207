#!/usr/bin/python3
"""What the program makes of HTML shows what the HTML shows, and what the model makes of it.

Random HTML, and the abstracts of FOSDEM 2025 in all states that are known, where those are there.
SEED picks the random texts; the seed of a run is printed.
"""

import os
import pathlib
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET

import html_to_markdown
import originals
import shown
import test_markdown

try:
    import markdown_it
except ImportError:
    print("there is no markdown-it: nothing is compared")
    sys.exit(77)

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", TOP / "build/release"))
TOOL = BUILD / "tests/real/tool_markdown_from_html"
RANDOM_TEXTS = 3000
FAULTS_TOLD = 5

# Where the program does otherwise than the model, for cases of the model's own test.
OTHERWISE = {
    # What is on no web server, such as a file beside the page, leads nowhere.
    "<code> a</code><code>b <a href='c'>d</a></code>": "`ab d`",
    "<pre>a <a href='b'>c</a></pre>": "```\na c\n```",
    'see!<a href="/a b">t </a>': "see!t",
    '<img alt="A" src="b.png">': "A",
    # A blank that does not break a line is a blank at the end of one.
    "<stdio.h> &#8209; &nbsp;": "\\<stdio.h> ‑",
}

# As above, in abstracts: the links that the model makes to these are text.
ELSEWHERE = re.compile(r'<a href="(?!https?://|mailto:)[^"]*">(.*?)</a>', re.DOTALL)

# What plain texts are made of.
SIGNS = [*test_markdown.WORDS, " ", " ", "\n", "\n\n", "\t", "    ", "<p>", "\u00a0", "\\\n"]


def made_by_program(texts, *mode):
    run = subprocess.run(
        [TOOL, *mode],
        input="".join(text + "\0" for text in texts).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    made = run.stdout.decode().split("\0")[:-1]
    if len(made) != len(texts):
        sys.exit(f"failed: of {len(texts)} texts came {len(made)}")
    return made


def check_cases():
    cases = {**test_markdown.CASES, **OTHERWISE}
    failed = 0
    for mode, each in (("html", cases), ("plain", test_markdown.PLAIN)):
        for (written, wanted), made in zip(each.items(), made_by_program(list(each), mode)):
            if made != wanted:
                failed += 1
                print(f"{written!r}\n  became    {made!r}\n  expected  {wanted!r}")
    return failed


class ShownLinks(shown.Shown):
    """What HTML shows; of its links, those that show something."""

    def __init__(self, text):
        self.links = []
        super().__init__(text)
        self.addresses = [address for address, words in self.links if words]

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag == "a":
            self.before, self.address = len(self.text), dict(attrs).get("href")

    def handle_endtag(self, tag):
        super().handle_endtag(tag)
        if tag == "a":
            self.links.append((self.address, self.text[self.before :].split()))


def told(written, made, found, wanted):
    return f"{written!r}\n  became   {made!r}\n  shows    {found}\n  expected {wanted}"


def random_html(rng, is_wild):
    """Where a <pre> of wild HTML ends depends on the reader. Links in it are written once more
    behind it, and so there are none beside it."""
    written = test_markdown.Writer(rng, is_wild).content("div")
    return written.replace(" href=", " title=") if is_wild and "<pre>" in written else written


def random_faults(render, rng):
    """Random HTML of which the Markdown shows something else; where HTML is wild, up to where words
    end."""
    texts = [random_html(rng, number % 2 == 1) for number in range(RANDOM_TEXTS)]
    for number, (written, made) in enumerate(zip(texts, made_by_program(texts, "html"))):
        if number % 2 == 1:
            pages = [shown.Shown(written), shown.Shown(render(made))]
            wanted, found = ("".join(page.words) for page in pages)
        else:
            pages = [ShownLinks(written), ShownLinks(render(made))]
            wanted, found = ((page.words, page.addresses) for page in pages)
        if wanted != found:
            yield told(written, made, found, wanted)


def plain_faults(render, rng):
    """Random texts of which the Markdown does not show the words, in their lines and paragraphs."""
    texts = ["".join(rng.choices(SIGNS, k=rng.randint(1, 16))) for _ in range(RANDOM_TEXTS)]
    for text, made in zip(texts, made_by_program(texts, "plain")):
        wanted = [
            [line.split() for line in paragraph.split("\n")]
            for paragraph in re.split(r"\n\s*\n", text.strip())
            if paragraph
        ]
        pages = re.findall(r"<p>(.*?)</p>\n", render(made), re.DOTALL)
        found = [[shown.Shown(line).words for line in page.split("<br />")] for page in pages]
        if found != wanted or shown.Shown(render(made)).addresses:
            yield told(text, made, found, wanted)


def check_random(render, rng):
    faults = [*random_faults(render, rng), *plain_faults(render, rng)]
    for fault in faults[:FAULTS_TOLD]:
        print(fault)
    print(f"{RANDOM_TEXTS} random texts of HTML and as many plain ones, {len(faults)} differ")
    return len(faults)


def abstracts(files):
    """The different abstracts and descriptions, with where each was found first."""
    found = {}
    for name, file in files:
        for event in ET.parse(file).getroot().iter("event"):
            for part in ("abstract", "description"):
                text = event.findtext(part)
                if text:
                    found.setdefault(text, f"{part} of {event.get('id')} in {name}")
    return found


def fosdem_files(folder):
    newest = originals.find("fosdem-2025.schedule.xml")
    with tarfile.open(originals.find("fosdem-2025-history.tar.xz")) as archive:
        archive.extractall(folder)
    paths = [newest, *sorted(pathlib.Path(folder).rglob("*.xml"))]
    return [(path.name, path) for path in paths]


def check_fosdem(render):
    with tempfile.TemporaryDirectory() as folder:
        texts = abstracts(fosdem_files(folder))
    failed = others = 0
    for (text, place), made in zip(texts.items(), made_by_program(list(texts), "html")):
        model = render(html_to_markdown.convert(text))
        wanted = ELSEWHERE.sub(r"\1", model)
        others += wanted != model
        if render(made) != wanted:
            failed += 1
            print(f"{place}:\n  became   {render(made)!r}\n  expected {wanted!r}")
    print(
        f"FOSDEM: {len(texts)} texts compared, {failed} differ, and {others} in links to elsewhere"
    )
    return failed + (len(texts) < 1000)


def main():
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"SEED={seed}")
    rng = random.Random(seed)
    render = markdown_it.MarkdownIt("commonmark").render
    failed = check_cases() + check_random(render, rng)
    if failed or check_fosdem(render):
        sys.exit(1)


if __name__ == "__main__":
    main()
