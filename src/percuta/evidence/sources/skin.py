"""Texts behind the model of the skin: pores that close, cells that age, skin of smokers."""

from percuta.evidence.source import Extent, Grade, Source

OGUNJIMI2020 = Source(
    key="ogunjimi2020",
    citation=(
        "Ogunjimi AT et al. Time for micropores to close, by skin colour (111 people, upper arm). "
        "Sci Rep 2020;10:18963"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1038/s41598-020-75246-8; PMC7609754; PMID 33144596",
    address=(
        "https://iro.uiowa.edu/esploro/outputs/journalArticle/"
        "Micropore-closure-time-is-longer-following/9984296304602771"
    ),
)
KELCHEN2016 = Source(
    key="kelchen2016",
    citation=(
        "Kelchen MN et al. Time for micropores to close in the old and the young (28 people, 0.5 "
        "and 0.75 mm). J Control Release 2016;225:294-300"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1016/j.jconrel.2016.01.051; PMID 26829102",
    address="https://suppr.wilddata.cn/browses/detail/pubmed/26829102",
)
VARANI2006 = Source(
    key="varani2006",
    citation=(
        "Varani J et al. Collagen made by fibroblasts of the young and the old, in vitro. Am J "
        "Pathol 2006"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://www.researchgate.net/publication/7058599_Decreased_collagen_production_in_"
        "chronologically_aged_skin_Roles_of_age-dependent_alteration_in_fibroblast_function_and_"
        "defective_mechanical_stimulation"
    ),
)
VIETNAM2019_WEEKLY = Source(
    key="vietnam2019_weekly",
    citation="Roller every week for three months, acne scars (31 people, two scores), 2019",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://rhustr.com/article/microneedling-therapy-for-atrophic-acne-scar-effectiveness-"
        "and-safety-in-vietnamese-patients"
    ),
)
