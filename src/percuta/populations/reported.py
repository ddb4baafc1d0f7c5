"""What published trials said of their people, beside how much got better; read in their source.

What a trial did not print is not here: ours stands in for it, and ``stands_in`` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.populations.design import DropOut, Spread
from percuta.response.study import Study
from percuta.skin.alike import UNKNOWN_AGE
from percuta.skin.session import REFERENCE_MM

ADULT = (18.0, 100.0)
USUAL = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0)  # phototype III alone
EVEN_IV_V = (0.0, 0.0, 0.0, 1.0, 1.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Reported:
    """People of a trial. ``published`` and ``stands_in`` are words; None is what was not printed.

    ``marks`` are people with dark marks, of so many; ``spread_derived``: how far people lie apart
    stands in the trial's file as a number, but was worked out.
    """

    published: str = ""
    stands_in: tuple[str, ...] = ()
    began: int | None = None
    phototypes: tuple[float, ...] = USUAL
    age: Spread | None = None
    marks: tuple[int, int] | None = None
    spread_derived: bool = False


def _aged(mean: float, sd: float, bounds: tuple[float, float] = ADULT) -> Spread:
    return Spread(mean=mean, sd=sd, least=bounds[0], most=bounds[1])


NO_TYPE = "phototype III"
NO_AGE = f"age {UNKNOWN_AGE:g} for everybody"
NOTHING = Reported(stands_in=(NO_TYPE, NO_AGE))
REPORTED: Mapping[str, Reported] = MappingProxyType(
    {
        "dogra2014": Reported(
            published="36 began and 30 finished, phototypes IV and V, 18 to 40 years old",
            stands_in=("half of them of type IV, half of type V", "age 29 ± 6 within the bounds"),
            began=36,
            phototypes=EVEN_IV_V,
            age=_aged(29.0, 6.0, (18.0, 40.0)),
            marks=(5, 36),
        ),
        "alqam2022": Reported(
            published="35 began and 32 were analysed, 24 of phototype II, 4 of III and 4 of IV, "
            "56.3 ± 5.0 years old, needled up to 2.5 mm deep",
            began=35,
            phototypes=(0.0, 24.0, 4.0, 4.0, 0.0, 0.0),
            age=_aged(56.3, 5.0),
            spread_derived=True,
        ),
        "fabbrocini2014": Reported(
            published="phototypes I to VI in three groups (I and II, III to V, VI)",
            stands_in=("groups of one size, types within them alike in number", NO_AGE),
            phototypes=(3.0, 3.0, 2.0, 2.0, 2.0, 6.0),
            marks=(0, 60),
        ),
        "ishfaq2022": Reported(
            published="phototypes IV to VI",
            stands_in=("a third of each type", NO_AGE),
            phototypes=(0.0, 0.0, 0.0, 1.0, 1.0, 1.0),
        ),
        "lotfi2013": Reported(
            published="phototypes III and IV",
            stands_in=("half of each type", NO_AGE),
            phototypes=(0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
        ),
        "liang2022": Reported(
            published="30 began and 28 were analysed, 41 ± 6.54 years old",
            stands_in=(NO_TYPE,),
            began=30,
            age=_aged(41.0, 6.54),
        ),
        "krithika2025": Reported(
            published="29.8 ± 5.2 years old", stands_in=(NO_TYPE,), age=_aged(29.8, 5.2)
        ),
        "sohag2017": Reported(
            published="26.9 ± 5.952 years old", stands_in=(NO_TYPE,), age=_aged(26.9, 5.952)
        ),
        "majid2009": Reported(
            published="37 began and 36 were analysed", stands_in=(NO_TYPE, NO_AGE), began=37
        ),
        "vietnam2019_weekly": Reported(stands_in=(NO_TYPE, NO_AGE), marks=(0, 31)),
    }
)


def reported(study: Study) -> Reported:
    """What a trial said of its people; nothing of one that is not known here."""
    return REPORTED.get(study.key, NOTHING)


def standing_in(study: Study) -> tuple[str, ...]:
    """What of ours stands where a trial printed nothing."""
    depth = (
        (f"depth {REFERENCE_MM.value:g} mm",)
        if any(arm.depth_mm is None for arm in study.arm)
        else ()
    )
    return (*reported(study).stands_in, *depth, "density 1 (250 punctures per cm²)")


def drop_out(study: Study) -> DropOut:
    """The part of those who began that did not finish; nobody where it was not printed."""
    began = reported(study).began
    finished = sum(arm.people for arm in study.arm)
    return DropOut() if began is None else DropOut(share=round(1 - finished / began, 4))
