"""Licensed numbing creams by their labels, who may not have them, and those never offered.

No label read speaks of needling: each is used as for needles put in or small operations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.labels import (
    EMLA_US,
    FDA_BENZO_2018,
    LMX4_UK,
    LMX4_US,
    PLIAGLIS,
)
from percuta.evidence.sources.numbing import CROWN_BLT, EMLA_UK, MCCLESKEY2013
from percuta.evidence.sources.reviews import POISON_TABLE

PER_APPLICATION = "the label's is for one application; that 24 hours share it is our stricter rule"


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """One anaesthetic of a cream, and what may be injected of it: only ever an alarm."""

    name: str
    mg_per_g: Parameter
    injected_per_kg: Parameter
    injected_most: Parameter | None = None


@dataclass(frozen=True, kw_only=True)
class Cream:
    """One licensed cream. ``spared`` are rules on numbing that do not speak of it.

    ``barred`` are those that rule it out for good, with the reason; any other leaves it to a
    doctor, and so does a rule that this file does not know.
    """

    key: str
    name: str
    ingredients: tuple[Ingredient, ...]
    grams_low: Parameter
    grams_high: Parameter
    area_most: Parameter
    minutes_fewest: Parameter
    minutes_usual: Parameter
    minutes_most: Parameter
    spared: frozenset[str]
    barred: Mapping[str, str]
    notes: tuple[str, ...]
    grams_most: Parameter | None = None
    label_fit: str = ""

    @property
    def area(self) -> Limit:
        """The label's area for one application, which all of 24 hours share here."""
        key = "numbed area in 24 hours"
        return Limit(key=f"{key}, {self.name}", unit="cm2", absolute_high=self.area_most)

    @property
    def most_cm2(self) -> float:
        """The area that 24 hours share: the label's, or as far as its grams last."""
        if self.grams_most is None:
            return self.area_most.value
        return min(self.area_most.value, self.grams_most.value * 10 / self.grams_high.value)

    @property
    def limits(self) -> str:
        """What the label limits in a day: the area, and with some creams the grams too."""
        area = f"{self.area_most.value:g} cm2"
        return area if self.grams_most is None else f"{area} and {self.grams_most.value:g} g"

    @property
    def behind_most(self) -> tuple[Parameter, ...]:
        """The numbers behind that area."""
        if self.grams_most is None or self.most_cm2 == self.area_most.value:
            return (self.area_most,)
        return (self.area_most, self.grams_most, self.grams_high)

    @property
    def time(self) -> Limit:
        """The time on the skin."""
        return Limit(
            key=f"time under the cream, {self.name}",
            unit="min",
            recommended_low=self.minutes_fewest,
            recommended_high=self.minutes_usual,
            absolute_high=self.minutes_most,
        )


def _label(
    cream: str, what: str, *, value: float, unit: str, source: Source, note: str = ""
) -> Parameter:
    return Parameter(
        key=f"numbing.{cream}.{what}" if cream else f"numbing.{what}",
        value=value,
        unit=unit,
        status=Status.DERIVED if note else Status.MEASURED,
        source=source,
        where="posology, adults",
        note=note,
    )


def _injected(name: str, what: str, *, value: float, unit: str) -> Parameter:
    return Parameter(
        key=f"numbing.{what}" if name == "lidocaine" else f"numbing.{name}_{what}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=POISON_TABLE,
        where=f"largest single doses injected, {name} without vasoconstrictor",
        note="a limit for injection; only our alarm for cream, of which little is taken up",
    )


def _ingredient(cream: str, name: str, mg_per_g: float, *, source: Source) -> Ingredient:
    stem = f"{cream}.{name}" if cream else name
    per_kg, most = INJECTED[name]
    return Ingredient(
        name=name,
        mg_per_g=Parameter(
            key=f"numbing.{stem}",
            value=mg_per_g,
            unit="mg/g",
            status=Status.DERIVED,
            source=source,
            note=f"{mg_per_g / 10:g} % is {mg_per_g:g} mg in each gram",
        ),
        injected_per_kg=per_kg,
        injected_most=most,
    )


INJECTED: Mapping[str, tuple[Parameter, Parameter | None]] = MappingProxyType(
    {
        "lidocaine": (
            _injected("lidocaine", "injected_per_kg", value=4.5, unit="mg/kg"),
            _injected("lidocaine", "injected_most", value=300, unit="mg"),
        ),
        "prilocaine": (
            _injected("prilocaine", "injected_per_kg", value=6, unit="mg/kg"),
            _injected("prilocaine", "injected_most", value=400, unit="mg"),
        ),
        "tetracaine": (_injected("tetracaine", "injected_per_kg", value=3, unit="mg/kg"), None),
    }
)
METHAEMOGLOBIN, LIVER, HEART_BEAT, ESTERS, ENZYME = (f"numbing.{n:03}" for n in range(1, 6))
ON_WHOLE_SKIN = (
    "Intact skin only, never on eyelids or inside the mouth; wipe off fully and disinfect "
    "before needling."
)
NEVER_AGAIN = "No cream again once needling has begun."
COVER = "Cover it only as its label says."

LMX4 = Cream(
    key="lmx4",
    name="LMX4 (lidocaine 4 %)",
    ingredients=(_ingredient("", "lidocaine", 40, source=LMX4_UK),),
    grams_low=_label("", "grams_low", value=1.5, unit="g/10 cm2", source=LMX4_UK),
    grams_high=_label("", "grams_high", value=2.0, unit="g/10 cm2", source=LMX4_UK),
    area_most=_label("", "area_most", value=900, unit="cm2", source=LMX4_UK, note=PER_APPLICATION),
    minutes_fewest=_label("", "minutes_fewest", value=30, unit="min", source=LMX4_UK),
    minutes_usual=_label("", "minutes_usual_end", value=60, unit="min", source=LMX4_US),
    minutes_most=_label("", "minutes_most", value=300, unit="min", source=LMX4_UK),
    spared=frozenset({ESTERS, ENZYME}),
    barred=MappingProxyType({}),
    label_fit="its doses for adults were read, with a face as an example, not what it is for",
    notes=(
        ON_WHOLE_SKIN,
        NEVER_AGAIN,
        COVER,
        "A US text warns of large areas and prolonged use.",
    ),
)
EMLA = Cream(
    key="emla",
    name="EMLA (lidocaine 2.5 % and prilocaine 2.5 %)",
    ingredients=(
        _ingredient("emla", "lidocaine", 25, source=EMLA_US),
        _ingredient("emla", "prilocaine", 25, source=EMLA_US),
    ),
    grams_low=_label("emla", "grams_low", value=1.5, unit="g/10 cm2", source=EMLA_UK),
    grams_high=_label("emla", "grams_high", value=2.0, unit="g/10 cm2", source=EMLA_US),
    area_most=_label(
        "emla", "area_most", value=600, unit="cm2", source=EMLA_UK, note=PER_APPLICATION
    ),
    grams_most=_label(
        "emla", "grams_most", value=60, unit="g", source=EMLA_UK, note=PER_APPLICATION
    ),
    minutes_fewest=_label("emla", "minutes_fewest", value=60, unit="min", source=EMLA_UK),
    minutes_usual=replace(
        _label("emla", "minutes_usual_end", value=120, unit="min", source=EMLA_US),
        status=Status.ASSUMED,
        note="our choice of an upper end: the US label's least for painful large areas, at 2 g for "
        "each 10 cm2; for small procedures it says at least 60, at 2.5 g on 20 to 25 cm2",
    ),
    minutes_most=_label("emla", "minutes_most", value=300, unit="min", source=EMLA_UK),
    spared=frozenset({ESTERS, ENZYME}),
    barred=MappingProxyType({METHAEMOGLOBIN: "prilocaine is never used with this risk"}),
    label_fit="its largest area is written for newly shaven skin, its dose for small procedures",
    notes=(
        ON_WHOLE_SKIN,
        NEVER_AGAIN,
        "Under a cover, as its label says. On atopic skin 15 to 30 minutes only.",
        "Its US label: small procedures 2.5 g on 20 to 25 cm2 for at least 60 minutes, painful "
        "large areas 2 g for each 10 cm2 for at least 120.",
        "Lung disease raises the risk of methaemoglobinaemia too (US label); no question asks for "
        "it: ask.",
    ),
)
PLIAGLIS_CREAM = Cream(
    key="pliaglis",
    name="Pliaglis (lidocaine 7 % and tetracaine 7 %)",
    ingredients=(
        _ingredient("pliaglis", "lidocaine", 70, source=PLIAGLIS),
        _ingredient("pliaglis", "tetracaine", 70, source=PLIAGLIS),
    ),
    grams_low=_label(
        "pliaglis",
        "grams",
        value=1.3,
        unit="g/10 cm2",
        source=PLIAGLIS,
        note="53 g for 62 square inches (400 cm2), the last row of its table of amounts",
    ),
    grams_high=_label(
        "pliaglis",
        "grams",
        value=1.3,
        unit="g/10 cm2",
        source=PLIAGLIS,
        note="53 g for 62 square inches (400 cm2), the last row of its table of amounts",
    ),
    area_most=_label(
        "pliaglis",
        "area_most",
        value=400,
        unit="cm2",
        source=PLIAGLIS,
        note=f"62 square inches; {PER_APPLICATION}",
    ),
    grams_most=_label(
        "pliaglis", "grams_most", value=53, unit="g", source=PLIAGLIS, note=PER_APPLICATION
    ),
    minutes_fewest=_label("pliaglis", "minutes_fewest", value=20, unit="min", source=PLIAGLIS),
    minutes_usual=_label("pliaglis", "minutes_usual_end", value=30, unit="min", source=PLIAGLIS),
    minutes_most=_label("pliaglis", "minutes_most", value=60, unit="min", source=PLIAGLIS),
    spared=frozenset(),
    barred=MappingProxyType(
        {
            ESTERS: "tetracaine is an ester",
            ENZYME: "tetracaine is broken down slowly",
        }
    ),
    label_fit="its label speaks of fillers and lasers, its longest time of taking tattoos off",
    notes=(
        ON_WHOLE_SKIN,
        NEVER_AGAIN,
        "No cover: it dries to a film that is peeled off. Keep it from eyes and lips, and the used "
        "film from children and pets.",
    ),
)
CREAMS: Mapping[str, Cream] = MappingProxyType({c.key: c for c in (LMX4, EMLA, PLIAGLIS_CREAM)})


@dataclass(frozen=True, kw_only=True)
class NeverOffered:
    """A compounded cream that cannot be chosen, and why."""

    key: str
    name: str
    why: str
    sources: tuple[Source, ...]


NEVER_OFFERED: Mapping[str, NeverOffered] = MappingProxyType(
    {
        one.key: one
        for one in (
            NeverOffered(
                key="blt",
                name="BLT (benzocaine, lidocaine, tetracaine)",
                why="compounded, without a licence or a standard dose; benzocaine can turn the "
                "blood pigment useless (methaemoglobinaemia)",
                sources=(FDA_BENZO_2018, CROWN_BLT),
            ),
            NeverOffered(
                key="lidocaine_23_tetracaine_7",
                name="lidocaine 23 % with tetracaine 7 %",
                why="compounded, without a licence or a standard dose; up to 3.4 micrograms of "
                "lidocaine in a millilitre of blood were measured after a face",
                sources=(MCCLESKEY2013,),
            ),
        )
    }
)
