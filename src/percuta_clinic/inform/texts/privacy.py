"""What is kept about people; [[kept]] and [[responsible]] are filled with what is set here."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="What we keep about you",
    summary="What we write down, for how long, who sees it, and what you can ask of us.",
    text="""
You can read these pages and stay unknown. We count nobody. We show no adverts. Nothing on these
pages comes from another firm, so none of them learns that you were here.

## What we keep, and for how long

[[kept]]

## Cookies

To read, you need none. If you book or sign in, your browser gets small files called cookies. They
hold your place and keep you safe. They do not follow you to other sites.

## Who sees it

- The front desk sees how to reach you, your visits and what you paid.
- Your record is for those who treat you. A record can be shut, so that only some of them may open
it.
- Whoever opens a record is written down: who it was and when. So we can tell you.
- The owner keeps the house in order and can read that list.

## What leaves the house

- Letters to you. They go by e-mail, or to your phone if you chose that.
- What you want us to send, and what a law makes us hand over.
- Nothing else. We do not sell what we know of you.

Files and photos lie here in locked form. So do the safety copies. If you are erased, an old safety
copy still holds you until we delete that copy.

## What you can ask of us

- **See it.** Your private page shows much of it. You can have all of it as a file.
- **Put it right.** Tell us what is wrong.
- **Have it erased.** We do so, unless a law makes us keep it for longer. Then we tell you which.
- **Say no later.** What you agreed to, you can take back.

## Who answers for this

[[responsible]]
""",
)
