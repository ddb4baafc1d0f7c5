"""Every concern by its name, on face and body."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="What it is used for",
    summary=(
        "Wrinkles, scars, dark spots, stretch marks: each wish by its name, on face and "
        "body, and what is known about it."
    ),
    text="""
People come with many wishes. Here is each of them, and what is known about it. For none of them
can we say in advance how well it will work for you.

## On the face

- **Wrinkles and fine lines.** Some people see softer lines after some months. How much differs
from one to the next.
- **Acne scars.** These were studied most. In most small studies the scars got better. Deep,
narrow scars may change little.
- **Dark spots and uneven colour.** Little is known. Needles can also make new dark marks. We
weigh this with care.
- **Brown patches (melasma).** They may get darker, or come back. A doctor weighs this with you
first.
- **Skin aged by the sun.** In small studies the skin looked brighter and smoother for some
months.
- **Rough or slack skin.** Small studies saw smoother, firmer skin. Needles do not lift skin
that hangs.

## On the body

- **Stretch marks** on the stomach, hips, thighs or breasts. In small studies they faded in
part. Red marks changed more than white ones. They do not go away.
- **Scars after surgery,** on the stomach too. In small studies they got better. But scars also
fade by themselves.
- **Scars after other injuries.** The same is true of them. Burn scars are for a doctor to
judge.
- **Slack or dry skin** of the stomach and thighs. Hardly anything was measured there. So a
doctor sets how deep and how often.

## What we look at

Firm, smooth, even skin that moves well: that is the aim. We measure it the same way each time,
with photos and a scale. {review_months} months after your last visit we look together. If
neither you nor we see a change, we stop.

## What was read about each

This is written for people who want to know more. It is less easy to read.

[[concerns]]
""",
)
