"""The steps of the tour, in the order of its page: what they are called and what they show."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Step:
    """One picture: its name, where it is walked, on what it is looked at, and its words."""

    name: str
    part: str
    screen: str  # phone, desk, tablet
    title: str
    words: str

    @property
    def does(self) -> str:
        """The function that walks it."""
        return self.name.replace("-", "_")


def _visitor(name: str, title: str, words: str) -> Step:
    return Step(name=name, part="visitor", screen="phone", title=title, words=words)


def _deciding(name: str, title: str, words: str, *, screen: str = "desk") -> Step:
    return Step(name=name, part="deciding", screen=screen, title=title, words=words)


def _room(name: str, title: str, words: str) -> Step:
    return Step(name=name, part="room", screen="tablet", title=title, words=words)


def _after(name: str, title: str, words: str, *, screen: str = "desk") -> Step:
    return Step(name=name, part="after", screen=screen, title=title, words=words)


CHAPTERS: dict[str, tuple[Step, ...]] = {
    "A visitor asks and books": (
        _visitor(
            "public",
            "The public page",
            "Whoever is not signed in meets the clinic’s own website. It says in plain words what "
            "microneedling is, and what it is not.",
        ),
        _visitor(
            "price",
            "What it costs",
            "Each service stands there with its length and its price, before anybody asks for a "
            "name.",
        ),
        _visitor(
            "picture",
            "How skin heals",
            "The picture is drawn from the model of the skin, hour by hour and week by week. Pale "
            "shapes are there in some people only.",
        ),
        _visitor(
            "times",
            "Free times",
            "Nia Adler looks for a first talk. One tap keeps a time for her while she types who "
            "she is.",
        ),
        _visitor(
            "booked",
            "The visit is booked",
            "She confirmed it by the link in an e-mail. Until then nothing was booked.",
        ),
    ),
    "Before anything is planned": (
        _visitor(
            "questions",
            "Questions on the phone",
            "The questions come from the rules, and only those that matter for her wish. Each "
            "answer is saved at once; “I don’t know” is never read as a no.",
        ),
        _visitor(
            "answered",
            "What the answers mean",
            "Right after sending she reads what follows, and why. Here a doctor looks first.",
        ),
        _deciding(
            "decision",
            "A doctor decides",
            "Dr Leila Haddad sees what holds the treatment back, with its reason, its sources and "
            "a way out. Her decision needs a reason and has a last day.",
        ),
        _deciding(
            "consent",
            "Consent, signed on the phone",
            "Nia has read the sheet, ticked what is asked and signed with her name. The signed "
            "paper is hers at once, and she can take it back.",
            screen="phone",
        ),
        _deciding(
            "skin",
            "The skin is looked at",
            "Sofia Lindqvist grades the scars place by place on a published scale, and saves both "
            "cheeks at once.",
        ),
    ),
    "A plan with its reasons": (
        _deciding(
            "plan",
            "The plan and its forecast",
            "Sessions, depth and days are proposed and can be changed inside limits. The forecast "
            "beside them moves along, with the chance of hardly any gain.",
        ),
        _deciding(
            "evidence",
            "Where a number comes from",
            "Each number leads to its rule, its sources and who set it.",
        ),
        _deciding(
            "approval",
            "A doctor approves",
            "The proposed version is frozen. The doctor ticks each point that is hers to weigh, "
            "and approves it or sends it back.",
        ),
        _deciding(
            "agreed",
            "The patient reads it",
            "The same plan in plain words: what, where, how often, how deep, what it costs, and "
            "in how many people it does hardly anything.",
            screen="phone",
        ),
        _deciding(
            "course",
            "The course is booked",
            "Whoever was here before books all sessions of a plan in one go. Björn Ragnarsson, who "
            "agreed to his plan earlier, is offered a free time for each.",
            screen="phone",
        ),
    ),
    "The treatment": (
        Step(
            name="ready",
            part="room",
            screen="desk",
            title="Ready, or what is missing",
            words="One strip says whether all is there: answers, screening, consent, plan, "
            "photographs, device and stock. What is missing leads to where it is done.",
        ),
        _room(
            "arrived",
            "In the treatment room",
            "On the tablet the session goes step by step. First: the right person, and whether "
            "anything has changed.",
        ),
        _room(
            "numbed",
            "Numbing",
            "Somebody waits on the other chair. Area and amount of the cream are held against "
            "its label; the clock says when needling may start, and when it has to come off.",
        ),
        _room(
            "needled",
            "Needling",
            "Whoever wants no cream is needled without. Each place shows what is planned; what was "
            "done is noted in a few taps, also without a line.",
        ),
        _room(
            "finished",
            "Finish",
            "What soothes, how the skin looks, what was handed over and when to come again.",
        ),
        Step(
            name="signed",
            part="room",
            screen="tablet",
            title="The record, signed",
            words="The record is written from what was tapped. Signing locks it; what has to be "
            "put right later is added, and nothing is overwritten.",
        ),
    ),
    "The days after": (
        _after(
            "days",
            "What is usual today",
            "Rosa Morales Vega was treated this morning. Her page says what her skin may do today, "
            "what to do now, and what comes then.",
            screen="phone",
        ),
        _after(
            "asked",
            "How is your skin?",
            "She tells it in about a minute of taps. She need not wait to be asked.",
            screen="phone",
        ),
        _after(
            "told",
            "What to do, and who looks",
            "She reads at once what to do, why, who was told and by when they should look.",
            screen="phone",
        ),
        _after(
            "on-call",
            "Who is on call",
            "The clinic’s own roster says who looks when nobody is at work, and who is told next "
            "if that person does not answer.",
        ),
        _after(
            "urgent",
            "An urgent task, and who was told",
            "The same moment opened a task with a clock. It went to those at work, each message "
            "with its result, until Sofia took it.",
        ),
        _after(
            "adverse",
            "An adverse event",
            "What she told becomes an adverse event, with what was seen. It holds her next session "
            "until a doctor has closed it.",
        ),
        _after(
            "assessed",
            "The doctor’s assessment",
            "A doctor says how severe it was and how likely it came from the treatment. Each entry "
            "stays with its name.",
        ),
        _after(
            "complication",
            "What to ask, do and refer",
            "When skin does not heal as it should there is a protocol for each of seven "
            "complications. Each sentence says where it was read.",
        ),
        _after(
            "dealt-with",
            "The task is closed",
            "Only with words of what came of it. When it was opened, taken and closed, and by "
            "whom, stays.",
        ),
    ),
    "What came of it": (
        _after(
            "review",
            "A review",
            "Three months after the last session of Tendai Moyo the same places are graded on the "
            "same scale. A change counts only beyond what two gradings differ by themselves.",
        ),
        _after(
            "seen",
            "The forecast beside what was seen",
            "What was seen is drawn into the forecast kept with the plan, and the forecast is "
            "carried on from there.",
        ),
        _after(
            "result",
            "The patient’s result",
            "The patient reads the same in plain words, with the doubt in it.",
            screen="phone",
        ),
        _after(
            "foretold",
            "Whether forecasts held",
            "Over all courses of the clinic: how often what was seen lay where the forecast had "
            "put it, and how many reviews are missing.",
        ),
    ),
    "The clinic in numbers": (
        _after(
            "numbers",
            "The owner’s page",
            "Oskar Brandt owns the clinic and opens no chart. He counts sessions, no-shows, "
            "outcomes, side effects and stock; each number says what it is of.",
        ),
        _after(
            "behind",
            "The list behind a number",
            "Each number opens its list, side effects and incidents with device and lots. His says "
            "what kind of thing happened, by month and without a name.",
        ),
    ),
}
STEPS: tuple[Step, ...] = tuple(step for steps in CHAPTERS.values() for step in steps)


def picture_of(step: Step) -> str:
    """The name of its picture in the folder of the tour."""
    return f"{STEPS.index(step) + 1:02}-{step.name}.webp"
