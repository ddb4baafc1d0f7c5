"""Words that speak of everybody: a reply of others waits for a second person."""

from percuta_clinic.comments.guard_everyday import OWN_WORDS
from percuta_clinic.comments.letters_alike import words

# Left out on purpose: what knows a person, what is over, what comes next, how it went, pleasure.
_LITTLE = words(
    "a about above across after against all also although always an and any anybody anyone "
    "anything apart are as ask asked asking at be because before being below between both but by "
    "can cannot could do does during each either enough even every everybody everyone everything "
    "few for from has have how however if in instead into is it its itself just least less like "
    "many may might more most much must need needed needs neither never no nobody none nor not "
    "nothing of often on once one ones only or other others otherwise our out own per please "
    "go rather same should since so some somebody "
    "someone something sometimes than that the their them "
    "themselves then there therefore these they this those though through to too two under until "
    "up upon us used using usual usually very we what when where whether which while who whoever "
    "whom whose why will with within without would you your yours yourself"
)
_NUMBERS = words(
    "one two three four five six seven eight nine ten twelve twenty thirty forty fifty sixty "
    "first second third half quarter several dozen hundred thousand"
)
_CLINIC = words(
    "address anybody answer answers appointment appointments article articles book booking call "
    "clinic comment comments consultation consultations correct corrected dear doctor doctors "
    "email emergencies emergency friday gladly happy help helps hospital hours letter mail "
    "message mistake monday name names number numbers open opinion page pages patience patients "
    "person people phone phones picture pictures price prices privacy private question questions "
    "read reading reader readers reply ring say says see send sentence service services share "
    "sharing show shown shows side sign site speak stands table tell tells text thank thanks time "
    "times today top translation visiting visit website welcome word words write writing wrong"
)
_SKIN = words(
    "acne active adverse decide decides advice advise "
    "allergy alcohol allowed antibiotics area areas arm arms "
    "avoid bacteria begin begins bleeding blood body calm care careful cell cells change changes "
    "chlorine chronic clean cleanse closed collagen common cream creams dark darker daily day days "
    "deep deeper depend depends depth describe device devices differ different disease diseases "
    "downtime drawn drink dry effect effects evidence examine expect eye eyes face fever fibre "
    "fibres follow general gentle gel hair hand hands hard harm hat heal healing heals healthy "
    "heat high higher hour hurt hurts ice important infection infections injection iron irritate "
    "isotretinoin kind know known laser layer layers least leave light lip lips long longer look "
    "looks low lower make makeup mark marks mean means measure medicine medicines microneedling "
    "minute minutes mm month months neck needle needles needling new normal numb numbing oil older "
    "pain pale part parts pigment pigmentation place places plan pool pore pores powder pregnancy "
    "pregnant pressure product products promise protect reach reaction reactions reason "
    "reasons recommend red redness remove result results retinol risk risks safe sauna scale scar "
    "scars session sessions shallow sharp shave short shower shows sign signs skin sleep slow "
    "slowly small smoke smoking sore special sport start statement sterile stings stop stopped "
    "strength strong stronger studies study sun sunburn sunscreen surface sweat swelling swim "
    "swimming swollen symptom symptoms take takes thick thicker thin thinner thinners tone touch "
    "tools treat treatment treatments treats trial trials type types untreated use vitamin "
    "wait warm warmth wash water week weeks wear work works worry wound wounds wrinkles year "
    "years young younger"
)
_OTHER_TONGUES = words(
    "vielen dank fur ihre frage bitte rufen schreiben sie uns an merci pour votre question vous "
    "pouvez nous appeler ecrire"
)
GENERAL = frozenset((*_LITTLE, *_NUMBERS, *_CLINIC, *_SKIN, *_OTHER_TONGUES, *OWN_WORDS))
OF_A_STUDY = frozenset(words("had was were did found compared reported lasted"))
