"""What an entry of a session is about, in the words of the room; no key stands in them."""

import re

from percuta_clinic.intake.science.places import place_words

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OF_SLOTS = {
    "stop": "Stopped early",
    "pause": "Pause",
    "arrive/identity": "Name and birth date",
    "arrive/home": "Cream at home",
    "arrive/changed": "Since the questions",
    "cleanse": "Skin cleansed",
    "numb/none": "Without cream",
    "numb": "Numbing cream",
    "numb/off": "Numbing cream taken off",
    "cartridge": "Cartridge",
    "cartridge/end": "End of a cartridge",
    "finish/soothing": "Put on the skin",
    "finish/skin": "Skin afterwards",
    "finish/photo": "Photograph",
    "finish/aftercare": "Aftercare",
    "finish/next": "Next date",
    "note": "Note",
    "problem": "A problem",
    "problem/end": "How a problem ended",
}


def slot_words(slot: str) -> str:
    """A place, a step or a thing; of a problem only that it is one."""
    parts = slot.split("/")
    if parts[0] == "zone":
        name = place_words(parts[1])
        more = ", another depth" if len(parts) > 2 else ""
        return f"{name[:1].upper()}{name[1:]}{more}"
    if parts[0] == "check":
        return parts[1].replace("_", " ").capitalize()
    plain = "/".join(part for part in parts if not KEY.fullmatch(part))
    if plain.startswith("problem/step"):
        return "A step of a problem"
    return _OF_SLOTS.get(plain, plain.replace("/", ", ").replace("_", " ").capitalize())
