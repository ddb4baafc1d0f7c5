"""What may touch the skin while it is needled: what is needled in can stay there for years."""

from percuta.devices.device import Device
from percuta.devices.skinpen import SKINPEN
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Status
from percuta.evidence.sources.healing import (
    FRIEDMANN2024,
    SKINPEN_DERMATIQUE,
    SOLTANI2014,
)
from percuta.evidence.sources.labels import (
    DEN160029,
    DERMAPEN4,
    EMLA_US,
    SKINPEN_ELITE,
    SKINPEN_NUANCE,
)
from percuta.evidence.sources.laws import CFR_878_4430
from percuta.evidence.sources.reviews import MINUTILLI2024, NEEDLINGGUIDE, TALAKOUB
from percuta.healing.advice import Advice, Does
from percuta.planning.plan import Plan
from percuta.planning.request import Request

NOTHING_IN = Disagreement(
    key="topicals",
    topic="What may be put on needled skin",
    one_side=(
        "The label allows only the gel supplied with the device; granulomas and a reaction of the "
        "whole body followed vitamin C and other serums."
    ),
    other_side="Clinics and one letter put on hyaluronic acid, vitamins or blood plasma.",
    decision="Only what the device's label supplies or allows, and nothing is needled in.",
    sources=(SKINPEN_NUANCE, SOLTANI2014, FRIEDMANN2024, MINUTILLI2024, SKINPEN_DERMATIQUE),
)

CLEANSED = Advice(
    key="during.cleansed",
    topic="cleansed and disinfected",
    does=Does.DO,
    patient="We clean your skin before we start.",
    clinician=(
        "Cleanse and disinfect; alcohol and chlorhexidine are reported. Keep chlorhexidine away "
        "from the eyes (assumed)."
    ),
    sources=(TALAKOUB, DERMAPEN4),
)
CREAM_OFF = Advice(
    key="during.cream_off",
    topic="cream off",
    does=Does.DO,
    patient="We wipe off every bit of numbing cream before we start.",
    clinician="Anaesthetic off completely before the skin is cleansed.",
    sources=(TALAKOUB, DERMAPEN4),
)
GEL = Advice(
    key="during.gel",
    topic="gel of the device only",
    does=Does.DO,
    patient="Only the sterile gel that belongs to the device touches your skin.",
    clinician="Sterile hydrogel as supplied or allowed by the device's label, thin, single use.",
    sources=(SKINPEN_ELITE, DEN160029),
    disagreement=NOTHING_IN,
)
NO_GEL_READ = Advice(
    key="during.gel",
    topic="gel by the label only",
    does=Does.DO,
    patient="Only what the maker of the device allows touches your skin.",
    clinician=(
        "What was read of this device's manual names no gel: sterile and single use, and only as "
        "its label supplies or allows; otherwise none."
    ),
    sources=(DEN160029,),
    status=Status.ASSUMED,
    disagreement=NOTHING_IN,
)
NO_SERUM = Advice(
    key="during.no_serum",
    topic="no serum, no vitamin C",
    does=Does.AVOID,
    patient="We put no serum, vitamin or scent on while we needle. It could leave lasting lumps.",
    clinician=(
        "No vitamin C, growth factor, cosmetic serum, fragrance or pigmented sunscreen: 15 people "
        "with granulomas in 13 reports, most after a pen with vitamin C. The United States class "
        "leaves out devices that carry products into the skin."
    ),
    sources=(FRIEDMANN2024, SOLTANI2014, CFR_878_4430),
    disagreement=NOTHING_IN,
)
NO_SECOND_CREAM = Advice(
    key="during.no_second_cream",
    topic="no cream on needled skin",
    does=Does.AVOID,
    patient="Once needling has begun, no more numbing cream goes on.",
    clinician="No anaesthetic on needled skin and no cover over it: uptake rises.",
    sources=(EMLA_US, NEEDLINGGUIDE),
)


def gel_is_supplied(device: Device) -> bool:
    """Whether the label of the device, as far as it was read, supplies a gel."""
    return device.key == SKINPEN.key


def on_the_skin(request: Request, plan: Plan) -> tuple[Advice, ...]:
    """What may and may not touch the skin during a session."""
    gel = GEL if gel_is_supplied(request.device) else NO_GEL_READ
    if all(session.cream is None for session in plan.sessions):
        return (CLEANSED, gel, NO_SERUM)
    return (CREAM_OFF, CLEANSED, gel, NO_SERUM, NO_SECOND_CREAM)
