#!/usr/bin/python3
"""Which addresses are inside a network, compared with what Python's ipaddress knows of them.

From the environment: CONFEED_TEST_SEED, which is printed.
"""

import ipaddress
import os
import pathlib
import random
import subprocess
import sys

TOOL = str(pathlib.Path(os.environ["BUILD_DIR"]) / "tests/fetch/tool_reach")
COUNT = 40_000

# Of IPv6, only this is given out so far; Python takes the rest for public.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
# Protocols' own, of which Python knows exceptions, and the newest network of documentation.
PROTOCOLS = [ipaddress.ip_network(text) for text in ("192.0.0.0/24", "2001::/23", "3fff::/20")]
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def embedded(address):
    """The IPv4 address for which an IPv6 address stands, or None."""
    if address.version == 4:
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def is_inside(address):
    inner = embedded(address)
    if inner is not None:
        return is_inside(inner)
    special = address.is_private or address.is_multicast or address.is_reserved or not address.is_global
    unused = address.version == 6 and address not in GIVEN_OUT
    return special or unused or any(address in network for network in PROTOCOLS if network.version == address.version)


def numbers(rng):
    """Addresses at random, many of them beside the borders of networks."""
    nets = [network for kind in (ipaddress.IPv4Address, ipaddress.IPv6Address) for network in networks_of(kind)]
    for _ in range(COUNT):
        way = rng.randrange(5)
        if way == 0:
            yield ipaddress.IPv4Address(rng.getrandbits(32))
        elif way == 1:
            yield ipaddress.IPv6Address(rng.getrandbits(128))
        elif way == 2:
            yield ipaddress.IPv6Address((1 << 125) | rng.getrandbits(125))
        elif way == 3:
            inner = int(near(rng, rng.choice([n for n in nets if n.version == 4])))
            yield ipaddress.IPv6Address(rng.choice((0xFFFF << 32, 0x64FF9B << 96)) | inner)
        else:
            yield near(rng, rng.choice(nets))


def near(rng, network):
    """An address in a network, at its ends, or beside it."""
    first, last = int(network[0]), int(network[-1])
    number = rng.choice((first, last, first - 1, last + 1, rng.randint(first, last)))
    kind = type(network[0])
    return kind(number % (1 << network.max_prefixlen))


def networks_of(kind):
    constants = kind._constants
    found = list(constants._private_networks) + [constants._multicast_network, constants._linklocal_network]
    return found + [network for network in [*PROTOCOLS, NAT64] if type(network[0]) is kind]


def main():
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"CONFEED_TEST_SEED={seed}")
    addresses = list(numbers(random.Random(seed)))
    told = subprocess.run([TOOL], input="\n".join(map(str, addresses)), capture_output=True, text=True, check=True)
    lines = told.stdout.splitlines()
    assert len(lines) == len(addresses), (len(lines), len(addresses))
    wrong = 0
    for address, line in zip(addresses, lines):
        expected = "inside" if is_inside(address) else "outside"
        if line != expected:
            wrong += 1
            print(f"{address}: {line}, expected {expected}")
    print(f"{len(addresses)} addresses, {lines.count('inside')} inside")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
