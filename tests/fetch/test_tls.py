#!/usr/bin/python3
"""Certificates that are not good are refused, each with its reason; those of the environment's CAs are
good."""

import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

from web import Web, answer, brings, fails, fetch, run_tests, test, tests_of

BODY = b"<schedule/>" * 1000
SCRATCH = pathlib.Path(tempfile.mkdtemp())
CA = str(SCRATCH / "ca.pem")


def openssl(*words, time=None):
    command = ["openssl", *words]
    subprocess.run(["faketime", time, *command] if time else command, cwd=SCRATCH, check=True, capture_output=True)


def make_ca(name):
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key"]
    openssl("req", "-x509", *key, "-out", f"{name}.pem", "-days", "30000", "-subj", f"/CN={name}", time="2020-01-01")


def side_of(name):
    side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    side.load_cert_chain(SCRATCH / f"{name}.pem", SCRATCH / f"{name}.key")
    return side


def signed_by_itself(name, host):
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-subj", "/CN=x"]
    openssl("req", "-x509", *key, "-addext", f"subjectAltName=DNS:{host}", "-out", f"{name}.pem", "-days", "30")
    return side_of(name)


def signed(name, host, time=None):
    """A server's side of TLS, with a certificate for a host that the CA signs, at a time, for thirty days."""
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-subj", "/CN=x"]
    openssl("req", "-new", *key, "-out", f"{name}.csr")
    (SCRATCH / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}\n")
    ca = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-CAserial", f"{name}.srl"]
    words = ["-in", f"{name}.csr", *ca, "-extfile", f"{name}.ext", "-days", "30", "-out", f"{name}.pem"]
    openssl("x509", "-req", *words, time=time)
    return side_of(name)


make_ca("ca")
make_ca("stranger")
GOOD = signed("good", "localhost")


def secure(answers, side=GOOD):
    return Web(answers, context=side)


def url(web, path="/a"):
    return web.url(path, host="localhost", scheme="https")


@test
def a_certificate_of_a_ca_of_the_environment_is_good():
    web = secure({"/a": answer(BODY)})
    for name in ("SSL_CERT_FILE", "CURL_CA_BUNDLE"):
        brings(url(web), BODY, **{name: CA})
    folder = SCRATCH / "folder"
    folder.mkdir()
    shutil.copy(CA, folder)
    openssl("rehash", "folder")
    brings(url(web), BODY, SSL_CERT_DIR=str(folder))
    brings(url(web), BODY, SSL_CERT_FILE=str(SCRATCH / "stranger.pem"), CURL_CA_BUNDLE=CA)


def untrusted(web, detail, **environment):
    message = (
        "its TLS certificate is not trusted here: install the certificate of the authority that signed it "
        f"(update-ca-certificates), or name its file in SSL_CERT_FILE (SSL certificate problem: {detail})"
    )
    fails(url(web), "lasting", message, **environment)


@test
def a_certificate_of_nobody_who_is_trusted_is_refused():
    web = secure({"/a": answer(BODY)})
    untrusted(web, "unable to get local issuer certificate")
    untrusted(web, "unable to get local issuer certificate", SSL_CERT_FILE=str(SCRATCH / "stranger.pem"))
    alone = secure({"/a": answer(BODY)}, signed_by_itself("alone", "localhost"))
    untrusted(alone, "self-signed certificate", SSL_CERT_FILE=CA)
    assert web.asked == alone.asked == []


@test
def a_certificate_out_of_its_time_is_refused():
    old = secure({"/a": answer(BODY)}, signed("old", "localhost", time="2021-01-01"))
    fails(
        url(old),
        "lasting",
        "its TLS certificate has expired: tell whoever runs it, or set the clock of this machine if it is wrong",
        SSL_CERT_FILE=CA,
    )
    early = secure({"/a": answer(BODY)}, signed("early", "localhost", time="2090-01-01"))
    fails(
        url(early),
        "lasting",
        "its TLS certificate is not valid yet: set the clock of this machine if it is wrong, or tell whoever runs it",
        SSL_CERT_FILE=CA,
    )


@test
def a_certificate_of_another_name_is_refused():
    web = secure({"/a": answer(BODY)}, signed("other", "schedules.example.org"))
    fails(
        url(web),
        "lasting",
        "its TLS certificate is for another name than localhost: use the name that it is for, or tell whoever runs it",
        SSL_CERT_FILE=CA,
    )


@test
def cas_that_cannot_be_read_are_told():
    web = secure({"/a": answer(BODY)})
    fails(
        url(web),
        "environment",
        "the certificates of those who are trusted cannot be read: install ca-certificates, or see CURL_CA_BUNDLE and "
        "SSL_CERT_FILE",
        SSL_CERT_FILE=str(SCRATCH / "none.pem"),
    )


@test
def what_does_not_speak_tls_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def refuse():
            connection, _ = listener.accept()
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(65536)
            connection.close()

        threading.Thread(target=refuse).start()
        got = fetch(f"https://localhost:{listener.getsockname()[1]}/")
    assert got.error == "lasting", got
    assert got.message.startswith("no TLS connection comes about: see whether it is http rather than https ("), got


@test
def https_never_redirects_to_http():
    plain = Web({"/a": answer(BODY)})
    target = plain.url("/a", host="localhost")
    web = secure({"/a": answer(b"", "302 Found", Location=target), "/b": answer(b"", "302 Found", Location="/c")})
    web.answers["/c"] = answer(BODY)
    message = f"it redirects from https to {target}, which is not safe from change on the way"
    fails(url(web), "lasting", message, SSL_CERT_FILE=CA)
    assert plain.asked == []
    assert brings(url(web, "/b"), BODY, SSL_CERT_FILE=CA).url == url(web, "/c")
    up = Web({"/a": answer(b"", "302 Found", Location=url(web, "/c"))})
    fails(
        up.url("/a", host="localhost"),
        "lasting",
        f"it redirects to {url(web, '/c')}, which is inside the network: only the host that the address itself names "
        "may be there",
        SSL_CERT_FILE=CA,
    )


if __name__ == "__main__":
    try:
        run_tests(tests_of(sys.modules[__name__]))
    finally:
        shutil.rmtree(SCRATCH)
