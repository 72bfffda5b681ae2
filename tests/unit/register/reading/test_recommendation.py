"""Recommendations as they are listed, and the totals that are said in words."""

from pathlib import Path

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts import Recommendations, StatedTotal
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.recommendation import addressee_kind, by_unit, recommendations

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


def read(text: str) -> Recommendations:
    return recommendations(Layout(Document("made-up.txt", "text", text)))


def items(found: Recommendations) -> list[tuple[int, str, str | None, str]]:
    return [(item.value.number, item.value.addressee, item.value.unit, item.value.text) for item in found.items]


def numbers(found: Recommendations) -> tuple[int | None, dict[str, int]]:
    return found.total.value if found.total else None, {kind: fact.value for kind, fact in found.by_addressee.items()}


HARD_WRAPPED = """ Recommendations
As a result of our inspection we have made a number of recommendations.1

Northmoor PDU should:
1. improve the quality of work to assess,

and plan for, risk
of harm

2. staff the court team.

Westbrook region should:
3. tell practitioners what matters most

HM Prison and Probation Service (HMPPS) should:
4. recruit staff.


1 Progress against previous recommendations is in annexe one.
 Background
Managers should:
1. read this.
"""


def test_items_over_several_lines_numbered_across_addressees() -> None:
    found = read(HARD_WRAPPED)
    assert items(found) == [
        (1, "PDU", None, "improve the quality of work to assess, and plan for, risk of harm"),
        (2, "PDU", None, "staff the court team"),
        (3, "region", None, "tell practitioners what matters most"),
        (4, "HMPPS", None, "recruit staff"),
    ]
    assert numbers(found) == (4, {"PDU": 2, "region": 1, "HMPPS": 1})
    assert found.items[0].value.addressed_as == "Northmoor PDU"
    assert found.items[0].place.line == 5
    assert found.stated == ()


LETTER = """## **Annexe one – Recommendations**

Set out below are the recommendations.

### **Northmoor**

#### **Northmoor PDU should:**

1. improve plans

**Westbrook region should:**

2. improve buildings

HM Prison and Probation Service (HMPPS) should:

3. improve Wi-Fi.

**Eastvale & Hammerford PDU**

**Eastvale and Hammerford PDU should:**

1. improve reports
2. improve records.

## Annexe two – PDU ratings

1. Not a recommendation
"""


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) ", "{}.\t", "R{}. ", "R{}: ", "Recommendation {}: "])
def test_numbers_however_they_are_marked(mark: str) -> None:
    found = read(
        f"Recommendations\n\nNorthmoor PDU should:\n{mark.format(1)}plan for risk\n{mark.format(2)}staff the court"
        f" team\n\nMoors region should:\n{mark.format(3)}recruit.\n"
    )
    assert numbers(found) == (3, {"PDU": 2, "region": 1})
    assert [item.value.text for item in found.items] == ["plan for risk", "staff the court team", "recruit"]


@pytest.mark.parametrize("marks", [("a) ", "b) "), ("(a) ", "(b) ")])
def test_letters_mark_recommendations_or_the_parts_of_one(marks: tuple[str, str]) -> None:
    first, second = marks
    found = read(f"Recommendations\n\nNorthmoor PDU should:\n{first}plan for risk\n{second}staff the court team\n")
    assert numbers(found) == (2, {"PDU": 2})
    found = read(
        f"Recommendations\n\nNorthmoor PDU should:\n1. plan:\n{first}for risk\n{second}for release\n2. recruit\n"
    )
    assert [item.value.text for item in found.items] == ["plan: for risk for release", "recruit"]


@pytest.mark.parametrize("words", ["We recommend that the PDU:", "We recommend that the PDU should:", "The PDU must:"])
def test_other_ways_to_address_the_unit(words: str) -> None:
    found = read(f"Recommendations\n\n{words}\n1. plan for risk\n2. recruit\n\nThe region should:\n3. help.\n")
    assert numbers(found) == (3, {"PDU": 2, "region": 1})


def test_the_recommendations_of_several_units() -> None:
    found = read(LETTER)
    assert items(found) == [
        (1, "PDU", "Northmoor", "improve plans"),
        (2, "region", "Northmoor", "improve buildings"),
        (3, "HMPPS", "Northmoor", "improve Wi-Fi"),
        (1, "PDU", "Eastvale & Hammerford PDU", "improve reports"),
        (2, "PDU", "Eastvale & Hammerford PDU", "improve records"),
    ]
    assert {unit: numbers(each) for unit, each in by_unit(found.items).items()} == {
        "Northmoor": (3, {"PDU": 1, "region": 1, "HMPPS": 1}),
        "Eastvale & Hammerford PDU": (2, {"PDU": 2}),
    }


def test_youth_wordings_an_addressee_over_two_lines_and_bullets_under_a_number() -> None:
    text = """Recommendations

As a result of our inspection findings, we have made four recommendations.

The Northmoor youth offending service should:
1. review:
• the policy
• the provision
2. write plans.

The chair of the management board of Northmoor and its
partners should:
3. attend meetings
We recommend that the Ministry of Justice should:
4. pay for it.
"""
    found = read(text)
    assert items(found) == [
        (1, "YJS", None, "review: the policy the provision"),
        (2, "YJS", None, "write plans"),
        (3, "other", None, "attend meetings"),
        (4, "other", None, "pay for it"),
    ]
    assert [item.value.addressed_as for item in found.items][2:] == [
        "The chair of the management board of Northmoor and its partners",
        "the Ministry of Justice",
    ]
    assert [fact.value.total for fact in found.stated] == [4]


def test_bullets_without_numbers_and_addressees_that_are_bullets() -> None:
    text = """There were three recommendations:

  • The Northmoor Youth Justice Service manager should:

  • see that assessing considers safety.
  • see that plans are kept.

  • The Northmoor Youth Justice Management Board should:

  • fund the service
"""
    found = read(text)
    assert [(number, kind) for number, kind, _, _ in items(found)] == [(1, "YJS"), (2, "YJS"), (3, "other")]


def test_items_that_name_their_addressee_themselves_or_none() -> None:
    text = "## Recommendations\n\n1. The Eastvale CRC should ensure that staff are trained.\n2. Train managers too.\n"
    found = read(text)
    assert [(kind, to.value.addressed_as) for (_, kind, _, _), to in zip(items(found), found.items, strict=True)] == [
        ("CRC", "The Eastvale CRC"),
        ("other", ""),
    ]
    assert numbers(found) == (2, {"CRC": 1})


@pytest.mark.parametrize(
    "text",
    [
        "RECOMMENDATIONS:\n\nCabinet is recommended to:\n\n1)  Welcome the findings; and\n\n2)  Note the plan\n",
        "## Progress against previous recommendations\n\nNorthmoor PDU had:\n\n1. improved plans\n",
        "## Annexe one - Progress on previous\n\n## recommendations\n\n1. improve plans No progress Nothing was done\n",
        "Contents\nRecommendations 5\nBackground 6\n1. Organisational delivery 7\n",
        "## Notes to editor\n\n  1. The Inspectorate is independent.\n  2. It has a scale.\n",
        "Tutors should:\n\n1. hold lessons\n",
    ],
)
def test_what_is_no_recommendation_of_the_inspectorate(text: str) -> None:
    assert read(text) == Recommendations()


@pytest.mark.parametrize(
    ("text", "total", "parts", "recipients"),
    [
        (
            "This inspection made 13 recommendations: six for Northmoor PDU and the rest for the Westbrook regional "
            "service and HMPPS.",
            13,
            {"PDU": 6},
            (),
        ),
        (
            "Northmoor and Eastvale PDU, and their Westbrook regional service, received 13 recommendations for "
            "improvement as a result of this inspection, including to plan.",
            13,
            {},
            ("PDU", "region"),
        ),
        ("The report makes six recommendations to Northmoor YJS, including that plans be kept.", 6, {"YJS": 6}, ()),
        ("Twelve recommendations for improvement were issued to the Northmoor CRC.", 12, {"CRC": 12}, ()),
        (
            "This report makes 10 recommendations. Of these, four are for the Northmoor YJS management board; and one "
            "is for NHS Westbrook, to meet its duty.",
            10,
            {"YJS": 4, "other": 1},
            (),
        ),
        (
            "The report makes three recommendations to Northmoor YJS. The report also makes one recommendation to "
            "Westbrook Police.",
            4,
            {"YJS": 3, "other": 1},
            (),
        ),
        (
            "This inspection made 13 recommendations: six for Northmoor PDU, four for the Moors region and three for "
            "HMPPS.",
            13,
            {"PDU": 6, "region": 4, "HMPPS": 3},
            (),
        ),
        # A place alone may be a PDU or a youth justice service: its number is nobody's.
        ("This inspection made 13 recommendations: six for Northmoor and the rest for others.", 13, {}, ()),
        ("In total, inspectors made twenty-one recommendations, including one for the chair.", 21, {}, ()),
        ("A plan for the four recommendations would be approved in December.", 4, {}, ()),
    ],
)
def test_totals_said_in_words(text: str, total: int, parts: dict[str, int], recipients: tuple[str, ...]) -> None:
    found = read(text)
    assert [fact.value for fact in found.stated] == [StatedTotal(total, parts, recipients)]
    assert numbers(found) == (total, parts)


@pytest.mark.parametrize(
    "text",
    [
        "Not enough progress was made on the five recommendations of the last inspection.",
        "We made eight recommendations in 2019, and six had been met.",
        "The report makes a number of recommendations.",
        "Cabinet made its decision on two of the six recommendations.",
    ],
)
def test_totals_of_another_inspection_are_not_this_one_s(text: str) -> None:
    assert read(text) == Recommendations()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("HM Prison and Probation Service", "HMPPS"),
        ("HMPPS and the Northmoor region", "HMPPS"),
        ("Northmoor probation delivery unit", "PDU"),
        ("Probation Service - Westbrook region", "region"),
        ("The Northmoor Community Rehabilitation Company", "CRC"),
        ("The National Probation Service, Westbrook division", "NPS"),
        ("The Northmoor youth offending team partnership", "YJS"),
        ("The Youth Justice Board", "other"),
        ("The chair of the management board", "other"),
        ("The Ministry of Justice", "other"),
    ],
)
def test_kinds_of_addressee(words: str, kind: str) -> None:
    assert addressee_kind(words) == kind


@needs_seeds
@pytest.mark.parametrize(
    ("file", "expected", "listed"),
    [
        ("000_6094152029f84b50.txt", (13, {"PDU": 6}), 0),
        # 11 + 9 + 10 + 9 + 13, of them 6+5+6+6+6 for the PDUs, 4+2+1+1+4 for the region, 1+2+3+2+3 for HMPPS
        ("001_ff8cab6e6239494e.txt", (52, {"PDU": 29, "region": 12, "HMPPS": 11}), 52),
        ("002_e816e03cce485c26.txt", (13, {"PDU": 8, "region": 3, "HMPPS": 2}), 13),
        ("003_b89c618ae7204513.txt", (13, {}), 0),
        ("004_d258cdfbb1cfa730.txt", (4, {"PDU": 4}), 4),
    ],
)
def test_the_seeds(file: str, expected: tuple[int, dict[str, int]], listed: int) -> None:
    found = read((SEEDS / file).read_text(encoding="utf-8"))
    assert numbers(found) == expected
    assert len(found.items) == listed


@needs_seeds
def test_the_letter_by_unit() -> None:
    found = read((SEEDS / "001_ff8cab6e6239494e.txt").read_text(encoding="utf-8"))
    assert {unit: numbers(each) for unit, each in by_unit(found.items).items()} == {
        "Cheshire West": (11, {"PDU": 6, "region": 4, "HMPPS": 1}),
        "Blackburn with Darwen": (9, {"PDU": 5, "region": 2, "HMPPS": 2}),
        "Knowsley & St Helens PDU": (10, {"PDU": 6, "region": 1, "HMPPS": 3}),
        "Liverpool North PDU": (9, {"PDU": 6, "region": 1, "HMPPS": 2}),
        "Cumbria PDU": (13, {"PDU": 6, "region": 4, "HMPPS": 3}),
    }
    last = found.items[-1].value
    assert (last.number, last.text.split()[-3:]) == (13, ["vetting", "and", "training"])
