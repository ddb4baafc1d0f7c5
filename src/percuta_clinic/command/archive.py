"""A backup as one file: a line that names the keys it needs, then a sealed tar of everything."""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import pyrage

MARK = b"percuta-backup 1 "
LINE = 200
CHUNK = 1 << 20
MANIFEST = "manifest.json"


class BadBackup(Exception):
    """Not a whole backup, or not one these keys open."""


class _Summed(io.RawIOBase):
    """Reads through to ``source`` and works out its digest."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.sum = source, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        found = self.source.read(size)
        self.sum.update(found)
        return found


@contextmanager
def _piped(work: Any) -> Iterator[IO[bytes]]:
    """The writing end of a pipe whose other end ``work`` reads in a thread; its error is ours."""
    ends, failures = os.pipe(), list[BaseException]()

    def run() -> None:
        with os.fdopen(ends[0], "rb") as reading:
            try:
                work(reading)
            except BaseException as error:
                failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with os.fdopen(ends[1], "wb") as writing:
            yield writing
    except BrokenPipeError:
        pass
    finally:
        thread.join()
    if failures:
        raise failures[0]


def write(
    into: IO[bytes], members: dict[str, Path], manifest: dict[str, Any], *, identity: str
) -> None:
    """Seals ``members`` and ``manifest``, which gets their digests, for the holder of the keys."""
    into.write(MARK + f"keys={manifest['keys']} made={manifest['made_at']}\n".encode("ascii"))
    whom = pyrage.x25519.Identity.from_str(identity).to_public()
    with (
        _piped(lambda source: pyrage.encrypt_io(source, into, [whom])) as sealed,
        tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        sums = {name: _add(tar, name, path) for name, path in members.items()}
        text = json.dumps(manifest | {"members": sums}, indent=1).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(text)
        tar.addfile(about, io.BytesIO(text))


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    about = tarfile.TarInfo(name)
    with path.open("rb") as file:
        about.size = os.fstat(file.fileno()).st_size
        summed = _Summed(file)
        tar.addfile(about, cast("IO[bytes]", summed))
    return summed.sum.hexdigest()


def keys_needed(file: IO[bytes]) -> str:
    """The fingerprint in the first line; what follows is sealed."""
    line = file.readline(LINE)
    words = line.decode("ascii", errors="replace").split()
    if not line.startswith(MARK) or not line.endswith(b"\n") or len(words) != 4:
        raise BadBackup("This is not a backup of a clinic, or its beginning is damaged.")
    return words[2].removeprefix("keys=")


def read(file: IO[bytes], folder: Path, *, identity: str) -> dict[str, Any]:
    """Opens everything into ``folder`` and compares every digest; the manifest."""
    found: dict[str, str] = {}
    who = pyrage.x25519.Identity.from_str(identity)
    try:
        with _piped(lambda source: found.update(_unpack(source, folder))) as opened:
            pyrage.decrypt_io(file, opened, [who])
    except (pyrage.DecryptError, OSError, tarfile.TarError) as error:
        raise BadBackup(
            "The backup was changed or is not whole: it does not open to the end."
        ) from error
    return _compared(found, folder)


def _unpack(source: IO[bytes], folder: Path) -> dict[str, str]:
    sums = {}
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            parts = Path(member.name).parts
            if content is None or Path(member.name).is_absolute() or ".." in parts:
                raise tarfile.TarError(f"{member.name} has no place in a backup")
            sums[member.name] = _copy(content, folder / member.name)
    while source.read(CHUNK):
        pass
    return sums


def _copy(content: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    summed = _Summed(content)
    with path.open("xb") as file:
        while chunk := summed.read(CHUNK):
            file.write(chunk)
    path.chmod(0o600)
    return summed.sum.hexdigest()


def _compared(found: dict[str, str], folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.exists():
        raise BadBackup("The backup is not whole: its list of contents is missing.")
    manifest: dict[str, Any] = json.loads(path.read_bytes())
    path.unlink()
    del found[MANIFEST]
    if found != manifest["members"]:
        odd = sorted(found.items() ^ manifest["members"].items())[0][0]
        raise BadBackup(f"{odd} in the backup is not what was put in.")
    return manifest
