"""What has been counted of a study, kept in one file so that it can go on after any end.

The file is one line of JSON and the packed counts; it is written whole or not at all.
"""

import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from percuta.populations.chunk import BATCHES, chunks_of
from percuta.populations.design import Design
from percuta.populations.sheet import Counts, Whole, blank, together

LEVEL = 6  # of packing
LONGEST_HEAD = 10_000
WAYS = "--afresh counts anew and writes over it, --keep names another file"
FORM = 2  # of the file; a file of another form is refused


class NotKept(ValueError):
    """A file that cannot be gone on from; the message names the file and the way out."""


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line. ``sum`` is of all else in the file; the first form did not name itself."""

    percuta_study: str
    done: int
    sum: str
    form: int = 1


@dataclass(kw_only=True)
class Count:
    """How far a study is: chunks done, and what they counted, in batches."""

    design: Design
    done: int
    sheets: Counts

    @classmethod
    def begin(cls, design: Design) -> "Count":
        """Nothing counted yet."""
        return cls(design=design, done=0, sheets=blank(design, BATCHES))

    @property
    def is_whole(self) -> bool:
        """Whether every chunk is counted."""
        return self.done == chunks_of(self.design)

    def add(self, sheet: Counts) -> None:
        """The next chunk."""
        self.sheets[self.done % BATCHES] += sheet
        self.done += 1

    @property
    def whole(self) -> Whole:
        """All batches together."""
        return together(self.sheets)


def keep(path: Path, count: Count) -> None:
    """Write the file; a former one is there until the new one is whole. Raises NotKept."""
    plain = count.sheets.astype("<i8").tobytes()
    digest = count.design.digest()
    head = _Head(
        percuta_study=digest, done=count.done, sum=_sum(digest, count.done, plain), form=FORM
    )
    try:
        write_whole(path, msgspec.json.encode(head) + b"\n" + zlib.compress(plain, LEVEL))
    except OSError as error:
        raise NotKept(
            f"{path}: counts cannot be kept there ({error.strerror}); --keep names another file"
        ) from error


def kept(path: Path, design: Design) -> Count | None:
    """What the file holds of this design, None where there is no file. Raises NotKept."""
    if not path.exists():
        return None
    try:
        with path.open("rb") as file:
            first = file.readline(LONGEST_HEAD)
            packed = file.read()
    except OSError as error:
        raise NotKept(
            f"{path}: no counts can be read there ({error.strerror}); --keep names another file"
        ) from error
    head = _head(path, first, design)
    count = Count.begin(design)
    try:
        plain = zlib.decompress(packed)
    except zlib.error:
        plain = b""
    told = _sum(head.percuta_study, head.done, plain)
    fits = len(plain) == count.sheets.nbytes and 0 <= head.done <= chunks_of(design)
    if told != head.sum or not fits:
        raise NotKept(f"{path} is damaged; {WAYS}")
    count.sheets[:] = np.frombuffer(plain, dtype="<i8").reshape(count.sheets.shape)
    count.done = head.done
    return count


def _head(path: Path, first: bytes, design: Design) -> _Head:
    """The first line of a file that this design can go on from. Raises NotKept."""
    try:
        head = msgspec.json.decode(first, type=_Head)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise NotKept(f"{path} holds no study; name another file to keep it in") from None
    if head.form != FORM:
        raise NotKept(f"{path} is in the form of another version of Percuta; {WAYS}")
    if head.percuta_study != design.digest():
        raise NotKept(f"{path} holds what another design, fit or version has counted; {WAYS}")
    return head


def _sum(digest: str, done: int, plain: bytes) -> str:
    """What changes with anything in the file."""
    return hashlib.sha256(f"{digest} {done} {FORM}\n".encode() + plain).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file first, then into its place, so that it is never half there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
