"""Studies of pigment, stretch marks, burns and other scars, and what is read of body skin."""

from percuta.evidence.source import Extent, Grade, Source

# Pigment and photodamage

FARSHI2020 = Source(
    key="farshi2020",
    citation=(
        "Farshi S, Mansouri P. Needling with and without a depigmenting solution for epidermal "
        "melasma, split face (20 patients). J Cosmet Dermatol 2020"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    identifier="DOI 10.1111/jocd.13369",
    address="https://scribd.com/document/553392771/FARSHI-2019",
)
BAILEY = Source(
    key="bailey",
    citation=(
        "Bailey AJM et al. Microneedling beside creams for melasma: systematic review and "
        "meta-analysis. J Am Acad Dermatol"
    ),
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.ABSTRACT,
    address="https://scribd.com/document/614152193/Erminia",
)
CASSIANO2022 = Source(
    key="cassiano2022",
    citation=(
        "Cassiano DP et al. Needling and oral tranexamic acid for melasma under triple cream "
        "(64 women), factorial trial"
    ),
    grade=Grade.RCT,
    read=Extent.SUMMARY,
    address=(
        "https://tressless.com/research/efficacy-and-safety-of-microneedling-and-oral-ta-in-"
        "facial-melasma-LGMD"
    ),
)
BELISLASER = Source(
    key="belislaser",
    citation="Beli's Laser: needle depth for pigmentation, a vendor's answer",
    grade=Grade.VENDOR,
    read=Extent.PAGE,
    address=(
        "https://belislaser.com/faqs/why-is-precise-control-of-needle-depth-specifically-at-"
        "levels-like-1mm-critical-during-microneedling-procedures-for-pigmentation"
    ),
)
LIANG2022 = Source(
    key="liang2022",
    citation=(
        "Liang X et al. Needling with stem-cell medium against saline for the photoaged face "
        "(28 patients). Front Med 2022;9:837332"
    ),
    grade=Grade.RCT,
    read=Extent.TABLE,
    identifier="DOI 10.3389/fmed.2022.837332; PMC9171013; PMID 35685406",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC9171013/table/T3",
)
ROBATI2020 = Source(
    key="robati2020",
    citation=(
        "Robati RM et al. Needling against fractional Er:YAG for facial rejuvenation, split face "
        "(24 finished). J Cosmet Dermatol 2020;19(6):1333-1340"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    address=(
        "https://integrativedryneedling.com/efficacy-of-microneedling-versus-fractional-eryag-"
        "laser-in-facial-rejuvenation"
    ),
)

# Stretch marks

NAFLMN2018 = Source(
    key="naflmn2018",
    citation=(
        "Non-ablative laser against needling for white stretch marks of the abdomen (20 women). "
        "Am J Clin Dermatol 2019"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1007/s40257-018-0415-0; NCT03390439",
    address="https://link.springer.com/article/10.1007/s40257-018-0415-0",
)
MALI2017 = Source(
    key="mali2017",
    citation=(
        "Mohamed Ali BM et al. Needling against microdermabrasion for stretch marks (30 women). "
        "J Egypt Women Dermatol Soc 2017;14(2):92-99"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/01.EWX.0000511156.50929.3b",
    address=(
        "https://journals.lww.com/jewds/Fulltext/2017/05000/A_comparative_clinical_and_"
        "histopathological_study.4.aspx"
    ),
)
KAUR2024 = Source(
    key="kaur2024",
    citation=(
        "Kaur T et al. Needling alone or with platelet-rich plasma for stretch marks and scars of "
        "surgery. J Cutan Aesthet Surg 2024;17:307-314"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.25259/jcas_45_23",
    address="https://jcasonline.com/?p=6440",
)
SAKI2022 = Source(
    key="saki2022",
    citation=(
        "Needling against fractional CO2 laser for white stretch marks (40 patients). Dermatol "
        "Ther 2022;35(1):e15212"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1111/dth.15212; PMID 34796595",
    address=(
        "https://integrativedn.com/comparison-of-the-efficacy-of-microneedling-versus-cosub2-sub-"
        "fractional-laser-to-treat-striae-alba-a-randomized-clinical-trial/"
    ),
)

# Surgical, traumatic and burn scars

CLAYTOR2022 = Source(
    key="claytor2022",
    citation=(
        "Claytor RB et al. Needling of young surgical scars (25 women). Plast Reconstr Surg "
        "2022;150(3):557e-561e"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.NEWS,
    address=(
        "https://www.physiciansweekly.com/early-postoperative-microneedling-may-improve-"
        "surgical-scars/"
    ),
)
ALSTER_SCARS2020 = Source(
    key="alster_scars2020",
    citation=(
        "Alster TS, Li MK. Mechanical needling of scars of face and body (120 patients). Plast "
        "Reconstr Surg 2020;145(2):358-364"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/PRS.0000000000006462; PMID 31985622",
    address="https://www.pubmed.ncbi.nlm.nih.gov/31985622/",
)
DGUV2019 = Source(
    key="dguv2019",
    citation="DGUV project FF-FR 0260: one needling of mature burn scars (5 patients), 2019",
    grade=Grade.SINGLE_STUDY,
    read=Extent.SUMMARY,
    address="https://presse.dguv.de/ifa/forschung/projektverzeichnis/ff-fr0260-2.jsp",
)
SVENNING2019 = Source(
    key="svenning2019",
    citation=(
        "Svenning MIE, Berg Drejoe J. Rolling of burn scars under general anaesthesia (19 "
        "patients). J Med Case Rep Rev 2019;2(6)"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    address="https://scribd.com/document/749349412/82-Article-Text-285-1-10-20190620",
)
BUSCH2018 = Source(
    key="busch2018",
    citation=(
        "Busch KH et al. Needling and the redness of burn scars (20 patients). Cureus "
        "2018;10(9):e3260"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    identifier="DOI 10.7759/cureus.3260; PMC6219864; PMID 30430049",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6219864",
)

# Skin of the body: thickness, area, minutes

CN24MHZ = Source(
    key="cn24mhz",
    citation="Seven sites of 80 healthy Chinese adults under 24 MHz ultrasound, 2022",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="http://m.zgpgzz.cn/qikandaodu/2022/0111/943.html",
)
LAURENT2007 = Source(
    key="laurent2007",
    citation=(
        "Laurent A et al. Skin at four sites of 342 adults under 20 MHz ultrasound. Vaccine "
        "2007;25(34):6423-30"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1016/j.vaccine.2007.05.046; PMID 17640778",
    address="https://peeref.com/works/67058301",
)
GIBNEY2010 = Source(
    key="gibney2010",
    citation=(
        "Gibney MA et al. Skin at four sites of 388 adults with diabetes. Curr Med Res Opin "
        "2010;26(6):1519-30"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1185/03007995.2010.481203; PMID 20429833",
    address="https://pubmed.ncbi.nlm.nih.gov/20429833/?dopt=Abstract",
)
SIM2014 = Source(
    key="sim2014",
    citation=(
        "Sim KH et al. Skin of 156 Korean adults with diabetes. Diabetes Metab J 2014;38(2):120-133"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.4093/dmj.2014.38.2.120; PMC4021299",
    address=(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC4021299/?term=%22Diabetes+Metab+J%22%5Bjour%5D"
    ),
)
SHI2013 = Source(
    key="shi2013",
    citation="Shi L et al. Skin thickness of 137 breasts by dedicated breast CT. Med Phys 2013",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1118/1.4793257",
    address="http://www.osti.gov/scitech/biblio/22130565",
)
RULE_OF_NINES = Source(
    key="rule_of_nines",
    citation=(
        "Wallace's rule of nines (Lancet 1951): shares of the body surface of adults, as a "
        "magazine article explains them"
    ),
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    identifier="DOI 10.1016/s0140-6736(51)91975-7",
    address=(
        "https://slate.com/news-and-politics/2006/07/how-do-doctors-know-what-percentage-of-you-"
        "is-burned.html"
    ),
)
MOSTELLER = Source(
    key="mosteller",
    citation="Mosteller's formula for the body surface (1987), as a reference page prints it",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://harderworld.com/2013/03/13/here-we-go-again-2/",
)
AREA_MINUTES = Source(
    key="area_minutes",
    citation="medicinecontact.com: how long a session takes, by area",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="https://www.medicinecontact.com/blog/19939/how-long-is-a-microneedling-session",
)
