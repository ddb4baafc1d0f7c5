"""Areas, thickness and charted depths by place of the face.

Areas split the face of the cream's label (200 cm2) by shares of our own, since no measured
areas of facial zones were read. Thickness is the thinner-reading of two kinds of series
(decision: use the lower). Charts come from vendors, the weakest grade: they only tighten.
"""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import LMX4_UK
from percuta.evidence.sources.practice import DRPEN_CHART
from percuta.evidence.sources.studies import CN50MHZ, MENG2022
from percuta.zones.zone import Chart, Place, Thickness

FACE_AREA_CM2 = Parameter(
    key="zones.face_area",
    value=200,
    unit="cm2",
    status=Status.MEASURED,
    source=LMX4_UK,
    where="posology, estimate for a face",
    note="the label estimates 30 to 40 g of cream for about 200 cm2",
)

# Shares of one zone (one side of a pair); pairs counted twice they add up to 1.
SHARES = {
    Place.FOREHEAD: 0.18,
    Place.GLABELLA: 0.03,
    Place.TEMPLE: 0.05,
    Place.PERIORBITAL: 0.05,
    Place.NOSE: 0.08,
    Place.CHEEK: 0.16,
    Place.UPPER_LIP: 0.04,
    Place.CHIN: 0.05,
    Place.JAW: 0.05,
}

# Epidermis and dermis, mean in mm: women, then men (Meng 2022, table 2).
MENG_LAYERS = {
    Place.FOREHEAD: ((0.20, 0.86), (0.22, 1.17)),
    Place.GLABELLA: ((0.19, 0.90), (0.21, 1.14)),
    Place.TEMPLE: ((0.18, 0.80), (0.19, 1.06)),
    Place.NOSE: ((0.19, 0.93), (0.20, 1.03)),
    Place.CHEEK: ((0.20, 0.87), (0.19, 1.14)),
    Place.JAW: ((0.18, 0.91), (0.21, 1.02)),
}

MEAN = "mean epidermis and dermis of {who} in the thinner-reading series, so about half are thinner"

# A place the series has no site for borrows a neighbour: an unknown never means deeper.
BORROWED = {Place.CHIN: Place.JAW}

# What the thicker-reading series, 50 MHz ultrasound, says of the whole skin.
THICKER_SERIES = {
    Place.FOREHEAD: ("1.86 to 1.98 mm in women of 20 to 49", "2.45 mm in men of 20 to 29"),
    Place.CHEEK: ("1.90 to 2.12 mm in women of 20 to 49", "2.53 mm in men of 20 to 29"),
}

# Shallowest and deepest (mm) of three vendor charts taken together.
CHART_SPANS = {
    Place.FOREHEAD: (0.25, 0.75),
    Place.GLABELLA: (0.25, 1.0),
    Place.PERIORBITAL: (0.2, 0.5),
    Place.NOSE: (0.25, 0.75),
    Place.CHEEK: (0.5, 2.0),
    Place.UPPER_LIP: (0.25, 0.75),
    Place.CHIN: (0.5, 2.0),
    Place.JAW: (0.5, 2.0),
}


def area(place: Place) -> Parameter:
    """Area of one zone in cm2: its share of the face. Assumed, to be measured on the person."""
    share = SHARES[place]
    return Parameter(
        key=f"zones.{place.name.lower()}.area",
        value=round(FACE_AREA_CM2.value * share, 1),
        unit="cm2",
        status=Status.ASSUMED,
        source=LMX4_UK,
        where=f"{share:.0%} of the face",
        note="our share of the label's face of 200 cm2; measure it where it matters",
    )


def thickness(place: Place) -> Thickness | None:
    """Epidermis plus dermis by sex, or None where the series read has no site to go by."""
    site = BORROWED.get(place, place)
    if site not in MENG_LAYERS:
        return None
    women, men = MENG_LAYERS[site]
    thicker_female, thicker_male = THICKER_SERIES.get(place, ("", ""))
    return Thickness(
        female_mm=_total(place, "women", women),
        male_mm=_total(place, "men", men),
        says=MEAN,
        borrowed_from=BORROWED.get(place),
        thicker_female=thicker_female,
        thicker_male=thicker_male,
        thicker_source=CN50MHZ if place in THICKER_SERIES else None,
    )


def _total(place: Place, who: str, layers: tuple[float, float]) -> Parameter:
    epidermis, dermis = layers
    site = BORROWED.get(place)
    borrowed = f"; not measured here, the {site}'s taken instead" if site is not None else ""
    return Parameter(
        key=f"zones.{place.name.lower()}.thickness_{who}",
        value=round(epidermis + dermis, 2),
        unit="mm",
        status=Status.DERIVED if site is None else Status.ASSUMED,
        source=MENG2022,
        where="table 2",
        population=f"{who} among 118 Chinese adults",
        note=f"sum of the means: epidermis {epidermis:g}, dermis {dermis:g} mm{borrowed}",
    )


def chart(place: Place) -> Chart | None:
    """Charted depths, or None where no chart for mechanical needling was read."""
    if place not in CHART_SPANS:
        return None
    low, high = CHART_SPANS[place]
    return Chart(low_mm=_charted(place, "low", low), high_mm=_charted(place, "high", high))


def _charted(place: Place, end: str, value: float) -> Parameter:
    return Parameter(
        key=f"zones.{place.name.lower()}.chart_{end}",
        value=value,
        unit="mm",
        status=Status.DERIVED,
        source=DRPEN_CHART,
        where="table by area of the face",
        note="span of three vendor charts, for home use; only ever used to hold a depth back",
    )
