"""Side effects, how often they were counted, and when to call."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Side effects",
    summary=(
        "What is usual, what is rare, what can stay, how often each was counted, and when "
        "to call for help."
    ),
    text="""
Every treatment with needles can have side effects. Many pass by themselves. Some are rare, and
some can stay. You should know all of them before you decide.

## Usual ones

- **Redness and soreness.** Nearly everyone has them, mostly up to day {red_days}.
- **Tight, dry skin that flakes.** Up to day {flaky_latest}.
- **Small drops of blood and bruises.** More of them where needles go deep. Too deep is not
better.

## Ones that some people get

- **Dark or light marks.** They can stay for weeks or months. Darker skin gets them more easily.
- **A few pimples** or tiny white bumps, up to day {pimples_days}.
- **Cold sores** that wake up, if you had them before.

## Rare ones

- **Infection.** It must be treated soon.
- **Raised lines, lumps or thick scars.** They can stay.

Call us if something is wrong. A doctor looks at it.

## When to call for help

[[flags]]

## Every side effect, with its numbers

Where a study counted, you see how many. Where nobody counted, we say so.

[[effects]]
""",
)
