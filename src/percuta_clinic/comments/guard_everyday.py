"""Words that are also names, and words by which a language is known."""

import re

from percuta_clinic.comments.letters_alike import plain, words
from percuta_clinic.comments.templates import SAFE

EVERYDAY = frozenset(
    words(
        "an art bach baker band bank bauer bay beck bell berg best bird bishop black blue bond "
        "book bridge brook brown burn bush butler call carpenter case chance church clay coal "
        "cook cooper cross day dean dear dove down drew early earl east english faith farmer "
        "field fine fish fisher ford forest fox frank free french friend frost gay german gold "
        "good grace grant gray green grey hall hand hard hart heart heather hill holly home hope "
        "house hunter ivy jack joy june july just kind king klein knight lake lamb lane lang lark "
        "lily little long love low major mark mason may mercy mill miller moon moore more much "
        "new noble north olive page park parker peace pearl penny piper pool poor pope port "
        "potter power price prime prince rain ray read reed rich rice ring river robin rose ruby "
        "sage salt sand schwarz scholar sharp shepherd short silver singer skin sky small smart "
        "smith south spring star stark stein still stone storm strong summer sun sunny sweet "
        "swift taylor teal thank thanks thick thorn tower town turner violet walker wall ward "
        "waters weaver weber weiss well wells west white wild will wills winter wise wolf wood "
        "woods wright young care cure needle patient healer neumann"
    )
)
OWN_WORDS = frozenset(re.findall(r"\w+", plain(" ".join(words for _, words in SAFE))))
TONGUES = frozenset(
    words(
        "the a an and or is are we you your to of for with in on it this that please thank thanks "
        "not can be have from our do as at by if than more most very only one ones all any but no "
        "so when which who how what does will may has had was were after before them their there "
        "about up out they some my me he she his her its us these those then also der die das und "
        "oder ist sind wir sie ihr zu von fur mit es nicht kann bitte danke den dem ein eine auf "
        "le les une et ou est nous vous votre de du des pour avec ne pas merci"
    )
)
