"""Published documents for measuring, in our own words, of places that do not exist: the same at every run."""

import random

from inspectorate.sampling.dates import MONTHS

WORDS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}
STANDARDS = (
    ("1.1", "Leadership"), ("1.2", "Staff"), ("1.3", "Services"), ("1.4", "Information and facilities"),
    ("2.1", "Court work"), ("2.2", "Assessment"), ("2.3", "Planning"), ("2.4", "Implementation and delivery"),
    ("2.5", "Reviewing"),
)  # fmt: skip
BEGINNINGS = (
    "North", "South", "East", "West", "High", "Low", "Long", "Old", "New", "Black", "White", "Green", "Stone", "Ash",
    "Oak", "Elm", "Thorn", "Fern", "Marsh", "Mill",
)  # fmt: skip
ENDINGS = ("moor", "vale", "ford", "wick", "ham", "stead", "bury", "ley", "combe", "hurst", "mere", "field")
SENTENCES = (
    "Leaders knew what the work was for, and {many} out of {all} managers who answered could say it.",
    "Caseloads had fallen since the summer, but {percent} per cent of practitioners still held too many cases.",
    "In {many} out of {all} cases the first plan was written in time.",
    "Two thirds of the {all} staff who spoke to us had been supervised in the month before.",
    "The office in {place} was bright, and people on probation liked to come there.",
    "Of the {all} cases with a child in the home, {many} had been followed up with the council.",
    "There were {all} posts for administrators, of which {many} stood empty.",
    "The region paid for a course on writing to the court, and it was well spoken of.",
    "We were told that {percent}% of appointments were kept, which is more than a year ago.",
    "Not every manager could see the figures of their own team, and some kept their own lists.",
    "A panel of people on probation met in {month}, and the service changed two letters after it.",
    "Where somebody had been hurt, the victim had been told of the sentence in {many} of {all} cases.",
    "Practitioners were open with us about the weight of the work, and about what helped.",
    "The partnership with the council had grown since {year}, when the budget was £{all},000.",
    "Nearly half of the plans did not say who would do what.",
    "Checks with the police were made in just {few} cases, and answered late in three.",
)  # fmt: skip
FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


def place(number: int) -> str:
    """The name of a place, one of 240 for the first 240 numbers."""
    return BEGINNINGS[number % len(BEGINNINGS)] + ENDINGS[number // len(BEGINNINGS) % len(ENDINGS)]


def _lot(kind: str, number: int) -> random.Random:
    return random.Random(f"{kind} {number}")


def _sentence(lot: random.Random) -> str:
    all_ = lot.randint(12, 90)
    filled = {"many": lot.randint(1, all_), "all": all_, "percent": lot.randint(5, 95), "few": lot.choice(FEW)}
    return lot.choice(SENTENCES).format(**filled, place=place(lot.randrange(240)), month=lot.choice(MONTHS), year=2021)


def _paragraph(lot: random.Random) -> str:
    return " ".join(_sentence(lot) for _ in range(lot.randint(4, 7)))


def _rated(lot: random.Random) -> tuple[dict[str, str], int, str]:
    """A rating for each standard, the points that they make, and the overall rating."""
    ratings = {number: lot.choice(list(WORDS)) for number, _ in STANDARDS}
    points = sum(WORDS[rating] for rating in ratings.values())
    bands = ((6, "Inadequate"), (14, "Requires improvement"), (22, "Good"), (27, "Outstanding"))
    return ratings, points, next(rating for most, rating in bands if points <= most)


def release(number: int) -> str:
    """A press release of some 3,000 characters on place ``number``."""
    lot = _lot("release", number)
    unit = place(number)
    _, points, overall = _rated(lot)
    day = f"{lot.randint(1, 28)} {lot.choice(MONTHS)} {lot.randint(2022, 2023)}"
    paragraphs = "\n\n".join(_paragraph(lot) for _ in range(4))
    return f"""Probation service for {unit} ‘{overall}’

The probation service, or Probation Delivery Unit (PDU), in {unit} has been rated as ‘{overall}’ following an inspection
by HM Inspectorate of Probation, and scored {points} out of a possible 27 points.

{paragraphs}

The report makes seven recommendations: five for {unit} PDU and two for the Eastvale region.

ENDS

Notes to editor
1. The report is available on {day} at 00.01.
2. Fieldwork took place in {lot.choice(MONTHS)} 2022.
"""


def report(number: int) -> str:
    """A report of some 25 pages on place ``number``, as Typst sets it."""
    lot = _lot("report", number)
    unit = place(number)
    ratings, points, overall = _rated(lot)
    rows = "".join(f"[{id_}], [{title}], [{ratings[id_]}],\n" for id_, title in STANDARDS)
    chapters = "\n".join(_chapter(lot, id_, title, ratings[id_]) for id_, title in STANDARDS)
    return f"""#set page(margin: 2.5cm, numbering: "1", header: [An inspection of probation services in: {unit} PDU])
#set text(size: 11pt)
= An inspection of probation services in: {unit} PDU
HM Inspectorate of Probation, {lot.choice(MONTHS)} 2023
#pagebreak()
= Foreword
Overall, we have rated this PDU as ‘{overall}’. {_paragraph(lot)}

{_paragraph(lot)}
#pagebreak()
= Ratings
#table(columns: 3, [{unit} PDU], [Score], [{points}/27], [Overall rating], [], [{overall}],
{rows})
= Recommendations
We have made three recommendations.

{unit} PDU should:
1. see that every plan says who does what
2. fill the posts that stand empty.

Eastvale region should:
3. give every manager the figures of their own team.
#pagebreak()
= Background
{_paragraph(lot)}

{_paragraph(lot)}
{chapters}
"""


def _chapter(lot: random.Random, id_: str, title: str, rating: str) -> str:
    paragraphs = "\n\n".join(_paragraph(lot) for _ in range(14))
    strengths, weaknesses = ("\n".join(f"- {_sentence(lot)}" for _ in range(4)) for _ in range(2))
    questions = "".join(
        f"[Does the work sufficiently {what}?], [{lot.randint(10, 95)}%],\n"
        for what in ("engage the person", "protect others")
    )
    return f"""#pagebreak()
= {id_} {title}
{rating}

#table(columns: 2, [Key question], [Percentage ‘Yes’], {questions})
Strengths:
{strengths}

Areas for improvement:
{weaknesses}

{paragraphs}
"""
