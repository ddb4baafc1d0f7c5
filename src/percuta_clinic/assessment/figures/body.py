"""The body from the front and the back; on the front its right side lies on the left."""

from collections.abc import Mapping

from percuta_clinic.assessment.figures.drawing import (
    Figure,
    Points,
    Shape,
    mirrored,
    oval,
    shape,
    smooth,
    whole,
)

WIDTH, HEIGHT = 300, 630
_OUTLINE = (
    *((150, 18), (132, 22), (122, 44), (126, 70), (136, 86), (136, 104), (116, 116)),
    *((88, 124), (74, 140), (66, 176), (58, 226), (46, 276), (36, 312), (30, 330)),
    *((28, 350), (36, 358), (46, 346), (52, 326), (66, 282), (80, 236), (90, 196)),
    *((96, 236), (98, 270), (92, 306), (88, 350), (92, 410), (96, 452), (92, 500)),
    *((98, 560), (104, 592), (90, 606), (92, 612), (116, 610), (122, 594), (124, 560)),
    *((130, 500), (134, 450), (142, 380), (148, 330), (150, 322)),
)
_LIMBS: Mapping[str, Points] = {
    "upper_arm": (
        *((84, 134), (92, 144), (88, 170), (83, 200), (77, 228), (64, 222)),
        *((66, 196), (71, 164), (76, 144)),
    ),
    "forearm": (
        *((62, 229), (76, 234), (68, 262), (56, 300), (49, 318), (37, 313)),
        *((44, 288), (54, 254)),
    ),
    "lower_leg": (
        *((99, 448), (116, 446), (130, 446), (127, 480), (124, 530), (120, 580)),
        *((108, 584), (101, 556), (96, 510), (96, 476)),
    ),
}
_FRONT_MIDDLE: Mapping[str, Points] = {
    "neck": ((150, 92), (141, 90), (140, 104), (134, 112), (150, 116)),
    "decollete": ((150, 121), (128, 119), (104, 127), (106, 142), (126, 150), (150, 152)),
    "abdomen": (
        *((150, 196), (126, 198), (118, 204), (118, 240), (116, 276), (124, 296)),
        (150, 306),
    ),
}
_FRONT_PAIRS: Mapping[str, Points] = {
    **_LIMBS,
    "breast": (
        *((102, 150), (122, 156), (144, 158), (146, 178), (136, 192), (118, 194)),
        *((102, 190), (97, 172)),
    ),
    "flank": (
        *((98, 199), (113, 202), (113, 238), (111, 272), (104, 284), (101, 264)),
        (101, 232),
    ),
    "thigh": (
        *((97, 302), (112, 296), (126, 306), (145, 332), (140, 376), (134, 420)),
        *((128, 438), (110, 440), (98, 426), (92, 384), (91, 340)),
    ),
}
_BACK_MIDDLE: Mapping[str, Points] = {
    "scalp": ((150, 20), (134, 24), (124, 46), (130, 72), (150, 78)),
    "neck": ((150, 83), (138, 82), (138, 102), (132, 112), (150, 114)),
    "upper_back": (
        *((150, 119), (126, 118), (104, 126), (97, 140), (97, 170), (100, 206)),
        *((124, 214), (150, 216)),
    ),
    "lower_back": (*((150, 221), (124, 219), (112, 220), (112, 256), (116, 274), (150, 280)),),
}
_BACK_PAIRS: Mapping[str, Points] = {
    **_LIMBS,
    "hand": ((36, 320), (47, 325), (46, 340), (40, 352), (32, 350), (31, 336)),
    "flank": (
        *((101, 213), (108, 217), (108, 256), (108, 274), (102, 279), (101, 262)),
        (100, 232),
    ),
    "buttock": (
        *((98, 288), (114, 283), (134, 285), (147, 291), (147, 318), (136, 334)),
        *((114, 336), (96, 326), (93, 306)),
    ),
    "thigh": (
        *((95, 334), (114, 343), (136, 341), (145, 335), (140, 376), (134, 420)),
        *((128, 438), (110, 440), (98, 426), (92, 384), (92, 350)),
    ),
}
_NIPPLE = oval(119, 178, wide=6, high=5)
_GENITALS = ((150, 308), (140, 310), (144, 320), (150, 326))


def _pairs(places: Mapping[str, Points], *, back: bool = False) -> tuple[Shape, ...]:
    """Drawn on the left of the picture: the person's right in front, her left from behind."""
    near, far = ("left", "right") if back else ("right", "left")
    return tuple(
        one
        for stem, points in places.items()
        for one in (
            shape(f"{stem}_{near}", points),
            shape(f"{stem}_{far}", mirrored(points, WIDTH)),
        )
    )


def _middle(places: Mapping[str, Points]) -> tuple[Shape, ...]:
    return tuple(shape(key, whole(half, WIDTH)) for key, half in places.items())


_BODY = (smooth(whole(_OUTLINE, WIDTH)),)
FRONT = Figure(
    key="body-front",
    name="Body, from the front",
    width=WIDTH,
    height=HEIGHT,
    outline=_BODY,
    hair=(),
    shapes=(*_middle(_FRONT_MIDDLE), *_pairs(_FRONT_PAIRS)),
    never=(*_pairs({"nipple": _NIPPLE}), *_middle({"genitals": _GENITALS})),
)
BACK = Figure(
    key="body-back",
    name="Body, from the back",
    width=WIDTH,
    height=HEIGHT,
    outline=_BODY,
    hair=(),
    shapes=(*_middle(_BACK_MIDDLE), *_pairs(_BACK_PAIRS, back=True)),
    never=(),
)
