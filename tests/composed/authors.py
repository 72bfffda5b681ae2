"""What authors write of a made-up inspection: Markdown with placeholders, quotations, examples of practice, tables."""

import random
from collections.abc import Iterator, Mapping

from inspectorate.report.document import Blocks
from inspectorate.report.fact_base import FactBase
from inspectorate.report.prose import read_prose
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.unit_name import in_full
from inspectorate.report.wording import say

FOREWORD = """This was the first inspection of {unit} since it was established. Overall, we have rated it as
‘{{{{rating:overall}}}}’.

Staff were *committed* and **dedicated** to their roles. There is a great deal still to do.
"""
SCORED = "The service scored {{score | said}}.\n"
BACKGROUND = """People report to offices in three towns. The service works with [two courts](https://example.org/courts).

- Services for finance are delivered by a charity.
- Services for health are delivered by the NHS.
"""
PRACTICE = """> **Practice example: a panel on stalking**
> Sam was seen each week, and those at risk were told what to do.
>
> - The police came to each meeting.
"""
QUOTED = """> My probation worker listens to me.
> — Person on probation
"""
TABLE = """Table: Offices and their hours

| Office | Hours |
|---|--:|
| Northmoor | 37 |
| Westby | 35 |
"""
FOOTNOTE = "Vetting took long.^[The figures are those of the service.] Posts stood empty for months.\n"
RELEASE = """The Chief Inspector said: “Staff care about those they supervise, and want to do better. Leaders must now
build on that.”

Inspectors were concerned that {slot} of cases were judged sufficient in one respect.
"""


def written(draw: random.Random, base: FactBase) -> Mapping[str, Blocks]:
    """Texts of some of the parts of the documents; of others nothing."""
    known = statistics(base)
    texts = {name: text for name, text in _texts(draw, base, known) if draw.random() < 0.6}
    return {name: _blocks(text, name, known) for name, text in texts.items()}


def _blocks(text: str, name: str, known: Mapping[str, Statistic]) -> Blocks:
    prose = read_prose(text, known, say, name=f"text-{name}".replace(" ", "-"), below=2)
    assert not prose.faults, (text, prose.faults)
    return prose.blocks


def _texts(draw: random.Random, base: FactBase, known: Mapping[str, Statistic]) -> Iterator[tuple[str, str]]:
    if base.rated.overall:
        scored = SCORED if base.rated.points is not None and draw.random() < 0.5 else ""
        yield "foreword", FOREWORD.format(unit=in_full(base.unit)) + scored
    yield "background", BACKGROUND
    yield "people-on-probation", f"People told us what they thought.\n\n{QUOTED}"
    for each in base.rated.standards:
        yield each.standard.id, "\n".join(draw.sample((PRACTICE, TABLE, FOOTNOTE, QUOTED), k=draw.randint(1, 3)))
    keys = [key for key in known if key.startswith("case:") and known[key].kind == "proportion" and "@" not in key]
    if keys:
        yield "press-release", RELEASE.format(slot=f"{{{{{draw.choice(keys)} | per cent}}}}")
    yield "next-steps", "- We will meet again in a month.\n- The report follows.\n"
