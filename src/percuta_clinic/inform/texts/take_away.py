"""The short sheet to print."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Take-away",
    summary=(
        "The whole of it on one sheet: before, after, what is usual and when to call. "
        "Print it and keep it."
    ),
    text="""
## Before

- No strong sun and no sunbed for {tan_weeks} weeks.
- No retinol, no acids, no scrubs for {retinol_days} days, or {retinol_days_darker} if your skin
is darker.
- No waxing for {hair_days} days. No self-tanner for {tanner_days} days.
- Take your medicines as a doctor told you.
- Ill, or a rash, or a cold sore? Call first.

## After

- Nothing on your skin for {bare_hours} hours, and no sun.
- Wash with water that is just warm. Hands off.
- No sport, pool, sauna or make-up for {sweat_days} days.
- No retinol, acids or scrubs for {strong_creams_days} days.
- Sunscreen every day. No sunbathing for {sun_weeks} weeks, or {sun_weeks_darker} if your skin
is darker.

## What is usual

Red, warm and sore up to day {red_days}. Dry and flaky up to day {flaky_latest}. Tiny scabs up
to day {scabs_latest}.

## Next visit

In {apart_low} to {apart_high} weeks, on calm skin only.

## When to call

[[flags]]
""",
)
