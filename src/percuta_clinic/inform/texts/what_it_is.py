"""What microneedling is, and what happens at a visit."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="What microneedling is",
    summary=(
        "Fine needles, tiny holes, and skin that heals. What happens at a visit, how long "
        "it takes, and what nobody can tell you."
    ),
    text="""
Microneedling is a treatment of the skin. A small pen moves very fine needles up and down. They
make many tiny holes in the skin, so small that you can hardly see them. The skin then heals the
holes. As it heals, it makes new tissue. That is the whole idea.

## What happens at a visit

1. **Talk.** At your first visit you tell us what you wish for. We look at your skin and ask
about your health. A doctor checks what we plan.
2. **Cleanse.** We take off make-up and cream. Then we clean the skin.
3. **Numb.** If you wish, a numbing cream goes on. It needs some time to work. We keep to its
label.
4. **Needle.** We use new, sterile needles for each person. How deep they go is set for you and
for each place.
5. **Calm and check.** We look at your skin and tell you how to care for it.

The work takes {visit_low} to {visit_high} minutes. That depends on how large the place is. Time
under the numbing cream comes on top.

## Who does it

A trained specialist does the needling. A doctor looks over the plan and can be called at any
time. Some things only a doctor may decide.

## How many visits

One visit is seldom all. For acne scars, {sessions_scars} visits are usual. For fine lines,
{sessions_lines}. Between two visits the skin rests for {apart_low} to {apart_high} weeks.
Nobody has tested which time is best.

## Who may be treated

People of every skin colour can have it. But not all skin runs the same risk. Darker skin gets
dark marks more easily, and there are few numbers for the darkest skin. So we start gently and
try a small spot first. Some people should wait, or should not have it at all. We ask you about
that before we plan anything.

## What nobody can tell you

Nobody can say how much it will help you. Some people see a clear change. Some see hardly any.
Nobody knows how long it lasts: few studies looked for more than half a year.

Read on: [what it is used for](/read/what-it-is-used-for/), [how it works](/read/how-it-works/)
and [its side effects](/read/side-effects/).
""",
)
