#!/usr/bin/python3
"""HTML as Markdown shows the words, links and code of the HTML, whatever it is made of."""

import os
import random
import sys

import html_to_markdown
import shown

SKIPPED = 77

# What is written, and the Markdown that must be made of it.
CASES = {
    "<p>One\nline</p>\n<p>two</p>": "One line\n\ntwo",
    "bare <em>text </em>and <b>bold</b>": "bare *text* and **bold**",
    "a<em>.b</em>c": "a.bc",
    "<strong>a</strong><em>b</em>": "a*b*",
    "<p>x<br />y<br></p>": "x\\\ny",
    "<h2>Title #</h2><hr>": "## Title \\#\n\n***",
    "<ul><li>a<li>b<ul><li>c</ul></ul>": "- a\n- b\n  - c",
    "<ul><li>a</li></ul><ul><li>b</li></ul>": "- a\n\n+ b",
    '<ol start="3"><li><p>a</p><p>b</p></li><li>c</li></ol>': "3. a\n\n   b\n\n4. c",
    "<blockquote><p>q</p><p>r</p></blockquote>": "> q\n>\n> r",
    "<pre><code>a\n  ```\n</code></pre>": "````\na\n  ```\n````",
    "<code>a`b</code>": "``a`b``",
    "<code> a</code><code>b <a href='c'>d</a></code>": "`ab` [`d`](c)",
    "<pre>a <a href='b'>c</a></pre>": "```\na c\n```\n\n[c](b)",
    '<a href="https://x.org/(a)">t</a>': "[t](<https://x.org/(a)>)",
    '<a href="https://x.org">https://x.org</a>': "<https://x.org>",
    'see!<a href="/a b">t </a>': "see\\![t](/a%20b)",
    '<img alt="A" src="b.png">': "![A](b.png)",
    "<p>1. one</p><p># two</p><p>- three</p>": "1\\. one\n\n\\# two\n\n\\- three",
    "* _x_ a_b [c] `d` &amp;lt; 1 &lt; 2": "\\* \\_x\\_ a_b \\[c\\] \\`d\\` \\&lt; 1 \\< 2",
    "<stdio.h> &#8209; &nbsp;": "\\<stdio.h> ‑ \xa0",
    "<table><tr><td>a<td>b<tr><td>c</table>": "a b\n\nc",
    "<script>x</script><!-- y --><p></p>": "",
}
PLAIN = {
    "1.A\n 2. B\n\n● C * D": "1.A\\\n2\\. B\n\n● C \\* D",
    "one\n": "one",
}

# What may stand in what; a text may stand wherever an element of a line may.
LINE = "em strong b i code a span u sup br wbr".split()
FLOW = [*LINE, *"p div h1 h3 ul ol blockquote pre table hr".split()]
WITHIN = {
    **dict.fromkeys("em strong b i span u sup a p h1 h3 code".split(), LINE),
    **dict.fromkeys("div li blockquote td".split(), FLOW),
    "pre": ["code", "span", "b"],
    "ul": ["li"], "ol": ["li"], "table": ["tr"], "tr": ["td"],
}  # fmt: skip
ALONE = "br", "hr", "wbr"
# Their end may be left out.
OPEN_ENDED = "p", "li", "td", "tr"
WORDS = (
    "a b1 x_y _z_ ** * - + 1. 2) # ## === --- ~~~ > ! [ ] ( ) [a](b) ` `` \\ \\* &amp; &lt; "
    "&amp;lt; &amp;#42; . , : | é – 漢字 \u200b https://x.org/a_b_c"
).split(" ")


class Writer:
    """Writes random HTML: by the rules of what may stand in what, or without any."""

    def __init__(self, rng, is_wild):
        self.rng = rng
        self.is_wild = is_wild

    def content(self, tag, depth=0, in_link=False):
        allowed = list(WITHIN) if self.is_wild else WITHIN[tag]
        parts = []
        for _ in range(self.rng.randint(1, 4)):
            if (set(allowed) & set(LINE) and self.rng.random() < 0.5) or depth > 6:
                words = self.rng.choices(WORDS, k=self.rng.randint(1, 4))
                parts.append(self.rng.choice(["", " ", "\n"]).join(words))
            else:
                parts.append(self.element(self.rng.choice(allowed), depth, in_link))
        return self.rng.choice(["", " ", "<!-- x -->"]).join(parts)

    def element(self, tag, depth, in_link):
        if tag in ALONE:
            return f"<{tag} />"
        attribute = ""
        if tag == "a":
            if in_link:
                return "linked"
            attribute = f' href="https://x.org/{self.rng.choice("abc")}_(d)"'
        # No link in one, and none in what keeps its lines.
        inner = self.content(tag, depth + 1, in_link or tag in ("a", "pre"))
        ends = tag == "pre" or tag not in OPEN_ENDED and not self.is_wild
        end = f"</{tag}>" if ends or self.rng.random() < 0.8 else ""
        return f"<{tag}{attribute}>{inner}{end}"


def check_cases():
    failed = 0
    for convert, cases in (
        (html_to_markdown.convert, CASES),
        (html_to_markdown.from_plain, PLAIN),
    ):
        for written, wanted in cases.items():
            found = convert(written)
            if found != wanted:
                failed += 1
                print(f"{written!r}\n  became    {found!r}\n  expected  {wanted!r}")
    return failed


def difference(written, render, is_wild):
    """How what Markdown shows differs from what its HTML shows; None if it does not."""
    wanted, found = shown.Shown(written), shown.Shown(render(html_to_markdown.convert(written)))
    if is_wild:
        # Where the words end depends on the reader.
        wanted.words, found.words = ["".join(wanted.words)], ["".join(found.words)]
        wanted.addresses = found.addresses = []
    for there, here in ((wanted.words, found.words), (wanted.addresses, found.addresses)):
        if there != here:
            return f"  shows    {here}\n  expected {there}"
    return None


def check_random(render, count, seed):
    rng = random.Random(seed)
    for number in range(count):
        is_wild = number % 2 == 1
        written = Writer(rng, is_wild).content("div")
        text = difference(written, render, is_wild)
        if text:
            markdown = html_to_markdown.convert(written)
            print(f"seed {seed}, number {number}: {written!r}\n  became   {markdown!r}\n{text}")
            return 1
    print(f"seed {seed}: {count} random texts show what their HTML shows")
    return 0


def main():
    if check_cases():
        sys.exit(1)
    render = shown.find_renderer()
    if render is None:
        print(f"{len(CASES) + len(PLAIN)} texts compared; no libcmark, so no random ones")
        sys.exit(SKIPPED)
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    sys.exit(check_random(render, 3000, seed))


if __name__ == "__main__":
    main()
