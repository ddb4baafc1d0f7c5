"""Results as Parquet, by the extra ``study``; never imported where no such file is wished."""

import io
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from percuta.populations.chunk import Table
from percuta.populations.compare import TEST
from percuta.populations.crew import EXTRA
from percuta.populations.design import Design
from percuta.populations.kept import write_whole
from percuta.populations.told import NAMES, Statistic

PART = "courses-"  # how the file of a chunk begins
WHOLE = ("trial", "arm", "person", "phototype")  # columns of whole numbers


class NoParquet(ValueError):
    """Parquet cannot be written; the message names what is missing and the way out."""


def ready() -> None:
    """Raise NoParquet where its library is not installed."""
    _arrow("pyarrow")


def _arrow(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise NoParquet(
            f"{error.name} is not installed; Parquet needs the extra: {EXTRA}"
        ) from error


def statistics_file(design: Design, statistics: Iterable[Statistic]) -> bytes:
    """A row for each arm, visit and measure, with errors; the design stands beside them."""
    rows = list(statistics)
    columns: dict[str, object] = {
        "arm": [one.arm for one in rows],
        "day": [one.day for one in rows],
        "measure": [one.what for one in rows],
        "count": [one.count for one in rows],
    }
    for name in ("mean", "spread"):
        told = [getattr(one, name) for one in rows]
        columns |= {name: [v.value for v in told], f"{name}_error": [v.error for v in told]}
    for at, name in enumerate(NAMES):
        told = [one.quantiles[at] for one in rows]
        columns |= {name: [v.value for v in told], f"{name}_error": [v.error for v in told]}
    return _file(design, columns)


def courses_file(design: Design, courses: Table) -> bytes:
    """A row for each course of one chunk."""
    columns = {
        name: values.astype(np.int32 if name in WHOLE else np.float32)
        for name, values in courses.items()
    }
    return _file(design, columns)


def part(folder: Path, number: int) -> Path:
    """The file of one chunk's courses."""
    return folder / f"{PART}{number:06d}.parquet"


def put_courses(folder: Path, design: Design, number: int, *, courses: Table) -> None:
    """Write the courses of one chunk, whole."""
    path = part(folder, number)
    try:
        write_whole(path, courses_file(design, courses))
    except OSError as error:
        raise NoParquet(
            f"{path}: courses cannot be written there ({error.strerror}); --courses names another "
            "folder"
        ) from error


def refuse_others(folder: Path, design: Design) -> None:
    """Raise NoParquet where a folder holds courses of another design, fit or version."""
    parquet, digest = _arrow("pyarrow.parquet"), design.digest().encode()
    for path in sorted(folder.glob(f"{PART}*.parquet")):
        try:
            about = parquet.read_schema(path).metadata or {}
        except (OSError, ValueError) as error:  # what pyarrow raises are ValueErrors too
            raise NoParquet(
                f"{path} is damaged; delete it and count --afresh, or --courses names another "
                "folder"
            ) from error
        if about.get(b"percuta_study") != digest:
            raise NoParquet(f"{folder} holds courses of another count; name a folder of its own")


def _file(design: Design, columns: Mapping[str, object]) -> bytes:
    arrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    about = {"percuta_study": design.digest(), "title": design.title, "test": TEST}
    table = arrow.table(columns).replace_schema_metadata(about)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()
