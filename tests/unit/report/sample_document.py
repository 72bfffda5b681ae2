"""Documents of every kind with every block, on a place that does not exist: what each writer is tried with.

All names and figures are made up. ``REPORT`` has everything that a report has; the tests of each writer use it.
"""

from dataclasses import replace
from html import escape
from typing import Literal

from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Run,
    Table,
    words,
)
from tests.unit.report.sample_block import HOSTILE, bullets, chart, noted, questions, rated

PUBLISHER = "Inspectorate of Example Services"
DATED = "13 March 2031"
BANDS = "https://example.org/how-we-rate"

STANDARDS = (
    ("2.1", "Assessment", "Inadequate", "Assessment is well-informed, analytical and personalised."),
    ("2.2", "Planning", "Requires improvement", "Planning is well-informed, holistic and personalised."),
    ("2.3", "Implementation and delivery", "Good", "High-quality, well-focused services are delivered."),
    ("2.4", "Reviewing", "Outstanding", "Reviewing of progress is well-informed, analytical and personalised."),
)


def _standard(number: str, title: str, rating: str, statement: str) -> Blocks:
    name = title.lower()
    return (
        Heading(words(f"{number} {title}"), 2, anchor=f"standard-{number.replace('.', '-')}", rating=rating),
        Paragraph(words(statement), role="statement"),
        Paragraph(
            noted(
                f"Our rating for {name}",
                f"The rating for {name} is driven by the lowest percentage of its key questions.",
                " is based on the percentage of cases we inspected being judged satisfactory against three questions:",
            ),
        ),
        questions(
            f"Key questions on {name}",
            (f"Does {name} focus sufficiently on engaging the person on probation?", "57%"),
            (f"Does {name} focus sufficiently on the factors linked to offending and desistance?", "49%"),
            (f"Does {name} focus sufficiently on keeping other people safe?", "31%"),
            lowest=2,
        ),
        Heading(words("Strengths"), 3),
        bullets(
            f"Practitioners involved people on probation in {name}. In 55 out of 96 relevant cases this was enough.",
            "Information had been gathered on people’s views, personal circumstances and strengths.",
        ),
        Heading(words("Areas for improvement"), 3),
        bullets(
            f"Too often {name} did not draw on what others knew: it did so in 31 out of 96 cases, almost one third.",
            "Safeguarding enquiries were made in four out of 15 relevant cases.",
            "Contingency arrangements were sufficient in 34 out of 93 cases. Plans were often brief, and did not say "
            "what was to be done if circumstances changed.",
        ),
    )


RATINGS: Blocks = (
    Heading(words("Ratings"), 1, anchor="ratings"),
    Rated("Overall rating", "Requires improvement", score="6/12", anchor="overall"),
    Table(
        caption=words("Ratings of Northmoor, fieldwork started January 2031"),
        head=(words("Standard"), words("Rating")),
        rows=(
            *(rated(f"{number} {title}", rating) for number, title, rating, _ in STANDARDS),
            rated("2.5 Victims", "Not rated"),
        ),
        widths=(2, 1),
    ),
)

RECOMMENDATIONS: Blocks = (
    Heading(words("Recommendations"), 1, anchor="recommendations"),
    Paragraph(noted("We have made recommendations.", "Progress on earlier ones is in annexe one.", " They are these.")),
    Heading(words("Northmoor PDU should:"), 2),
    Numbered(
        (
            Item(words("improve the quality of work to assess, plan for, manage and review risk of harm")),
            Item(
                words("make sure that information is obtained and shared:"),
                inside=(bullets("with children’s services", "with the police, within five working days"),),
            ),
        )
    ),
    Heading(words("The Moorland region should:"), 2),
    Numbered(
        (
            Item(words("address staff recruitment")),
            Item(
                words("publish, each quarter:"),
                inside=(Numbered((Item(words("what was done")), Item(words("what was not")))),),
            ),
        ),
        start=3,
    ),
)

LETTERING: Blocks = (
    Heading(words("Words set in every way"), 2, anchor="lettering"),
    Paragraph(
        (
            Run("Some words are "),
            Run("strong", strong=True),
            Run(", some "),
            Run("emphasised", emphasis=True),
            Run(", some "),
            Run("both", strong=True, emphasis=True),
            Run("; "),
            Run("how we rate", link=BANDS),
            Run(" is explained elsewhere; "),
            Run("Gwasanaeth Prawf, Llŷn a’r dŵr", language="cy"),
            Run(" is Welsh; and "),
            Run("59 out of 96", statistic="case:assess_safety"),
            Run(" comes from the evidence."),
        )
    ),
    Paragraph(words("Small print: © the made-up inspectorate. You may re-use this information."), role="small"),
)

BODY: Blocks = (
    Heading(words("Foreword"), 1, anchor="foreword"),
    Paragraph(words("This was a mixed inspection of Northmoor, and the quality of work was uneven."), role="lead"),
    Paragraph(
        words(
            "The quality of work delivered to manage people on probation was insufficient across two of our four "
            "standards for casework. Staff were committed to their roles; high workloads had taken their toll. In 31 "
            "per cent of the cases we inspected, assessment supported the safety of other people. Leaders had "
            "begun to act on this when we arrived, and we expect to see more when we return."
        ),
        anchor="foreword-1",
    ),
    Paragraph(words("The Chief Inspector"), role="signature"),
    Break(),
    *RATINGS,
    Break(),
    *RECOMMENDATIONS,
    Break(),
    Heading(words("Background"), 1, anchor="background"),
    Paragraph(
        noted(
            "The caseload is 2,380", "Made up, 30 June 2030. See https://example.org/caseload.", ", in eight offices."
        )
    ),
    Box(
        "key facts",
        words("Key facts"),
        (
            bullets("102 cases read", "79 interviews with practitioners"),
            Paragraph(words("Fieldwork: 6 to 17 January 2031.")),
        ),
        anchor="key-facts",
    ),
    *LETTERING,
    Break(),
    Heading(words("2. Service delivery"), 1, anchor="service-delivery"),
    *(block for each in STANDARDS for block in _standard(*each)),
    chart("What people on probation told us", (("I was listened to", 71), ("I was seen in time", 44)), "chart-people"),
    Quote(words("She asked what would help, and then she did it."), who="Person on probation", anchor="quote-1"),
    Quote(words("I was passed from one to the next.")),
    Box(
        "practice example",
        words("A meeting every Tuesday"),
        (
            Paragraph(
                noted("Practitioners and the police met every week", "For a year.", " and shared what they knew.")
            ),
            bullets("Each case was looked at", "Actions were written down"),
        ),
        anchor="example-1",
    ),
    Box("notice", words("Correction, 20 March 2031"), (Paragraph(words("An earlier version gave 32 per cent.")),)),
    Heading(words("Annexe one: figures"), 1, anchor="annexe-one"),
    Heading(words("Split by characteristic"), 2),
    Heading(words("Age"), 3),
    Heading(words("Younger adults"), 4),
    Paragraph(words("[c] stands where a figure is hidden because few people are behind it.")),
    Table(
        caption=words("Sufficient work by age"),
        head=(words("Age"), words("Cases"), words("Assessment"), words("Planning"), words("Reviewing")),
        rows=tuple(
            tuple(Cell(words(cell)) for cell in (f"{age} to {age + 4}", str(age), f"{age} %", "[c]", f"{age // 2} %"))
            for age in range(18, 98, 2)
        ),
        numbers=frozenset({1, 2, 3, 4}),
        anchor="table-age",
    ),
    Heading(words("Web links"), 1, anchor="web-links"),
    Paragraph((Run("How we rate: "), Run(BANDS, link=BANDS))),
)

REPORT = Document(
    kind="report",
    title="An inspection of probation services in Northmoor",
    subtitle="The Probation Service – Moorland region",
    publisher=PUBLISHER,
    language="en-GB",
    dated=DATED,
    subject="What inspectors found in Northmoor in January 2031, and how they rated it",
    blocks=BODY,
    cover=(Paragraph(words("A report on what we found in January 2031"), role="lead"),),
    contents=True,
    properties={"ISBN": "978-0-000-00000-0"},
)

#: What stands behind the cover: who is thanked, who publishes, under which licence.
IMPRINT: Blocks = (
    Heading(words("Acknowledgements"), 2, anchor="acknowledgements"),
    Paragraph(words("We would like to thank all those who participated in any way in this inspection.")),
    Heading(words("The role of the inspectorate"), 2, anchor="role"),
    Paragraph(words("We inspect services and publish what we find. We highlight good and poor practice. " * 3)),
    Heading(words("© The made-up holder 2031"), 2, anchor="licence"),
    Paragraph((Run("You may re-use this under the "), Run("Example Licence", link="https://example.org/licence"))),
    Paragraph(words("ISBN 978-0-000-00000-0"), role="small"),
    Heading(words("Published by"), 2, anchor="published-by"),
    Paragraph(words("Inspectorate of Example Services\n1 Example Street\nNorthmoor"), role="address"),
)

PUBLISHED = replace(REPORT, cover=IMPRINT)

DRAFT = replace(REPORT, mark="Embargoed until 00.01 on 13 March 2031 - copy 4 for a reader")

LETTER = Document(
    kind="letter",
    title="Regional review of probation services in Moorland",
    publisher=PUBLISHER,
    language="en-GB",
    dated=DATED,
    subject="What five inspections in Moorland have in common",
    blocks=(
        Paragraph(words("Inspectorate of Example Services, 1 Example Street, Northmoor"), role="address"),
        Paragraph(words("To: the Regional Director, Moorland"), role="address"),
        Paragraph(words("cc: the Heads of Operations; the Lead Inspector"), role="address"),
        Paragraph(words("Dear Director")),
        Paragraph(words("Many thanks for the cooperation that we received during the recent review.")),
        Heading(words("Regional observations"), 1, anchor="observations"),
        Heading(words("Leadership"), 2),
        Paragraph(words("There are 20 courts in the region, and 13 PDUs, of which we inspected five. " * 4)),
        bullets(
            "The plan is clear and focused on quality.", "115 out of 147 respondents said that quality came first."
        ),
        Paragraph(words("Yours sincerely")),
        Paragraph(words("The Chief Inspector"), role="signature"),
        Break(),
        Heading(words("Annexe one: recommendations"), 1),
        Numbered((Item(words("publish the plan")), Item(words("recruit to the courts")))),
        Heading(words("Annexe two: ratings"), 1),
        *RATINGS[2:],
    ),
)

PRESS_RELEASE = Document(
    kind="press-release",
    title="Uneven work in Northmoor, inspectors find",
    subtitle="Probation services in Northmoor need to improve",
    publisher=PUBLISHER,
    language="en-GB",
    dated=DATED,
    subject="News of the inspection of Northmoor",
    mark="Embargoed until 00.01 on 13 March 2031",
    blocks=(
        Paragraph(words("Probation services in Northmoor have been rated ‘Requires improvement’."), role="lead"),
        Paragraph(words("Inspectors read 102 cases and talked with 79 practitioners. " * 3)),
        Quote(words("There is a good deal to do, and people who want to do it."), who="The Chief Inspector"),
        Heading(words("Notes to editor"), 1),
        Numbered(
            (
                Item((Run("The report is at "), Run("example.org", link="https://example.org/northmoor"))),
                Item(words("Fieldwork took place in January 2031.")),
            )
        ),
        Paragraph(words("ENDS"), role="small"),
    ),
)

SLIDES = Document(
    kind="slides",
    title="Northmoor: emerging findings",
    subtitle="For the head of the service",
    publisher=PUBLISHER,
    language="en-GB",
    dated=DATED,
    subject="What inspectors found in Northmoor, in slides",
    mark="Draft 2",
    cover=(Paragraph(words("Shared in confidence"), role="small"),),
    blocks=(
        *RATINGS,
        Break(),
        Heading(words("What went well"), 1),
        bullets("Practitioners listened", "Partners met every week", "Courts were served in time"),
        Break(),
        Heading(words("What people told us"), 1),
        chart("What people told us", (("I was listened to", 71), ("I was seen in time", 44))),
        Break(),
        Heading(words("One voice"), 1),
        Quote(words("She asked what would help, and then she did it."), who="Person on probation"),
    ),
)

POSTER = Document(
    kind="poster",
    title="How was Northmoor rated?",
    subtitle="An inspection of probation services, January 2031",
    publisher=PUBLISHER,
    language="en-GB",
    dated=DATED,
    subject="The inspection of Northmoor on one page",
    blocks=(
        Rated("Overall rating", "Good", score="8/12"),
        Heading(words("What we found"), 1),
        bullets("102 cases read", "79 interviews", "31 per cent of assessments kept people safe"),
        chart("What people told us", (("I was listened to", 71), ("I was seen in time", 44))),
        Quote(words("She asked what would help."), who="Person on probation"),
    ),
)

DOCUMENTS = {
    "report": REPORT,
    "published": PUBLISHED,
    "draft": DRAFT,
    "letter": LETTER,
    "press-release": PRESS_RELEASE,
    "slides": SLIDES,
    "poster": POSTER,
}


def hostile(kind: Literal["report", "letter", "press-release", "slides"] = "report") -> Document:
    """A document of which each text is one that means something in some format."""
    said = " ".join(HOSTILE)
    blocks: tuple[Block, ...] = (
        Heading(words(HOSTILE[0]), 1, anchor="first"),
        *(Paragraph(words(each)) for each in HOSTILE),
        Bullets(tuple(Item(words(each)) for each in HOSTILE)),
        Table(words(said), tuple(map(words, HOSTILE[:2])), ((Cell(words(HOSTILE[2])), Cell(words(HOSTILE[4]))),)),
        Quote(words(said), who=HOSTILE[4]),
        Box("notice", words(HOSTILE[4]), (Paragraph((Run("note", note=words(said)),)),)),
        replace(chart(HOSTILE[4], ((escape(HOSTILE[4]), 10),)), alternative=said),
    )
    return Document(kind, HOSTILE[4], HOSTILE[4], "en-GB", "today", blocks, subject=said, mark=HOSTILE[4])


def long_report(times: int = 4) -> Document:
    """The report with its standards told several times: about twenty pages, for measuring."""
    service = next(
        place for place, block in enumerate(BODY) if isinstance(block, Heading) and block.anchor[:7] == "service"
    )
    before, after = BODY[: service + 1], BODY[service + 1 :]
    repeated: Blocks = ()
    for time in range(times):
        for number, title, rating, statement in STANDARDS:
            repeated += _standard(f"{number}.{time}", title, rating, statement)
        repeated += (chart(f"What people told us, {time}", (("I was listened to", 71), ("I was seen in time", 44))),)
    return replace(REPORT, blocks=before + repeated + after)
