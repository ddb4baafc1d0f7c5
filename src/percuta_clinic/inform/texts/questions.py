"""Questions that people ask, each with a short answer."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Questions and answers",
    summary=(
        "Does it hurt, how many visits, when can I wear make-up: short answers to what people ask."
    ),
    text="""
## Does it hurt?

It can. A numbing cream can help, but may not take all of it. Tell us at any time, and we stop.

## How long does a visit take?

{visit_low} to {visit_high} minutes of work. It depends on how large the place is. Numbing cream
needs more time on top.

## How many visits do I need?

For acne scars, {sessions_scars} are usual. For fine lines, {sessions_lines}. For many other
wishes nobody has counted. We look again after each visit.

## How long do I wait between visits?

{apart_low} to {apart_high} weeks. The skin needs that time to heal.

## When will I see something?

Perhaps after {seen_low} to {seen_high} weeks. Perhaps not at all. We look at it together
{review_months} months after the last visit.

## How long does it last?

Nobody knows. Few studies looked for more than half a year.

## May I go to work the next day?

That is up to you. You may look as if you had a sunburn for up to {red_days} days.

## When may I wear make-up again?

After {make_up_days} days. Use clean brushes.

## When may I do sport again?

After {sweat_days} days. Wait as long with pool, sea and sauna.

## My skin is dark. May I have it?

Yes, as a rule. But darker skin gets dark marks more easily, and there are few numbers. We start
gently and try a small spot first. You stay out of the sun for {sun_weeks_darker} weeks.

## I am pregnant. May I have it?

We wait until later. Call us, and we find a time that is right for you.

## Can I do it myself at home?

Please do not. Home rollers can carry germs and leave lines. Needles have to be new and sterile
each time.

## Can I have it on my stomach or thighs?

Yes. But hardly anything was measured there. A doctor sets how deep and how often.
""",
)
