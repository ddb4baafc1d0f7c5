"""Words that no file of this repository holds. Needles are in pieces, so this file may pass."""

import re

HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "deb." + "debian.org",
    "security." + "debian.org",
    "ftp." + "debian.org",
    "snapshot." + "debian.org",
    "archive." + "ubuntu.com",
]
MIRROR = r"\bftp\.[a-z]{2}\.debian\b"
MACHINE_PATH = r"(?<![\w.:/*-])/(?:work|root|home/\w+|Users/\w+)(?![\w.-])"
UNFINISHED = r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"

FORBIDDEN = {
    "a package index or mirror": re.compile("|".join([*map(re.escape, HOSTS), MIRROR])),
    "a path of one machine": re.compile(MACHINE_PATH),
    "unfinished work": re.compile(UNFINISHED),
}


def forbidden_words(name: str, text: str) -> list[str]:
    """Every forbidden word of one file, as file, line, and what it is."""
    return [
        f"{name}:{number}: {kind}: {found.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for kind, needle in FORBIDDEN.items()
        for found in needle.finditer(line)
    ]
