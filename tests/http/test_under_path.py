#!/usr/bin/python3
"""Under a path of a web site: through a proxy that takes the path off, every link, redirect and error
page leads to what stands under it."""

import contextlib
import html.parser
import http.client
import http.server
import pathlib
import re
import threading
import urllib.parse

import server

PREFIX = "/a/feeds"
AGENDA = pathlib.Path(__file__).resolve().parents[2] / "data" / "gfmd-2007.yaml"


class Links(html.parser.HTMLParser):
    """What a page leads to or loads, as it says it."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [
            value
            for name, value in attrs
            if name in ("href", "src", "action") and not value.startswith("#")
        ]


def proxy_to(ways):
    """A handler that passes on what is under the prefix, without it, to the first of `ways`."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if not self.path.startswith(PREFIX + "/"):
                self.send_error(418, "outside of the path")
                return
            inner = http.client.HTTPConnection(ways[0].host, ways[0].port, timeout=server.PATIENCE)
            accept = {"Accept": self.headers.get("Accept", "*/*")}
            inner.request("GET", self.path[len(PREFIX) :], headers=accept)
            answer = inner.getresponse()
            body = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name != "Connection":
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            inner.close()

        def log_message(self, *_):
            pass

    return Handler


@contextlib.contextmanager
def behind_a_proxy():
    """The port of a proxy, and the confeed behind it."""
    ways = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), proxy_to(ways)) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        port = proxy.server_address[1]
        url = f"http://127.0.0.1:{port}{PREFIX}"
        with server.serving(AGENDA, options=["--public-url", url]) as served:
            ways.append(served)
            yield url
        proxy.shutdown()


def fetch(url):
    """The status, the header fields and the text of an address, as a browser asks."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=server.PATIENCE)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, dict(answer.getheaders()), text


def links_of(url, text):
    """Those to other addresses of this host, without what comes after a #."""
    for link in Links(text).found:
        whole = urllib.parse.urldefrag(urllib.parse.urljoin(url, link))[0]
        whole = re.sub("^webcals?:", "http:", whole)
        if urllib.parse.urlsplit(whole).netloc == urllib.parse.urlsplit(url).netloc:
            yield whole


def test_every_link_stays_under_the_path_and_leads_somewhere():
    with behind_a_proxy() as url:
        waiting, seen = [f"{url}/"], set()
        while waiting:
            page = waiting.pop()
            status, headers, text = fetch(page)
            assert status == 200, (page, status)
            if not headers["Content-Type"].startswith("text/html"):
                continue
            for link in links_of(page, text):
                assert link.startswith(f"{url}/"), (page, link)
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        assert len(seen) > 100, seen


def test_redirects_and_error_pages_stay_under_the_path():
    with behind_a_proxy() as url:
        for address in ("/gfmd-2007", "/gfmd-2007?agency=ilo"):
            status, headers, _ = fetch(url + address)
            leads = urllib.parse.urljoin(url + address, headers["Location"])
            assert (status, leads) == (301, (url + address).replace("2007", "2007/")), leads
            assert fetch(leads)[0] == 200, leads
        for address, status in (
            ("/nothing", 404), ("/gfmd-2007/agencies/nothing.ics", 404), ("/a/b/c/d", 404),
            ("/gfmd-2007/select.ics?agency=nobody", 400), ("/" + "a" * 3000, 414),
        ):
            answer = fetch(url + address)
            assert answer[0] == status, (address, answer)
            links = list(links_of(url + address, answer[2]))
            assert f"{url}/" in links and len(links) >= 4, links
            for link in links:
                assert link.startswith(f"{url}/") and fetch(link)[0] == 200, (address, link)


server.run(__name__)
