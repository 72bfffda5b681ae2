"""What is mutated: the published documents where they stand beside the project, else documents made up here."""

from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

PRESS_RELEASE = """\
Probation service for Northmoor ‘Requires improvement’

The probation service, or Probation Delivery Unit (PDU), in Northmoor has been rated as ‘Requires improvement’ following
an inspection by HM Inspectorate of Probation, and scored eight out of a possible 27 points.

We inspected 64 cases in April 2023. In 31 out of 64 cases, the work to keep people safe was enough. Two thirds of staff
told us that their caseload was too high, and only 27 per cent of those under supervision felt safe.

“There is a good foundation here,” said the Chief Inspector. “But a neighbouring service, in Westmere, was rated as
‘Inadequate’ last year.”

The report makes 7 recommendations: five for Northmoor PDU and two for the Eastvale region.

ENDS

Notes to editor
1. The report is available on 13 July 2023 at 00.01.
2. The PDU was last inspected in 2019, when it was rated ‘Good’. Fieldwork took place between 17 and 28 April 2023.
"""

REPORT = """\
# An inspection of probation services in: Northmoor PDU

The Probation Service – Eastvale region

HM Inspectorate of Probation, July 2023

## Foreword

This was our first inspection of **Northmoor PDU** since 2021. Overall, we have rated this PDU as ‘Requires
improvement’. There were 102 staff in post, and sickness stood at 11.5 per cent; nearly half (15 out of 32) had been
there for less than a year.

## Ratings

| Northmoor PDU Score | 8/27 |
|---|---|
| **Overall rating** | **Requires improvement** |

| 1. | Organisational delivery | |
|---|---|---|
| 1.1 | Leadership | Requires improvement |
| 1.2 | Staff | Requires improvement |
| 1.3 | Services | Good |
| 1.4 | Information and facilities | Good |
| 2. | Court work and case supervision | |
| 2.1 | Court work | Not rated |
| 2.2 | Assessment | Inadequate |
| 2.3 | Planning | Requires improvement |
| 2.4 | Implementation and delivery | Inadequate |
| 2.5 | Reviewing | Requires improvement |

## Recommendations

As a result of our inspection findings, we have made three recommendations.

**Northmoor PDU should:**

1. improve the quality of work to assess, plan for and manage the risk of harm
2. see that domestic abuse checks are made in every case.

**Eastvale region should:**

3. fill the 26 posts that stand empty.

## 1.1 Leadership

**Rating: Requires improvement**

Strengths:

- Leaders knew what had to be done, and 14 of 16 managers said so.
- Of the 39 staff who answered, 28 had been supervised well.

Areas for improvement:

- In 2022/2023 the budget of £1,900 was not spent.

## 2.2 Assessment

The rating is based on the percentage of cases that we judged satisfactory:

| Key question | Percentage ‘Yes’ |
|---|---|
| Does assessment focus sufficiently on engaging the person on probation? | 58% |
| Does assessment focus sufficiently on the factors linked to offending? | 61% |
| Does assessment focus sufficiently on keeping other people safe? | 31% |

Out of 45 cases with concerns, they had been looked into in just four cases.<sup>3</sup>

<sup>3</sup> Three cases had no plan.
"""

LETTER = """\
**27 July 2023**

**To: The Regional Probation Director**

# Regional review of Eastvale

We inspected two PDUs of the Eastvale region, Northmoor and Westmere, over two weeks, beginning 15 April 2023.

Northmoor PDU was rated ‘Requires improvement’ and Westmere PDU was rated ‘Inadequate’.

## Annexe one – Recommendations

**Northmoor**

1. fill the empty posts

**Westmere**

1. see that every case has a plan

## Annexe two – Ratings

Northmoor PDU\tScore\t8/27
Overall rating\tRequires improvement
1.1\tLeadership\tGood
1.2\tStaff\tRequires improvement
2.1\tCourt work\tNot rated

Westmere PDU\tScore\t2/24
Overall rating\tRating
1.1\tLeadership\tInadequate
1.2\tStaff\tInadequate
"""

WRAPPED = """\
 Foreword\x20
This was the first inspection of youth justice services\x20
in Westmere. Overall, we have rated this service as ‘Good’.\x20

2 An inspection of youth justice services: Westmere 4
\x20
 Ratings\x20
Westmere Youth Justice Service\x20
Fieldwork started May 2022 Score 22/36\x20
Overall rating Good\x20
1. Organisational delivery\x20
1.1 Governance and leadership Good\x20
1.2 Staff Good\x20
1.3 Partnerships and services Requires improvement\x20
2. Court disposals\x20
2.1 Assessing Good\x20
2.2 Planning Outstanding\x20
2.3 Implementation and delivery Good\x20
2.4 Reviewing Inadequate\x20

2.1. Assessing Good\x20
Assessing is well-informed, analytical and personalised.\x20
Does assessing sufficiently analyse how to support the child’s desistance? 83%\x20
Does assessing sufficiently analyse how to keep the child safe? 67 %\x20
Of the 12 children, four out of five had one hundred and two hours2 of help.
"""

MADE_UP = {"press release": PRESS_RELEASE, "report": REPORT, "letter": LETTER, "wrapped report": WRAPPED}


@cache
def documents(folders: tuple[Path, ...] = ()) -> dict[str, str]:
    """Name -> text: the made-up documents, the published ones where they are, and the texts in further folders."""
    found = dict(MADE_UP)
    for folder in (SEEDS, *folders):
        for path in sorted(folder.glob("*.txt")):
            found[path.name] = path.read_text(encoding="utf-8")
    return found
