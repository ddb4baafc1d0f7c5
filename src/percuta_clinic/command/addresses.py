"""The addresses of this machine in its own network, found without asking anybody."""

import contextlib
import fcntl
import ipaddress
import socket
import struct
import sys

_ADDRESS_OF = 0x8915  # Linux: SIOCGIFADDR

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(host: str) -> Address | None:
    """``host`` as a number, or None for a name."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]"))
    return None


def own_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine, without the loopback."""
    if sys.platform != "linux":
        return ()
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                packed = struct.pack("256s", name.encode()[:15])
                answer = fcntl.ioctl(probe.fileno(), _ADDRESS_OF, packed)
                found.append(socket.inet_ntoa(answer[20:24]))
    return tuple(one for one in found if not ipaddress.ip_address(one).is_loopback)
