"""What HTML shows, and Markdown as HTML."""

import ctypes
import ctypes.util
import html.parser


class Shown(html.parser.HTMLParser):
    """The words, the addresses and the code that HTML shows. The words are what blanks part."""

    WORDLESS = {"a", "b", "code", "em", "i", "span", "strong", "sup", "u", "wbr"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.addresses = "", []
        self.feed(text)
        self.close()
        self.words = self.text.split()

    def handle_starttag(self, tag, attrs):
        if tag not in self.WORDLESS:
            self.text += " "
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag):
        if tag not in self.WORDLESS:
            self.text += " "

    def handle_data(self, data):
        self.text += data


def find_renderer():
    """libcmark's Markdown to HTML, or None."""
    name = ctypes.util.find_library("cmark")
    if name is None:
        return None
    render = ctypes.CDLL(name).cmark_markdown_to_html
    render.restype = ctypes.c_char_p
    render.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]

    def rendered(text):
        octets = text.encode()
        return render(octets, len(octets), 0).decode()

    return rendered
