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
BRANCHET1990 = Source(
    key="branchet1990",
    citation=(
        "Branchet MC et al. Skin thickness by age and sex (71 people, upper inner arm). "
        "Gerontology 1990;36(1):28-35"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1159/000213172; PMID 2384222",
    address="https://www.biorxiv.org/lookup/external-ref?access_num=2384222&link_type=MED",
)
SKIN_AGEING_PAGE = Source(
    key="skin_ageing_page",
    citation="Clinic page on skin that ages in men and women; it names no data",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://mediluxegulf.com/en-in/blogs/beauty-secrets/skin-aging-in-men-and-women",
)
MENOPAUSE_PAGE = Source(
    key="menopause_page",
    citation=(
        "CNA Lifestyle 2023: skin in the menopause, quoting the American Academy of Dermatology"
    ),
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address=(
        "https://cnalifestyle.channelnewsasia.com/women/menopause-skincare-tips-phytoestrogen-"
        "retinol-355931"
    ),
)
KENKEL2021 = Source(
    key="kenkel2021",
    citation=(
        "Kenkel JM et al. Needled skin of face and neck measured (32 people, four sessions). "
        "Aesthet Surg J 2021"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 33656167",
    address="https://api-pubmed-ncbi.laibokeji.com/33656167",
)
ELDOMYATI2015 = Source(
    key="eldomyati2015",
    citation=(
        "El-Domyati M et al. Microneedling of atrophic acne scars, with biopsies (10 people, six "
        "sessions). J Clin Aesthet Dermatol 2015"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    address=(
        "https://jcadonline.com/microneedling-therapy-for-atrophic-acne-scars-an-objective-"
        "evaluation/"
    ),
)
SCHWARZ2011 = Source(
    key="schwarz2011",
    citation=(
        "Needling of melasma with biopsies (6 people), BMC Dermatol: changed 15 days after the "
        "second session"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    address="https://bmcdermatol.biomedcentral.com/articles/10.1186/s12895-017-0066-5",
)
FABBROCINI_RCM = Source(
    key="fabbrocini_rcm",
    citation=(
        "Fabbrocini G et al. Confocal images after one needling of acne scars (30 people): 28 "
        "better after 30 to 60 days. J Clin Exp Dermatol Res"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://hindi.longdom.org/abstract/confocal-microscopy-images-to-monitor-skin-needling-"
        "in-the-treatment-of-acne-scars-12479.html"
    ),
)
