"""The face from the front; the person's right side lies on the left of the picture."""

from collections.abc import Mapping

from percuta_clinic.assessment.figures.drawing import (
    Figure,
    Point,
    Points,
    Shape,
    mirrored,
    oval,
    shape,
    smooth,
    whole,
)

WIDTH, HEIGHT = 400, 500
_HEAD = (
    *((200, 40), (140, 48), (96, 82), (74, 140), (70, 210), (76, 270), (90, 340)),
    *((118, 410), (156, 458), (200, 474)),
)
_HAIR = (
    *((200, 30), (134, 38), (84, 76), (62, 140), (58, 200), (66, 236), (72, 200)),
    *((80, 160), (98, 122), (140, 98), (200, 92)),
)
_EAR = ((70, 206), (58, 204), (52, 222), (56, 250), (66, 276), (76, 278))
_IN_THE_MIDDLE: Mapping[str, Points] = {
    "forehead": (
        *((200, 100), (150, 104), (114, 124), (99, 148), (103, 161), (130, 159)),
        *((160, 160), (182, 166), (200, 168)),
    ),
    "glabella": ((200, 173), (186, 173), (184, 188), (187, 204), (192, 214), (200, 216)),
    "nose": (
        *((200, 220), (191, 222), (187, 250), (180, 282), (168, 302), (166, 316)),
        *((176, 326), (190, 330), (200, 332)),
    ),
    "upper_lip": (
        *((200, 336), (180, 334), (166, 338), (158, 356), (162, 364), (178, 360)),
        *((192, 357), (200, 360)),
    ),
    "chin": ((200, 404), (178, 406), (160, 402), (156, 420), (164, 448), (182, 464), (200, 468)),
}
_RIGHT: Mapping[str, Points] = {
    "temple": (
        *((91, 170), (82, 188), (77, 210), (79, 236), (88, 238), (91, 216)),
        *((99, 196), (114, 181), (106, 170)),
    ),
    "periorbital": oval(138, 218, wide=43, high=33),
    "cheek": (
        *((84, 247), (96, 247), (113, 257), (138, 258), (162, 254), (180, 250)),
        *((174, 284), (161, 306), (155, 326), (151, 350), (140, 370), (122, 374)),
        *((104, 352), (92, 318), (85, 282)),
    ),
    "jaw": (
        *((98, 352), (110, 374), (130, 386), (146, 382), (154, 396), (150, 420)),
        *((156, 446), (138, 434), (116, 404), (103, 376)),
    ),
}
_EYE = oval(138, 216, wide=27, high=15)
_LIPS = ((200, 366), (192, 363), (176, 367), (158, 376), (176, 392), (200, 398))
_NOSTRIL = oval(184, 321, wide=8, high=4)
_BROW = "M{0} 178q{1} -14 {2} 0"


def _pair(stem: str, points: Points, *, hole: tuple[Point, ...] = ()) -> tuple[Shape, Shape]:
    across = mirrored(hole, WIDTH) if hole else ()
    return (
        shape(f"{stem}_right", points, hole=hole),
        shape(f"{stem}_left", mirrored(points, WIDTH), hole=across),
    )


FRONT = Figure(
    key="face-front",
    name="Face, from the front",
    width=WIDTH,
    height=HEIGHT,
    outline=(smooth(whole(_HEAD, WIDTH)), smooth(_EAR), smooth(mirrored(_EAR, WIDTH))),
    hair=(smooth(whole(_HAIR, WIDTH)),),
    shapes=(
        *(shape(key, whole(half, WIDTH)) for key, half in _IN_THE_MIDDLE.items()),
        *(
            one
            for stem, points in _RIGHT.items()
            for one in _pair(stem, points, hole=_EYE if stem == "periorbital" else ())
        ),
    ),
    never=(
        *_pair("eyelid", _EYE),
        shape("lips", whole(_LIPS, WIDTH)),
        *_pair("nostril", _NOSTRIL),
    ),
    lines=(_BROW.format(100, 36, 70), _BROW.format(230, 34, 70)),
)
