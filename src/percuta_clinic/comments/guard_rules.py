"""What a public reply must not say, each with the reason the writer reads."""

import re
from dataclasses import dataclass

from percuta_clinic.comments.guard_words import CARE, DEEDS
from percuta_clinic.comments.letters_alike import words

STOP = words(
    "about on for with to of and or that is are if when in at by before after from but as we "
    "you zu zum zur uber von fur nach auf mit sur pour de du des a au"
)
_GAP = rf"(?:(?!(?:{'|'.join(STOP)})\b)[^\s#]+ )"
_ANY = r"(?:[^\s#]+ )"
_YOUR = r"(?:your|yours|dein\w*|ihre?[mnrs]?|votre|vos|tes)"
_THEM = r"(?:you|him|her|them|sie|dich|ihnen|dir|vous)"
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|marz|march|apr(?:il)?|mai|may|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HAPPY = r"(?:glad|happy|pleased|delighted|great|good|nice|thrilled|lovely|wonderful|relieved)"
_PRESSED = "welcomed|treating|seeing|meeting|visiting|choosing|trusting"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """``why`` follows the quoted words."""

    key: str
    why: str
    pattern: re.Pattern[str]


def care(services: tuple[str, ...] = ()) -> str:
    """Nouns of a treatment, and the clinic's own services."""
    names = [re.escape(one) for one in services if one]
    return rf"(?:{'|'.join((*names, *CARE))})(?:s|es|en)?\b(?! ?(?:page|number)s?\b)"


def _rule(key: str, why: str, *patterns: str) -> Rule:
    joined = "|".join(f"(?:{one})" for one in patterns)
    return Rule(key=key, why=why, pattern=re.compile(rf"(?<![^\s])(?:{joined})(?![^\s])"))


def about_care(services: tuple[str, ...]) -> Rule:
    """``your session``, in any order."""
    noun = care(services)
    return _rule(
        "care",
        "speaks of the care, the skin or a visit of the reader, as if they had been here",
        rf"{_YOUR} (?!own doctor|family doctor|own dermatologist){_GAP}{{0,3}}?{noun}",
        rf"{noun} (?:of yours|with us|you (?:have )?(?:had|got|did|booked|received|chose|paid))",
        rf"{noun} {_ANY}{{0,2}}?(?:you (?:have )?(?:had|got|booked|received|came|underwent))",
        rf"(?:last|next|previous|upcoming|recent|final|follow up) {noun}",
        rf"(?<!if )(?<!when )(?<!once )you have (?:an? |the |your )?{_GAP}{{0,2}}?"
        r"(?:appointment|session|booking|visit|treatment)s?",
    )


RULES = (
    _rule(
        "we_did",
        "says that somebody here did something for a person",
        rf"(?:{'|'.join(one for one in DEEDS if one.endswith('ed'))}|treat|saw|seen|met|gave|numb|"
        rf"helped|looked after|taken care of|took care of|cared for|had) {_ANY}{{0,1}}?{_THEM}"
        r"(?! (?:can|may|should|could|will|would|have)\b)",
        rf"(?:we|i|team|doctor|nurse|staff|she|he|they) {_ANY}{{0,3}}?"
        rf"(?:treated|needled|examined|numbed|performed|injected|photographed) {_ANY}{{0,3}}?"
        rf"(?:you|him|her|it|your|{care()})",
        r"we (?:had|did|have|haben|hatten|durften|avons) (?:to |the pleasure of )?"
        rf"(?:treat\w*|needl\w*|numb\w*|se[ei]\w*|look\w* after) {_THEM}",
        r"(?:haben|hatten|durften) (?:wir )?(?:sie|dich|ihnen|dir) "
        rf"{_ANY}{{0,3}}?(?:behandelt|gesehen|betreut|begrusst)",
        rf"nous (?:vous )?avons (?:vous )?{_ANY}{{0,2}}?(?:traitee?|soignee?|vue?|recue?)",
        r"(?:looking|looked) after (?:you|him|her)",
        r"(?:we|i) (?:will |shall |all )?(?:expect|await|know|have) (?:you|him|her)"
        r"(?: (?:down|booked|in|again|on|here|well)|(?= #))",
        r"(?:we|i) (?:all |do |still |certainly )?(?:remember|recall|recognise|recognize) "
        r"(?:you|your|him|her)",
    ),
    _rule(
        "was_here",
        "says that somebody was here, or was not",
        r"(?<!if )you (?:were|was|have been|had been|ve been)(?! asked)",
        rf"you {_ANY}{{0,1}}?(?:came|visited|attended|arrived|booked|cancelled|missed|paid|signed|"
        r"agreed|underwent|received|reacted|healed|bled|responded|recovered|completed|finished|"
        r"trusted|left us|told (?:us|me|the)|showed us|chose us|chose our|called us|rang|owe)",
        r"you (?:dropped|stopped|popped|dropping|stopping|popping) (?:by|in)",
        r"you (?:have )?had (?!asked)",
        r"(?:when|while|time|day|hour) you (?:are|were|was|spent|came|come)? ?(?:here|with us|in)",
        r"you did (?:so |very |really |great|well|brilliantly|not come|never come)",
        r"(?:was|were|been) (?:never )?(?:here|treated|with us|in our (?:clinic|chair|rooms?))",
        r"your time (?:here|with|at|in)",
        r"(?:having|had) (?:you|him|her)",
        rf"it (?:was|is) {_ANY}{{0,3}}?(?:having|seeing|meeting|treating|to (?:see|meet|treat))",
        r"sie waren|du warst|waren sie|vous (?:etes|etiez|avez ete) "
        r"(?:venue?|soignee?|traitee?|notre|chez)",
        r"you (?:are|look|looked|seem) (?:\w+ )?(?:healing|recovering|doing|responding|progressing|"
        r"reacting|due|scheduled|booked|on our|in our)",
    ),
    _rule(
        "patient",
        "says of somebody that they are, or are not, a patient",
        r"(?:our|my|as an?|as our|being an?|(?:are|were|is|was) (?:not |never |no )?(?:an?|our)|"
        r"valued|loyal|regular|dear|former|existing|current|longtime|favourite) "
        rf"{_ANY}{{0,1}}?(?:patient|client|customer|guest|patientin|kundin|kunde|patiente|cliente?)",
        r"patients? of (?:ours|mine|this|the|our|doctor)|patients? (?:like|such as|including) you",
        r"(?:one|some|many|any|none|among) (?:of )?our (?:\w+ )?(?:patient|client)s? "
        r"(?:like|such|including|and you)",
        r"(?:one of|among|no longer) our (?:\w+ )?(?:patient|client|customer)s?",
        r"unsere?[rn]? (?:\w+ )?(?:patient|patientin|kundin|kunde)|als (?:patientin|patient)",
        r"notre patiente?|not (?:an? |our )?patient|(?:with|of|by) (?:this|that|such a) name",
        r"(?:wonderful|great|good|lovely|fantastic|perfect|dream|model|ideal|brave|lucky|happy) "
        r"(?:patient|client|customer|guest)",
    ),
    _rule(
        "thanks",
        "thanks for, or is glad of, a visit",
        r"(?:thanks?|grateful|merci|danken?|glad|happy|pleasure|delighted|pleased|honoured|great|"
        rf"lovely|nice|good|wonderful|enjoyed|loved) {_ANY}{{0,5}}?(?:coming|{_PRESSED}|trust|"
        r"visit|stopping by|dropping by|being (?:here|with)|having you|looking after|taking care|"
        r"loyalty|custom|patronage|joining us|letting us|confidence|vertrauen|besuch|visite|"
        r"confiance|venue)"
        r"(?! (?:our|the|this) (?:web|site|page|website|blog|article))",
    ),
    _rule(
        "again",
        "speaks of the next or the last time, as if there had been one",
        r"(?:see|seeing|meet|expect) (?:you|ya|u)(?! (?:can|may|will|do|have|are))",
        r"forward to (?:\w+ )?(?:seeing|meeting|welcoming|having|treating)",
        r"until (?:next|then|we|your)|next time|welcome (?:you )?back|last time|"
        r"(?:come|coming|came|be|being|have you) back|(?:here|us) again|again soon|back (?:here|"
        r"with us|for (?:your|another|more))|visit us again",
        r"bis (?:bald|dann|nachste\w*|zum nachsten)|wiedersehen|wieder bei uns|letzte[ns]? mal|"
        r"a bientot|prochaine fois|derniere fois|au plaisir|freuen uns auf (?:sie|dich)",
    ),
    _rule(
        "day",
        "names a day that may be the day of a visit",
        rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?",
        rf"(?:in|last|this|next|since|early|late|mid) (?:{_MONTH}|{_WEEKDAY})(?! to)",
        rf"(?:on|until|till|by) (?:\w+ )?{_WEEKDAY}(?! (?:to|and|or))",
        r"yesterday|the other day|earlier (?:today|this)|(?:this|last) (?:morning|afternoon|week|"
        r"month|year|spring|summer|autumn|winter|evening)|gestern|letzte\w* woche|tomorrow|"
        r"morgen um|(?:\w+ )?(?:day|week|month)s? ago|vor \w+ (?:tag|woche|monat)e?n|"
        r"la semaine derniere",
    ),
    _rule(
        "records",
        "speaks of what is written in the clinic’s records",
        r"(?:our|your|the|my) (?:\w+ )?(?:record|file|note|chart|system|calendar|book)s? "
        rf"{_ANY}{{0,1}}?(?:show|say|tell|state|confirm|have|contain|prove)s?",
        r"our (?:\w+ )?(?:record|file|note|chart|calendar)s?",
        rf"(?:according to|in|from|checked|looked at|looked up|looking at) {_ANY}{{0,1}}?"
        r"(?:our|your|the) (?:\w+ )?(?:record|file|note|chart|system|calendar)s?",
        r"no (?:record|file|trace|note)s? (?:\w+ )?of",
        r"(?:unsere[rn]?|ihre[rn]?) (?:akte|unterlagen|kartei)|notre dossier|votre dossier",
        r"outstanding (?:balance|bill|invoice|amount|payment)|paid in full|unpaid|we charged",
    ),
    _rule(
        "agreed",
        "refers to something that was said or agreed with one person",
        r"(?:as|like|what|than) (?:i |we |you )?(?:\w+ )?(?:discussed|agreed|explained|said|told|"
        r"promised|mentioned|shown|talked)(?! (?:in|under|above|on|at) (?:the |this |our )?"
        r"(?:article|page|text|website|top|side))",
        r"(?:another|closer|second) look(?! at (?:the|this) (?:article|page|text))|more to go|"
        r"keep (?:using|applying|up|going)|check up|follow up|one of our favourites?",
    ),
    _rule(
        "one_person",
        "speaks of one person",
        r"he|she|him|his|her|hers|this person|that person|the person",
    ),
    _rule(
        "sorry",
        "says sorry for something, as if it had happened here",
        rf"(?:sorry|apologi[sz]e|apologies|regret|entschuldig\w+|desolee?s?) {_ANY}{{0,3}}?"
        rf"(?:for|about|that|wegen|fur|pour) {_ANY}{{0,4}}?(?:wait\w*|pain|trouble|bruis\w*|"
        r"redness|swelling|happened|delay\w*|hurt|felt|treat\w*|session|visit|result|left|experience|"
        r"inconvenience|burn\w*|mark\w*|reaction)",
    ),
    _rule(
        "praise",
        "speaks of how it went for the reader",
        rf"{_HAPPY} (?:to (?:hear|see|read|know) )?(?:that |how |about )?"
        r"(?:(?!article|page|text|answer|explanation)[^\s#]+ ){0,4}?(?:worked|healed|went|improved|"
        r"turned out|satisfied|came out|recovered|progress\w*|better|calmed|settled|glowing)",
        r"you (?:are|were) (?:so )?(?:happy|satisfied|pleased|delighted) with",
    ),
    _rule(
        "family",
        "speaks of a person close to the reader",
        rf"(?:your|his|her) (?:mother|father|mum|mom|dad|sister|brother|wife|husband|daughter|son|"
        rf"friend|partner|child|girlfriend|boyfriend) {_ANY}{{0,4}}?(?:treated|patient|came|"
        r"visit\w*|session|here|was|is|had|has|told|comes|will)",
    ),
)

# Where a reply may say "you": to everybody, or about what somebody wrote here.
SPARED = re.compile(
    r"(?<!\S)(?:thank you|let you know|(?:do|can|could|will|would|may) you|"
    r"your (?:(?:very |so |kind |good |own |family |first |second |other |honest |critical )*)"
    r"(?:questions?|comments?|messages?|opinions?|words|interest|feedback|suggestions?|ideas?|hints?|"
    r"thoughts?|views?|patience|understanding|privacy|remarks?|notes? about the article|call|"
    r"email|e mail|correction|own doctor|family doctor|gp|own dermatologist|midwife|pharmacist)|"
    r"your (?:own|family) (?:doctor|dermatologist|physician)|"
    r"(?:call|ring|answer|answering|tell|help|advise|show|inform|reach|assure|ask|invite|"
    r"write to|speak to|talk to|listen to|get back to) you(?! (?:were|had|came|did|was))|"
    r"if you (?:do not |don't )?(?:have|take|are|want|wish|would|use|need|feel|like|can|think|"
    r"prefer|notice|see|get|smoke|know|plan|live|tan|still)|"
    r"you (?:can|may|could|might|should|must|need|want|find|will find|will see the|will read|would|"
    r"read|ask|asked|wrote|write|mean|say|describe|mention|mentioned|raise|point|are welcome to|"
    r"are right|do not need|do not have to|have to|have a question|name|named|suggest|quote)|"
    r"(?:what|how|where|when|before|after|while|until|whether) you (?:take|use|eat|drink|go|wear))"
    r"(?!\S)"
)
YOU = re.compile(r"(?<!\S)(?:you|your|yours|yourself|youre|thee|thy)(?!\S)")
EVENTS = re.compile(
    rf"(?<!\S)(?:{care()}|cream|needles?|burns?|marks?|wounds?|blood|pain|lotion|mask)"
    r" (?:[^\s#]+ ){0,3}?(?:was|were|took|went|had|did|got|became|lasted|"
    r"ha(?:s|ve) (?!to )(?:[^\s#]+ )?[^\s#]+(?:ed|en|ne))(?!\S)"
)
OF_MANY = re.compile(
    r"stud(?:y|ies)|trials?|article|participants?|people|reviews?|authors?|volunteers?|half"
)

_BEFORE, _AFTER = r"(?<![\d.,/])", r"(?![\d/])"
TYPED = (
    Rule(
        key="day",
        why="names a day that may be the day of a visit",
        pattern=re.compile(
            rf"{_BEFORE}(?:[0-3]?\d\.\s?[01]?\d\.(?:\s?\d{{2,4}})?|[0-3]?\d[/-][01]?\d[/-]\d{{2,4}}|"
            rf"\d{{4}}-\d{{2}}-\d{{2}}|(?!24/7)[0-3]?\d/[01]?\d){_AFTER}"
        ),
    ),
    Rule(
        key="amount",
        why="names an amount of money",
        pattern=re.compile(
            r"[€$£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|\$|£|(?:eur|euros?|dollars?|pounds?|usd|gbp|chf|"
            r"francs?|bucks)\b)",
            re.IGNORECASE,
        ),
    ),
    Rule(
        key="depth",
        why="names a depth, as if it were a record of a session",
        pattern=re.compile(r"\d(?:[.,]\d+)?\s?mm\b", re.IGNORECASE),
    ),
)
