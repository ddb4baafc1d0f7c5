"""Exceed. One page of its manual was read; its list goes on where nobody could look."""

from percuta.devices.device import Clearance, Device, Use
from percuta.devices.label import Entry, Label, Stance, Topic
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import EXCEED_IFU, K180778, K182407
from percuta.evidence.sources.studies import DALWIG2020
from percuta.person import Phototype
from percuta.zones.zone import FACE, Place

LEAST_AGE = Parameter(
    key="devices.exceed.least_age",
    value=22,
    unit="years",
    status=Status.MEASURED,
    source=K180778,
    where="indications for use",
)
REACH_MM = Parameter(
    key="devices.exceed.reach",
    value=1.9,
    unit="mm",
    status=Status.MEASURED,
    source=K182407,
    where="device description: handpiece scale",
)
LABEL_DEPTH_MM = Parameter(
    key="devices.exceed.label_depth",
    value=1.5,
    unit="mm",
    status=Status.MEASURED,
    source=K182407,
    where="device description: needle length",
)
TOLERANCE_MM = Parameter(
    key="devices.exceed.tolerance",
    value=0.15,
    unit="mm",
    status=Status.MEASURED,
    source=K182407,
    where="device description: depth tolerance",
)
SESSIONS_SCARS = Parameter(
    key="devices.exceed.sessions_scars",
    value=4,
    unit="count",
    status=Status.MEASURED,
    source=DALWIG2020,
    where="abstract",
)


def _window(topic: str, days: int, printed: str) -> Parameter:
    return Parameter(
        key=f"devices.exceed.{topic}_window",
        value=days,
        unit="days",
        status=Status.DERIVED,
        source=EXCEED_IFU,
        where="p. 34, contraindications",
        note=f"{printed}; rules use it on every device, as a stop on this one only",
    )


FILLER_WINDOW = _window("filler", 184, "six months, never a day less")
SURGERY_WINDOW = _window("surgery", 366, "twelve months, never a day less")
YOUNG_SCAR_WINDOW = _window("young_scar", 184, "six months, never a day less")
CHEMOTHERAPY_WINDOW = _window("chemotherapy", 28, "four weeks")

_FORBIDDEN = (
    Topic.ACTIVE_INFECTION,
    Topic.WARTS,
    Topic.MOLES,
    Topic.SKIN_CANCER,
    Topic.ACTINIC_KERATOSIS,
    Topic.BROKEN_SKIN,
    Topic.ACNE,
    Topic.ECZEMA,
    Topic.ROSACEA,
    Topic.ALLERGY_ANAESTHETIC,
    Topic.BLEEDING_DISORDER,
    Topic.ANTICOAGULANTS,
    Topic.DIABETES_UNCONTROLLED,
    Topic.KELOID,
    Topic.SYSTEMIC_INFECTION,
)
_WINDOWS = {
    Topic.FILLER: FILLER_WINDOW,
    Topic.SURGERY: SURGERY_WINDOW,
    Topic.YOUNG_SCAR: YOUNG_SCAR_WINDOW,
    Topic.CHEMOTHERAPY: CHEMOTHERAPY_WINDOW,
}

EXCEED = Device(
    key="exceed",
    name="Exceed",
    reach_mm=REACH_MM,
    label_depth_mm=LABEL_DEPTH_MM,
    label_depth_says="length of the needles it was cleared with",
    depth_everywhere=True,
    tolerance_mm=TOLERANCE_MM,
    sessions={Use.ACNE_SCARS: SESSIONS_SCARS},
    clearances=(
        Clearance(
            number="K180778",
            use=Use.WRINKLES,
            places=frozenset({Place.GLABELLA, Place.PERIORBITAL, Place.CHEEK}),
            phototypes=frozenset({Phototype.TYPE_I, Phototype.TYPE_II, Phototype.TYPE_III}),
            least_age=LEAST_AGE,
            source=K180778,
            only={Place.CHEEK: "its folds"},
        ),
        Clearance(
            number="K182407",
            use=Use.ACNE_SCARS,
            places=FACE,
            phototypes=frozenset(Phototype) - {Phototype.TYPE_V, Phototype.TYPE_VI},
            least_age=LEAST_AGE,
            source=K182407,
        ),
    ),
    label=Label(
        entries={
            **{t: Entry(stance=Stance.FORBIDS, source=EXCEED_IFU) for t in _FORBIDDEN},
            **{
                t: Entry(stance=Stance.FORBIDS, source=EXCEED_IFU, window=w)
                for t, w in _WINDOWS.items()
            },
        },
        unread="its contraindications go on on a page that could not be read",
    ),
)
