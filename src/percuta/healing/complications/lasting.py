"""What stays: granuloma, tram-track scars, prolonged redness."""

from percuta.evidence.sources.complications import MARTIN2021, SAFE2021
from percuta.evidence.sources.healing import FRIEDMANN2024, SOLTANI2014
from percuta.evidence.sources.reviews import CHU2021, SOC_CHAPTER
from percuta.evidence.sources.studies import DOGRA2014
from percuta.healing.complications.complication import Complication, custom, said
from percuta.healing.hours import REDNESS_ALARM

GRANULOMA = Complication(
    key="granuloma",
    title="Granuloma",
    terms=("granuloma",),
    looks=(
        said("Itchy red eruption that begins within days and stays for months.", MARTIN2021),
        said("15 people in 13 reports, mostly a pen with vitamin C put on.", FRIEDMANN2024),
        said("It may come with reactions of the whole body.", SOLTANI2014),
    ),
    ask=(
        said("What was put on the skin before, during and after, by name?", FRIEDMANN2024),
        said("Signs elsewhere in the body? They were reported.", SOLTANI2014),
        said("Metal allergy, allergies to creams?", CHU2021),
        custom("Sarcoidosis, tattoos or fillers in the area?"),
    ),
    do=(
        custom("Stop every product that was on the skin around the session."),
        said(
            "Biopsy; send tissue for mycobacteria too, for both show granulomas.",
            FRIEDMANN2024,
            SAFE2021,
        ),
        said("Think of patch tests: they were seldom done.", FRIEDMANN2024),
        said(
            "Say that no treatment helps everybody: steroids, antibiotics and others helped some.",
            FRIEDMANN2024,
            MARTIN2021,
        ),
    ),
    never=(
        said("Do not put products on open skin that are not made for it.", CHU2021),
        custom("Do not needle the area again before a dermatologist agrees."),
    ),
    refer=(
        custom("To a dermatologist within a week, with the list of products and lots."),
        custom("At once where the whole body reacts."),
    ),
)
TRAM_TRACK = Complication(
    key="tram_track",
    title="Tram-track scars",
    terms=("tram_track", "raised_scar"),
    looks=(
        custom("Fine raised lines in rows, as the needles ran."),
        said("2 of 36 people in one trial with a roller.", DOGRA2014),
        said("Linked to rollers, and to pressure over bone.", SOC_CHAPTER),
        said("They may stay.", CHU2021),
    ),
    ask=(
        said("Roller or pen, how deep, how hard, over which bone?", SOC_CHAPTER),
        custom("Raised scars or keloids before, in the person or the family?"),
        custom("Do they itch, hurt or grow?"),
    ),
    do=(
        custom("Photograph in raking light; stop needling of the area."),
        custom("Look at the record: device, depth, passes and pressure; correct the technique."),
        custom("Sunscreen, so that they do not darken; look again after four and twelve weeks."),
    ),
    never=(
        said("Do not press needles over bone.", SOC_CHAPTER),
        custom("Do not needle the lines to flatten them."),
    ),
    refer=(
        custom("To a dermatologist where they are there after four weeks, or grow at any time."),
        custom("No text that we read says what treats them; say so."),
    ),
)
PROLONGED_REDNESS = Complication(
    key="prolonged_redness",
    title="Prolonged redness",
    terms=("prolonged_redness",),
    looks=(
        said("Redness of the session is gone within about a week.", CHU2021),
        custom(f"Still there on day {REDNESS_ALARM.value:g}: it is looked at."),
        said("Irritant dermatitis is among what was reported.", CHU2021),
    ),
    ask=(
        custom("Does it fade or grow? Warm, sore, itchy, with pus or lumps?"),
        said("Every product on the skin since the session, vitamin C above all?", FRIEDMANN2024),
        custom("Retinoids, acids, exercise, heat, sun? Rosacea or eczema before?"),
    ),
    do=(
        custom("Stop all products but a plain moisturiser and sunscreen; cool it; no heat."),
        said("Bumps or itch that stay: think of a granuloma and open it.", MARTIN2021),
        custom("Warm, sore or spreading: open Infection."),
        custom("Look again within a week; photograph it in the same view."),
    ),
    never=(
        custom("No steroid cream for weeks without a doctor: it can keep a face red."),
        custom("No needling before the redness is gone."),
    ),
    refer=(
        custom("To a doctor within a week of that day; sooner where it grows."),
        custom("To a dermatologist where it is there after four weeks."),
    ),
)
