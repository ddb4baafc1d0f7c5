"""What to expect after a session, day by day."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="What to expect, day by day",
    summary=(
        "From the first hours to the third month: what is usual, what to do on each day, "
        "and when to call us."
    ),
    text="""
Your skin will show for some days that something was done. This is the usual course. Yours can
be shorter or longer.

## The first hours

Your skin is red and warm, like a sunburn. It may be sore and feel tight. There may be tiny
drops of blood or small bruises. That is usual.

## Day by day

- **The day of your visit.** Nothing on your skin for {bare_hours} hours. No sun at all.
- **The next day.** Wash gently. Begin with sunscreen: SPF {spf} or more, and SPF {spf_darker}
if your skin tans. Put it on again every {sunscreen_hours} hours when you are outside.
- **Up to day {red_days}.** Most redness, swelling and soreness goes. No sport, no pool, no
make-up: the skin may still be open.
- **Up to day {red_latest}.** The skin may be dry and flake a little. Let it. No scrubs, no
retinol, no acids for {strong_creams_days} days.
- **Up to day {scabs_latest}.** Tiny scabs and small bruises go. Some people get a few pimples.
- **Up to week {sun_weeks}.** Stay out of strong sun. If your skin is darker, stay out of it up
to week {sun_weeks_darker}. The skin burns and marks more easily now.
- **Up to day {darker_latest}.** Dark marks can look darker at first. Tell us if they stay.

## Weeks and months

You may see a change after {seen_low} to {seen_high} weeks. Often it is told as {seen_low_told}
to {seen_high_told} weeks. Some people see none. We look together {review_months} months after
your last visit.

## Call us

Is your skin still red on day {red_alarm}? Does pain grow after the second day? Read [when to
call for help](/read/side-effects/#when-to-call-for-help).

## The signs, one by one

[[days]]

## What to do and to leave, one by one

[[after]]
""",
)
