"""SkinPen Precision. Its contraindications were read through clinics that copy the label."""

from percuta.devices.device import Clearance, Device, Use
from percuta.devices.label import Entry, Label, Stance, Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    DEN160029,
    K202243,
    SKINPEN_ELITE,
    SKINPEN_STUDY,
)
from percuta.evidence.sources.studies import NCT02646917
from percuta.person import Phototype
from percuta.zones.zone import FACE, Place

LEAST_AGE = Parameter(
    key="devices.skinpen.least_age",
    value=22,
    unit="years",
    status=Status.MEASURED,
    source=DEN160029,
    where="indications for use",
)
REACH_MM = Parameter(
    key="devices.skinpen.reach",
    value=2.5,
    unit="mm",
    status=Status.MEASURED,
    source=K202243,
    where="device description; neck trial",
)
LABEL_DEPTH_MM = Parameter(
    key="devices.skinpen.label_depth",
    value=1.5,
    unit="mm",
    status=Status.MEASURED,
    source=SKINPEN_STUDY,
    where="treatment method of the acne-scar trial; a copied precaution says the same",
    population="41 adults with facial acne scars",
    note="the registry of the same trial allowed 0.25 to 2.0 mm; the stricter figure is used",
)
NECK_DEPTH_MM = Parameter(
    key="devices.skinpen.neck_depth",
    value=2.5,
    unit="mm",
    status=Status.MEASURED,
    source=K202243,
    where="neck trial",
    population="32 adults with neck wrinkles, phototype II to IV",
)
SCAR_AGE = Parameter(
    key="devices.skinpen.scar_age",
    value=366,
    unit="days",
    status=Status.DERIVED,
    note="one year, never a day less",
    source=CONSENT_REPO,
    where="precautions: scars and stretch marks less than one year old",
)

DEPTH_DIFFERS = Disagreement(
    key="skinpen_depth",
    topic="How deep on the face with the SkinPen",
    one_side="1.5 mm at most: the acne-scar trial and a precaution copied from the label.",
    other_side="0.25 to 2.0 mm in the registry of that trial; 2.5 mm on the neck.",
    decision=(
        "1.5 mm on the face; 2.5 mm on the neck for what was cleared there; elsewhere a doctor "
        "confirms anything deeper than 1.5 mm, as older copies of the label name no place."
    ),
    sources=(SKINPEN_STUDY, SKINPEN_ELITE, NCT02646917, K202243),
)

_FORBIDDEN = (
    Topic.EYELID,
    Topic.SKIN_CANCER,
    Topic.BROKEN_SKIN,
    Topic.ALLERGY_METAL,
    Topic.ALLERGY_ANAESTHETIC,
    Topic.BLEEDING_DISORDER,
    Topic.PREGNANCY,
    Topic.NURSING,
    Topic.ISOTRETINOIN,
)
_NOT_EVALUATED = (
    Topic.ACTIVE_INFECTION,
    Topic.WARTS,
    Topic.ACTINIC_KERATOSIS,
    Topic.DIABETES,
    Topic.ECZEMA,
    Topic.PSORIASIS,
    Topic.MOLES,
    Topic.CONTACT_DERMATITIS,
    Topic.CONNECTIVE_TISSUE,
    Topic.HEART,
    Topic.IMMUNOSUPPRESSION,
    Topic.POOR_HEALING,
    Topic.ROSACEA,
    Topic.KELOID,
    Topic.ANTICOAGULANTS,
)

SKINPEN = Device(
    key="skinpen",
    name="SkinPen Precision",
    reach_mm=REACH_MM,
    label_depth_mm=LABEL_DEPTH_MM,
    label_depth_says="deepest it was evaluated for on the face",
    depth_everywhere=False,
    disagreements=(DEPTH_DIFFERS,),
    clearances=(
        Clearance(
            number="K202243",
            use=Use.ACNE_SCARS,
            places=FACE,
            phototypes=frozenset(Phototype),
            least_age=LEAST_AGE,
            source=K202243,
        ),
        Clearance(
            number="K202243",
            use=Use.WRINKLES,
            places=frozenset({Place.NECK}),
            phototypes=frozenset({Phototype.TYPE_II, Phototype.TYPE_III, Phototype.TYPE_IV}),
            least_age=LEAST_AGE,
            source=K202243,
            depth_mm=NECK_DEPTH_MM,
        ),
    ),
    label=Label(
        entries={
            **{t: Entry(stance=Stance.FORBIDS, source=CONSENT_REPO) for t in _FORBIDDEN},
            **{t: Entry(stance=Stance.NOT_EVALUATED, source=CONSENT_REPO) for t in _NOT_EVALUATED},
            Topic.YOUNG_SCAR: Entry(
                stance=Stance.NOT_EVALUATED, source=CONSENT_REPO, window=SCAR_AGE
            ),
        },
        unread="only copies of its label by clinics were read, not the maker's own",
    ),
)
