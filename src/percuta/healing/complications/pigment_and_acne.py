"""Dark marks, and pimples.

On acne after needling no text on treatment was read; what laser texts say is named as theirs.
"""

from percuta.evidence.sources.complications import (
    ALSTER_TIPS,
    DAVIS2010,
    KAUFMAN2018,
    LASER_AFTER,
)
from percuta.evidence.sources.healing import ACNEORG, HARRIS2015, SKINPEN_DESERT, ZENG2025
from percuta.evidence.sources.reviews import CHU2021
from percuta.evidence.sources.studies import DOGRA2014
from percuta.healing.complications.complication import Complication, custom, said

HYPERPIGMENTATION = Complication(
    key="hyperpigmentation",
    title="Hyperpigmentation",
    terms=("hyperpigmentation",),
    looks=(
        said("Dark marks where skin was inflamed or hurt, procedures included.", KAUFMAN2018),
        said("More frequent and more marked in darker skin.", DAVIS2010, CHU2021),
        said("After a roller on phototypes IV and V: 5 of 36 people in one trial.", DOGRA2014),
    ),
    ask=(
        said("Is the skin still inflamed, sore or itchy? What started it?", DAVIS2010),
        said("Sun since the session, and which sunscreen?", DAVIS2010, ALSTER_TIPS),
        said("Which creams and serums, and do they sting?", DAVIS2010),
        custom("Marks like these before, and how long did they last? Melasma? Pregnant?"),
    ),
    do=(
        said("Begin early; calm what still inflames the skin first.", DAVIS2010),
        said("Protect it from light, with a sunscreen among other things.", DAVIS2010),
        said(
            "First line: creams that lighten, such as azelaic acid or hydroquinone, as a doctor "
            "prescribes; stop what irritates.",
            DAVIS2010,
        ),
        custom("Photograph it in the same view and light, and look again after four weeks."),
        custom("No needling of the place while the marks are new or darken."),
    ),
    never=(
        said("Do not irritate the skin: any treatment that does can darken it more.", DAVIS2010),
        custom("Do not needle the marks to make them fade."),
    ),
    refer=(
        said(
            "To a dermatologist where creams do not help: peels and lasers are for marks that "
            "stay, with caution.",
            DAVIS2010,
        ),
        custom("Within two weeks where a mark grows, bleeds, is uneven, or nobody is sure of it."),
    ),
)
ACNE_FLARE = Complication(
    key="acne_flare",
    title="Acne flare",
    terms=("acne_flare", "milia"),
    looks=(
        said("Small breakouts in the first six days are known.", SKINPEN_DESERT),
        said("Up to 13 % in any one study; milia are reported too.", ACNEORG, HARRIS2015),
    ),
    ask=(
        custom("When did it begin, and did they have acne or rosacea before?"),
        custom("Which creams, oils and make-up since the session?"),
        custom("Is it painful, hot, spreading, or is there fever? Then open Infection."),
    ),
    do=(
        custom("Leave out oily and new products; wash mildly; do not squeeze."),
        said(
            "Where it lasts or troubles the person a doctor may prescribe acne creams or "
            "antibiotics by mouth: said of the time after laser, not of needling.",
            LASER_AFTER,
        ),
    ),
    never=(
        said("No needling over an active infection: it raises the risk.", CHU2021),
        custom("Do not needle over inflamed acne before it has calmed."),
    ),
    refer=(
        custom("To a doctor within a week where lumps are deep or scarring, or it has not calmed."),
        said(
            "Bumps that come or stay two weeks and longer: open Infection, late mycobacteria.",
            ZENG2025,
        ),
    ),
)
