"""What the sample clinic tells the public: two texts of its own, and people who agreed."""

from dataclasses import replace

from percuta_clinic.demo.people_here import Staff
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.profiles import profile_save
from percuta_clinic.inform.services import starting, text_publish

# Who agreed to be shown: what they do, in their own words.
SHOWN = {
    "doctor": ("Doctor", "I look over every plan. You can ask me anything, twice if you like."),
    "sofia": ("Specialist for microneedling", "I take time, and I stop when you say so."),
    "minh": ("Specialist for microneedling", "I explain each step before I do it."),
    "front": ("Front desk", "Call me if your visit has to move."),
}
HOURS = "\n\n## When we are here\n\nOn weekdays, by appointment. This is a sample clinic.\n"


def tell(staff: Staff) -> None:
    """Publishes and shows."""
    ours = starting(Slug.HOME)
    doctor = staff["doctor"]
    words = replace(ours, text=ours.text.strip() + HOURS)
    text_publish(by=doctor, slug=Slug.HOME, words=words, why="Say when we are here", seen=0)
    team = starting(Slug.TEAM)
    words = replace(team, text=f"{team.text.strip()}\n\nAll of them are invented.\n")
    text_publish(by=staff["owner"], slug=Slug.TEAM, words=words, why="It is a sample", seen=0)
    for key, (does, said) in SHOWN.items():
        profile_save(
            by=staff[key], name=staff[key].name, does=does, words=said, agreed=True, seen=0
        )
