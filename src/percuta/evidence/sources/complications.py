"""Texts on what to do about complications, of needling and of procedures like it."""

from percuta.evidence.source import Extent, Grade, Source

DAVIS2010 = Source(
    key="davis2010",
    citation=(
        "Davis EC, Callender VD. Postinflammatory hyperpigmentation in skin of colour: review. "
        "J Clin Aesthet Dermatol 2010;3(7):20-31"
    ),
    grade=Grade.REVIEW,
    read=Extent.ABSTRACT,
    identifier="PMC2921758",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC2921758",
)
KAUFMAN2018 = Source(
    key="kaufman2018",
    citation=(
        "Kaufman BP et al. Postinflammatory hyperpigmentation: review. Am J Clin Dermatol "
        "2018;19(4):489-503"
    ),
    grade=Grade.REVIEW,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1007/s40257-017-0333-6",
    address="https://link.springer.com/article/10.1007%2Fs40257-017-0333-6",
)
LASER_AFTER = Source(
    key="laser_after",
    citation="Handbook page on the time after laser treatment: what comes, what is done",
    grade=Grade.HANDBOOK,
    read=Extent.PAGE,
    address=(
        "http://uqu-sa.net/cosmetic-applications-of-laser-and-light-based-systems/"
        "posttreatment-considerations"
    ),
)
ALSTER_TIPS = Source(
    key="alster_tips",
    citation="Alster T on complications after fractional laser: report of a talk, MDedge",
    grade=Grade.EXPERT,
    read=Extent.PART,
    address=(
        "https://mdedge9-ma1.mdedge.com/dermatology/article/158871/aesthetic-dermatology/"
        "tips-avoiding-taming-most-postlaser-complications"
    ),
)
VAGHELA2021 = Source(
    key="vaghela2021",
    citation=(
        "Vaghela D et al (CMAC). Herpes simplex 1 and cosmetic interventions: guideline. J Clin "
        "Aesthet Dermatol 2021;14(6 Suppl 1):S11-S14"
    ),
    grade=Grade.GUIDELINE,
    read=Extent.ABSTRACT,
    identifier="PMID 34976293",
    address="https://jcadonline.com/guideline-management-herpes-simplex-1-cosmetic",
)
EH_FAMILY = Source(
    key="eh_family",
    citation="Diffuse facial rash: eczema herpeticum. Journal of Family Practice, MDedge",
    grade=Grade.CASE_REPORT,
    read=Extent.PART,
    address=(
        "https://www.mdedge9-ma1.mdedge.com/familymedicine/article/189852/dermatology/"
        "diffuse-facial-rash-former-collegiate-wrestler/page/0/2"
    ),
)
NICE_NG141 = Source(
    key="nice_ng141",
    citation="NICE NG141: cellulitis and erysipelas, antimicrobial prescribing, 27 September 2019",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    identifier="NG141",
    address="https://www.nice.org.uk/guidance/ng141/chapter/Recommendations",
)
NG141_SUMMARY = Source(
    key="ng141_summary",
    citation="Pharmacy notebook: cellulitis and erysipelas, summary of NICE NG141",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address=(
        "https://pharmacynotebook.com/pages/dermatology/treatment/management-of-cellulitis-or-"
        "erysipelas-including-principles-of-antibiotic-prescribing"
    ),
)
NTM_REVIEW = Source(
    key="ntm_review",
    citation="Mycobacteria after cosmetic procedures (92 patients): systematic review, algorithm",
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.ABSTRACT,
    address=(
        "https://discovery.researcher.life/article/nontuberculous-mycobacterial-infections-after-"
        "cosmetic-procedures-a-systematic-review-and-management-algorithm/"
        "63612e7092503d778cb4fbb5be32396d"
    ),
)
SAFE2021 = Source(
    key="safe2021",
    citation=(
        "Safe IP et al. Mycobacteria after aesthetic procedures (4 patients). J Clin Aesthet "
        "Dermatol 2021;14(3):46-49"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.ABSTRACT,
    address="https://jcadonline.com/nontuberculous-mycobacterial-infections-after-aesthetic-procedures/",
)
MARTIN2021 = Source(
    key="martin2021",
    citation=(
        "Martin ED, Huang WW. Granulomatous dermatitis after needling. JAAD Case Rep 2021;10:96-98"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.PART,
    identifier="DOI 10.1016/j.jdcr.2021.02.011; PMC8008152; PMID 33816735",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8008152",
)
