"""Scales on the command line: what they are, and what a filled one comes to."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from percuta.assessment.forms import FORMS
from percuta.assessment.scale import NotOnScale, Scale
from percuta.assessment.scales import MASI, MMASI, NOT_BUNDLED, SCALES, VANCOUVER
from percuta.assessment.scores import (
    ITA_CAUTION,
    PHOTOTYPE_CAUTION,
    PHOTOTYPE_ITEMS,
    Melasma,
    masi,
    mmasi,
    phototypes,
    typology_angle,
    typology_class,
    vancouver,
)
from percuta.casefile.problems import near_names, printable, shown
from percuta.cli.called import CALLED
from percuta.cli.load import BadInput
from percuta.cli.shapes import bullets, heading, lines, whole


def scales_page() -> Iterator[RenderableType]:
    """Every scale, how to fill in the calculated ones, and what is left out and why."""
    yield heading("Scales")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("key", no_wrap=True, min_width=max(map(len, SCALES)))
    for title in ("scale", "values", "rated by", "source"):
        table.add_column(title, overflow="fold")
    for key, scale in SCALES.items():
        name = f"{scale.name} ({scale.version}; {scale.better})"
        table.add_row(Text(key, style="bold"), name, scale.span, scale.rater, scale.source.citation)
    yield Padding(table, (0, 2))
    yield heading("Worked out from a file")
    yield lines(
        ", ".join(FORMS),
        f"{CALLED} scales KEY: one scale with its levels, or what to fill in",
        f"{CALLED} score FILE.toml: what a filled one comes to",
    )
    yield heading("Left out, and why")
    yield bullets([(one.name, one.why) for one in NOT_BUNDLED])


def scale_page(key: str) -> Iterator[RenderableType]:
    """One scale with its levels, or what to fill in for it; BadInput with the nearest names."""
    known = list(dict.fromkeys([*SCALES, *FORMS]))
    if key not in known:
        near = near_names(key, known)
        raise BadInput(f"no scale is called {shown(key)}{near}; there are: {', '.join(known)}")
    if key in SCALES:
        yield from _levels(SCALES[key])
    if key in FORMS:
        yield heading("To fill in")
        yield lines(f"Copy what follows into a file, then: {CALLED} score FILE.toml")
        yield whole(f"\n{FORMS[key]}")


def _levels(scale: Scale) -> Iterator[RenderableType]:
    yield heading(scale.name)
    yield lines(f"{scale.version}; {scale.span}, {scale.better}; rated by {scale.rater}")
    yield bullets([(f"{level}", text) for level, text in scale.levels.items()])
    yield lines(*([f"Mind: {scale.to_mind}."] if scale.to_mind else []))
    yield lines(f"Read in: {scale.source.citation} ({scale.source.grade}; {scale.source.read})")


def score_page(path: Path) -> Iterator[RenderableType]:
    """What a filled scale comes to; BadInput names item, value and what is possible."""
    for name, table in _filled(path).items():
        if name not in SCORERS:
            known = ", ".join(SCORERS)
            wrong = f"{printable(str(path))}: [{printable(name)}] is no scale to score"
            raise BadInput(f"{wrong}; there are: {known}")
        if not isinstance(table, dict):
            raise BadInput(f"{printable(str(path))}: [{name}] has to be a table of items")
        try:
            said = list(SCORERS[name](table))
        except NotOnScale as error:
            wrong = f"{printable(str(path))}: [{name}] {printable(str(error))}"
            raise BadInput(f"{wrong}; see {CALLED} scales {name}") from error
        yield heading(name)
        yield lines(*said)


def _filled(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"{printable(str(path))}: there is no such file; check the name") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{printable(str(path))}: cannot be read as TOML: {error}") from error


def _melasma(scale: Scale, table: Mapping[str, Any]) -> Iterator[str]:
    regions = {name: _region(name, given) for name, given in table.items()}
    value = masi(regions) if scale is MASI else mmasi(regions)
    yield f"{value:g} {scale.describe(value)} ({scale.version})"
    yield f"Mind: {scale.to_mind}."


def _region(name: str, given: object) -> Melasma:
    if not isinstance(given, dict):
        raise NotOnScale(f"{name} has to be a table: {{ area = 20, darkness = 3 }}")
    if unknown := set(given) - {"area", "darkness", "homogeneity"}:
        raise NotOnScale(f"{name}: unknown {', '.join(sorted(unknown))}")
    area = given.get("area")
    if isinstance(area, bool) or not isinstance(area, (int, float)):
        raise NotOnScale(f"{name}.area is {shown(area)}; a number of per cent is wanted")
    darkness = _whole(f"{name}.darkness", given.get("darkness"))
    even = given.get("homogeneity")
    return Melasma(
        area_percent=float(area),
        darkness=darkness,
        homogeneity=None if even is None else _whole(f"{name}.homogeneity", even),
    )


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotOnScale(f"{name} is {shown(value)}; a whole number is wanted")
    return value


def _scar(table: Mapping[str, Any]) -> Iterator[str]:
    value = vancouver({name: _whole(name, one) for name, one in table.items()})
    yield f"{value} {VANCOUVER.describe(value)} ({VANCOUVER.version})"
    yield f"Mind: {VANCOUVER.caution}."


def _phototype(table: Mapping[str, Any]) -> Iterator[str]:
    types = phototypes({name: _whole(name, one) for name, one in table.items()})
    missing = [name for name in PHOTOTYPE_ITEMS if name not in table]
    names = " or ".join(one.roman for one in types)
    rest = f"; not answered: {', '.join(missing)}" if missing else ""
    yield f"phototype {names}{rest}"
    yield PHOTOTYPE_CAUTION


def _angle(table: Mapping[str, Any]) -> Iterator[str]:
    if set(table) != {"L", "b"}:
        raise NotOnScale(f"wanted are L and b, found {', '.join(table) or 'nothing'}")
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise NotOnScale(f"{name} is {shown(value)}; a number is wanted")
    angle = typology_angle(lightness=float(table["L"]), blue_yellow=float(table["b"]))
    yield f"{angle:.1f} degrees: {typology_class(angle)}"
    yield ITA_CAUTION


SCORERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "mmasi": lambda table: _melasma(MMASI, table),
    "masi": lambda table: _melasma(MASI, table),
    "vancouver": _scar,
    "phototype": _phototype,
    "ita": _angle,
}
