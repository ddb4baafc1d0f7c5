"""How needling works, with a picture drawn from the model of the skin."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="How it works",
    summary=(
        "Tiny wounds close, redness fades, collagen slowly grows. A picture of each step "
        "with its doubt, and what is only told."
    ),
    text="""
Needles hurt the skin a little, on purpose. The skin answers by healing. This page shows the
steps, as far as they are known.

## Four steps

1. **Tiny wounds.** Fine needles make small channels in the skin.
2. **Closing.** The channels close within hours to days. We treat the skin as open for
{open_days} days.
3. **Redness.** Blood comes to help. The skin is red and warm for some days.
4. **Building.** Over weeks and months, cells make new collagen. That is the stuff that keeps
skin firm.

[[picture]]

## What is told, and what was measured

It is often told that skin loses {lost_told} % of its collagen each year. What we could read
says less: about {lost_low} to {lost_high} % a year. {lost_menopause} % is said of women after
the menopause only.

It is also told that needling makes new collagen and new elastin. Elastin is what lets skin
spring back. Studies did see more collagen. For elastin they do not agree: some saw more, one
the same, one less.

And it is told that you see a change after {seen_low_told} to {seen_high_told} weeks. What we
could read says {seen_low} to {seen_high} weeks, and later for lines. We look at the result
together after {review_months} months. It can go on changing after that.

[[told]]
""",
)
