"""How what is not there yet is installed: from the source, as Percuta is on no package index."""

import sys


def install(extra: str) -> str:
    """The command for an extra, for the Python that runs now, and where to say it."""
    return f"{sys.executable} -m pip install '.[{extra}]' in the folder of Percuta's source"
