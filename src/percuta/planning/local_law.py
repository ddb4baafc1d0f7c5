"""What the country adds to a plan: remarks, and walls of checked rules. It never loosens."""

from dataclasses import replace

from percuta.country.law import Country, CountryRule
from percuta.evidence.parameter import Parameter, Status, weakest
from percuta.planning.depth import STEP_MM, Hardness, Wall
from percuta.planning.figure import Remark

UNNAMED = Remark(
    what="local law is not looked at",
    why="no country is named whose rules are kept here; find out what the law says about needling",
)


def country_walls(country: Country | None) -> tuple[Wall, ...]:
    """A hard wall for each checked rule on depth; premises are not known, so never allowed."""
    if country is None:
        return ()
    return tuple(
        Wall(
            hardness=Hardness.HARD,
            at_mm=_below(depth),
            why=f"{country.name}, checked rule: from {depth.value:g} mm on only in permitted "
            "premises, and whether these are is not known",
        )
        for depth in country.depths
    )


def _below(depth: Parameter) -> Parameter:
    """The last step before a depth from which on the law speaks."""
    return replace(
        depth,
        key=f"{depth.key}_below",
        value=round(max(depth.value - STEP_MM.value, 0.0), 2),
        status=weakest(depth.status, Status.DERIVED),
        note=f"one step before {depth.value:g} mm, from which on the rule speaks",
    )


def country_remarks(country: Country | None) -> tuple[Remark, ...]:
    """Each rule of the country with its sources, and whether it was applied."""
    if country is None:
        return (UNNAMED,)
    return tuple(_remark(country, rule) for rule in country.rules)


def _remark(country: Country, rule: CountryRule) -> Remark:
    if rule.checked is None:
        what = f"country rule, not applied ({country.name})"
        return Remark(what=what, why=f"nobody has checked it: {rule.text}", sources=rule.sources)
    what = f"country rule, checked ({country.name})"
    by = f"by {rule.checked.by} on {rule.checked.on}"
    return Remark(what=what, why=f"{rule.text}; checked {by}", sources=rule.sources)
