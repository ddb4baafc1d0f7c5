"""What to do and to leave before a session."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="How to prepare",
    summary=(
        "What to leave out in the weeks and days before microneedling, and how to come to "
        "your visit."
    ),
    text="""
Good care before a visit makes it safer. Here is what to do, and from when.

## Weeks before

- Stay out of strong sun, and use no sunbed, for {tan_weeks} weeks. Come without a tan. If your
skin never tans, at least {sun_hours_before} hours.
- Tell us about every medicine. **Keep taking what a doctor told you to take.**
- Tell us if you ever had thick scars, cold sores, a skin rash or a bleeding problem. Tell us if
you are pregnant or could be.

## Days before

- No creams with retinol, vitamin A or acids, and no scrubs, for {retinol_days} days. If your
skin is darker, for {retinol_days_darker} days. If a doctor gave you the cream, ask us first.
- No waxing or plucking for {hair_days} days.
- No self-tanner for {tanner_days} days.

## On the day

- Come with clean skin. No make-up, no cream, no scent.
- Eat something before you come.
- Put on no numbing cream at home.
- Are you ill, or is there a rash or a sunburn? Call us first. We would rather move your visit.

## Plan the days after

Keep your diary free of sport for {sweat_days} days. Plan no big day within {scabs_latest} days.
Plan no sun holiday for {sun_weeks} weeks, or for {sun_weeks_darker} weeks if your skin is
darker.

## All of it in one list

[[before]]
""",
)
