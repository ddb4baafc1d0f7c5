"""Herpes, and infection by bacteria, early or late.

Doses are the prescriber's: none stands here.
"""

from percuta.evidence.sources.complications import (
    EH_FAMILY,
    NG141_SUMMARY,
    NICE_NG141,
    NTM_REVIEW,
    SAFE2021,
    VAGHELA2021,
)
from percuta.evidence.sources.healing import HARRIS2015, ZENG2025
from percuta.evidence.sources.reviews import CHU2021
from percuta.evidence.sources.safety import CDC_HIV
from percuta.evidence.sources.studies import WU2022
from percuta.healing.complications.complication import Complication, custom, said

HERPES = Complication(
    key="herpes",
    title="Herpes",
    terms=("herpes",),
    looks=(
        said(
            "Spread over treated skin: small round punched-out sores of one size, with crusts; "
            "painful, and fewer whole blisters.",
            EH_FAMILY,
        ),
        said("One eczema herpeticum after needling with plasma is reported.", WU2022),
        said("Reactivation after cosmetic procedures: held to be rare, nobody knows.", VAGHELA2021),
    ),
    ask=(
        said("Cold sores before? Was a prophylaxis taken?", VAGHELA2021),
        said("Fever, feeling ill, swollen glands? Pain in the eye?", EH_FAMILY),
        custom("Eczema, pregnancy, medicines that weaken defence? When did it begin?"),
    ),
    do=(
        custom("A doctor sees it the same day."),
        said("Spread herpes needs antivirals by mouth or vein at once.", EH_FAMILY),
        said("Confirm by a swab (PCR) where the picture is not plain.", EH_FAMILY),
        said(
            "A plain cold sore heals by itself: explain it, and whether a prescription helps.",
            VAGHELA2021,
        ),
        said("Weeping or golden crusts, or no better on antivirals: bacteria as well.", EH_FAMILY),
        custom("No needling before all is healed; write a prophylaxis into the next plan."),
    ),
    never=(
        said("No needling while it is active: infection raises the risk.", CHU2021),
        custom("No steroid cream on it unless a doctor who saw it says so."),
    ),
    refer=(
        said("Near the eye: to an ophthalmologist.", EH_FAMILY),
        custom("That is the same day."),
        said("Fever, feeling ill, swollen glands, eye pain: think of hospital at once.", EH_FAMILY),
    ),
)
INFECTION = Complication(
    key="infection",
    title="Infection, early and late",
    terms=("infection", "mycobacterial"),
    looks=(
        said("Early: redness and swelling, hot and painful, that can spread fast.", NICE_NG141),
        custom("Pus, fever or pain that grows after the second day count as infection till seen."),
        said("No bacterial infection in 18 acne-scar studies; no rate elsewhere.", HARRIS2015),
        said(
            "Late: lumps, abscesses or sores that come after three weeks on average; the right "
            "name was found after ten.",
            ZENG2025,
        ),
        said("Redness is harder to see on darker skin.", NICE_NG141),
    ),
    ask=(
        custom("When did it begin, does it grow, how fast? Fever, shivering, feeling ill?"),
        said("Was the site near the eyes or nose? Is MRSA known?", NICE_NG141),
        said("Tap water, other water or products on the skin since the session?", NTM_REVIEW),
        said("Antibiotics already, and did they help?", NTM_REVIEW),
        said("Diabetes, eczema, or swelling that makes infection likelier?", NICE_NG141),
    ),
    do=(
        said("Draw round the redness before treating, to see whether it grows.", NICE_NG141),
        said("Offer an antibiotic for cellulitis; a doctor chooses and prescribes it.", NICE_NG141),
        said(
            "Consider a swab where skin is broken by a piercing injury, or water was on it.",
            NICE_NG141,
        ),
        said(
            "Late lumps: ask for mycobacteria by name, with tissue for culture and histology.",
            ZENG2025,
            SAFE2021,
        ),
        custom("Keep the lots and the device; look whether others of the same lot have it."),
    ),
    never=(
        said("No more short courses of antibiotics for late lumps: most failed.", NTM_REVIEW),
        said("Histology alone does not part them from a granuloma: culture.", SAFE2021),
        said("No needling before it is healed: an active infection raises the risk.", CHU2021),
    ),
    refer=(
        said(
            "To hospital at once: signs of sepsis, of infection round the eye, or of dying tissue.",
            NG141_SUMMARY,
        ),
        said(
            "Mycobacteria: to a specialist; they need several medicines for long, and sometimes "
            "surgery.",
            ZENG2025,
        ),
        said(
            "Unclean needles may have been used: tests for blood-borne viruses, and the public "
            "health authority.",
            CDC_HIV,
        ),
    ),
)
