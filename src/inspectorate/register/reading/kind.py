"""What kind of document it is: inspection report, press release, regional letter, news, or none of these.

The rule, decided from the published documents:

- A regional letter is addressed ("Dear ...") and speaks of a review of a region, or is to a regional director.
- An inspection report shows at least two of: its cover or page heads ("An inspection of probation services in: ..."),
  a foreword, contents or acknowledgements, a table with score or "Fieldwork started", the sentence on the fieldwork,
  "Our rating for ... is based on", numbered standards, recommendations to "... should:".
- Annual and thematic reports, consultations, guidance, statements, blogs, minutes and papers of councils, pages of
  reviews or data are "other", and so is whatever does not rate a unit or tell of its inspection.
- Of the rest, the Inspectorate's own voice makes a press release: notes to editors, the set sentence ("has been rated
  as 'Good' following an inspection by"), "we", the licence of its site, ratings with a capital in curly single quotes.
  A dateline, "watchdog", "published today", a spokesperson's reply, ratings in small letters or double quotation marks
  make news.
"""

import re

from inspectorate.organisation.directory import Directory
from inspectorate.register.facts import Fact
from inspectorate.register.reading.claim import claims
from inspectorate.register.reading.date import MONTH
from inspectorate.register.reading.heading import title_span
from inspectorate.register.reading.layout import RATING, Layout
from inspectorate.register.reading.mask import PLAIN
from inspectorate.register.reading.naming import between, namings

DEAR = re.compile(r"^[ \t]*Dear\s+[A-Z]", re.MULTILINE)
TO_REGION = re.compile(
    r"\bregional\s+probation\s+director\b|\breview\s+of\s+(?:the\s+)?probation\s+service\s*-", re.IGNORECASE
)

REPORT = (
    re.compile(
        r"^[^A-Za-z\n]*(?:an\s+)?inspection\s+of\s+(?:probation|youth)\s+[^\n.]{3,90}(?::|\bin\b"
        r"|-)[ \t]*[^\n]{0,90}$",
        re.I | re.M,
    ),
    re.compile(r"^[^\w\n]*an\s+inspection\s+of[ \t]*:?[ \t]*$", re.I | re.M),
    re.compile(rf"\b(?:HM\s+Inspectorate\s+of|HMI)\s+Probation\b\s{{0,3}},?\s+{MONTH}\s+20\d\d", re.I),
    re.compile(r"^[^\w\n]*foreword\b[^\n]{0,30}$", re.I | re.M),
    re.compile(r"^[^\w\n]*(?:contents|acknowledgements)\b[^\w\n]*$|\bthis inspection was led by\b", re.I | re.M),
    re.compile(
        r"^[^\n]{0,90}\bscore\W{1,12}\d{1,2}\s*/\s*\d{2}\b|^[^\w\n]*fieldwork\s+started\s+\w+\s+20\d\d", re.I | re.M
    ),
    re.compile(
        r"\bwe\s+conducted\s+fieldwork\b|\bthe\s+fieldwork\s+for\s+this\s+inspection\s+(?:started|began)\b", re.I
    ),
    re.compile(r"\bour\s+rating\s*\d*\s+for\s+[\w\s]{4,60}\s+is\s+based\s+on\b", re.I),
    re.compile(rf"^[^\w\n]*P?\s?[12]\.[1-5]\.?\s+[A-Z][a-z ]{{4,40}}[\t ]*(?:{RATING})?[\t ]*$", re.M),
    re.compile(r"^[^\n]{3,90}\bshould[ \t]*:[^\w\n]*$", re.I | re.M),
)
NO_REPORT = re.compile(
    r"\b(?:data[ \t]+annexe[ \t]*$|agenda\s+item|report\s+to\s*:|date\s+of\s+meeting|additional\s+documents"
    r"|minutes\s*:|the\s+committee\s+had\s+before\s+it)",
    re.IGNORECASE | re.MULTILINE,
)
OTHER_TITLE = re.compile(
    r"\b(?:annual\s+(?:\w+\s+)?report|annual\s+\w+\s+report|(?:half|thirds?"
    r"|quarters?)\s+of\s+(?:\w+\s+){0,3}services|thematic|consultation|effective\s+practice|league\s+table"
    r"|spotlight|statement|guide"
    r"|guidance|serious\s+further\s+offence|announcement|minutes|agenda|newsletter|vacanc|corporate\s+plan)\b",
    re.IGNORECASE,
)
OTHER_HEAD = re.compile(
    r"\b(?:published\s+(?:its|his|her|the)\s+(?:first\s+)?annual\s+report|an\s+annual\s+report"
    r"|annual\s+report\s+(?:\d{4}\s+)?(?:covers|of)"
    r"|a\s+thematic\s+(?:report|inspection)|all\s+28|are\s+announcing\s+a\s+national"
    r"|the\s+inspectorate\s+rated\s*:|(?:it|the\s+inspectorate)\s+rated\s*:)",
    re.IGNORECASE,
)
BLOG = re.compile(r"^[^\w\n]*\d{1,2}\s+[A-Z][a-z]+\s+20\d\d\s+[-–]\s", re.MULTILINE)
ANOTHER = re.compile(
    r"\b(?:inspector(?:ate)?\s+of\s+constabulary|care\s+quality\s+commission|ofsted"
    r"|NHS\s+(?:foundation\s+)?trust\s+quality)\b",
    re.I,
)
INSPECTORATE = re.compile(
    r"inspectorate\s+of\s+probation|HMI\s?P(?:rob(?:ation)?)?\b|chief\s+inspector\s+of\s+probation"
    r"|probation\s+inspect",
    re.IGNORECASE,
)
PUBLIC_PROTECTION = re.compile(
    r"\bundertaken\s+(?:a\s+review|an\s+inspection)\s+of\s+public\s+protection", re.IGNORECASE
)
NATIONAL = re.compile(r"\bnational\s+(?:probation\s+)?inspection\s+of\b", re.IGNORECASE)
FURTHER_DOWN = 2500

#: What speaks for a press release, and how strongly. Looked for in the text as it is.
RELEASE = (
    (
        3,
        re.compile(r"^[^\w\n]*notes?\s+(?:to|for)\s+(?:the\s+)?editors?\b|\[see notes to editors?\]", re.I | re.M),
        "notes to editors",
    ),
    (3, re.compile(r"\bpress\s+release\s+by\s+(?:his|her|hm)\b", re.I), "it says so"),
    (
        2,
        re.compile(
            r"\b(?:has|have|had)\s+(?:each\s+|both\s+)?(?:been\s+rated(?:\s+as)?"
            r"|received\s+an?\s+overall(?:\s+regional)?\s+rating\s+of)\s+['‘“\"]?[A-Z][^.\n]{0,80}"
            r"(?:\bby|following)\b[^.\n]{0,140}inspectorate\s+of\s+probation",
            re.I,
        ),
        "the set sentence of its releases",
    ),
    (
        2,
        re.compile(r"this\s+publication\s+is\s+available\s+at|are\s+you\s+ok\s+with\s+cookies", re.I),
        "the site of the Inspectorate",
    ),
    (2, PUBLIC_PROTECTION, "the set sentence of its releases"),
    (
        1,
        re.compile(
            r"\b(?:chief\s+inspector(?:\s+of\s+probation)?,?\s+[A-Z][\w]+\s+[A-Z]\w+,?\s+said|(?:Mr|Ms|Mrs"
            r"|Dame)\s+\w+\s+(?:said|continued|added))"
        ),
        "the Chief Inspector's words",
    ),
    (
        1,
        re.compile(
            r"\b(?:we|our)\s+(?:also\s+)?(?:inspected|found|want|inspection|made|have\s+completed|rated)\b"
            r"|\bus\s+they\s+feel\b",
            re.I,
        ),
        "the Inspectorate's own voice",
    ),
    (1, re.compile(r"\bThe\s+Inspectorate\b(?!\s+of)"), "the Inspectorate's own name for itself"),
    (
        1,
        re.compile(
            r"\b(?:This|The)\s+(?:inspection\s+|Inspectorate's\s+)?(?:report\s+)?(?:makes"
            r"|made)\s+\w+\s+recommendations\b"
        ),
        "the set sentence on recommendations",
    ),
    (
        1,
        re.compile(r"‘(?:Outstanding|Good|Requires [Ii]mprovement|Inadequate)’"),
        "ratings as the Inspectorate writes them",
    ),
)
NEWS = (
    (3, re.compile(r"^\s*date\s+20\d\d-\d\d-\d\d\s", re.I), "the dateline of a news page"),
    (3, re.compile(r"^[ \t]*-[ \t]*published[ \t]*$|^[^\w\n]*(?:share\s+this\s+post|a\s+reporter"
                   r"|picture\s*:)", re.I | re.M), "the marks of a news page"),
    (3, re.compile(r"^[ \t]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+.{4,30}20\d\d\b.{0,12}"
                   r"|\d{1,2}/\d{1,2}/20\d\d)[ \t]*$", re.I | re.M), "a dateline"),
    (3, re.compile(r"^[^\w\n]*publish\s+date\s*:|^[^\w\n]*home\s+\w+\s+news\b|\bnews\s+(?:story"
                   r"|article)\b", re.I | re.M), "the marks of a news page"),
    (2, re.compile(r"\bwatchdog\b|\btold\s+the\s+BBC\b|\bspokes(?:person|man|woman)\b", re.I), "a reporter's words"),
    (1, re.compile(r"\b(?:published|released)\s+(?:today|on\s+\w+day|yesterday)\b|\byesterday\s+\("
                   r"|\bofficial\s+inspection\b|\bsays\s+(?:a"
                   r"|an)\s+(?:inspection\s+)?report\b", re.I), "a reporter's words"),
    (1, re.compile(r"[\"“'‘](?:outstanding|good|requires? improvement|inadequate"
                   r"|needs improvement)[\"”'’]"), "ratings in small letters"),
    (1, re.compile(r"[\"“](?:Outstanding|Good|Requires [Ii]mprovement"
                   r"|Inadequate)[\"”]"), "ratings in double quotation marks"),
    (1, re.compile(r"\bI\s+am\s+(?:delighted|pleased)\b|\bour\s+(?:health|council"
                   r"|team)\b", re.I), "somebody else's voice"),
    (2, re.compile(r"\bmembers\s+of\s+(?:HM|His|Her)\b|\baction\s+plan\s+is\s+being\b"
                   r"|\bofficial\s+inspection\b", re.I), "somebody else's voice"),
)  # fmt: skip


def document_kind(layout: Layout, directory: Directory) -> Fact[str]:
    """The kind of a document, one of ``facts.KINDS``, with the places that show it."""
    plain = layout.text.translate(PLAIN)
    if (dear := DEAR.search(layout.clean)) and (region := TO_REGION.search(plain)):
        return _fact(layout, "regional letter", [(dear, "it is addressed"), (region, "to a region")])
    if report := _report(plain):
        return _fact(layout, "inspection report", [(place, "a part of a report") for place in report])
    if place := _something_else(layout, plain):
        return _fact(layout, "other", [(place, "what it is instead")])
    if not _on_a_unit(layout, directory, plain):
        return Fact("other", ())
    return _voice(layout, directory, plain)


def _voice(layout: Layout, directory: Directory, plain: str) -> Fact[str]:
    """Whether a document on a unit speaks with the Inspectorate's own voice, and by what that is known."""
    return _release_or_news(layout, directory, plain)


def _release_or_news(layout: Layout, directory: Directory, plain: str) -> Fact[str]:
    """Whether a page on an inspection is the Inspectorate's own press release or somebody's news of it."""
    release, news = _marks(RELEASE, layout.text), _marks(NEWS, layout.text)
    own = _weight(release) >= _weight(news) and (release or news or INSPECTORATE.search(plain))
    kind, marks = ("press release", release) if own else ("news", news)
    if marks:
        return _fact(layout, kind, [(place, how) for _, place, how in marks])
    if place := INSPECTORATE.search(plain) or PUBLIC_PROTECTION.search(layout.clean):
        return _fact(layout, kind, [(place, "it tells of an inspection")])
    first = claims(layout, directory)[0]
    return Fact(kind, (layout.evidence(first.start, first.end, "it rates a unit"),))


def _report(plain: str) -> list[re.Match[str]]:
    """The parts of a report that the text shows, where they are two or more."""
    if NO_REPORT.search(plain) or (ANOTHER.search(plain[:FURTHER_DOWN]) and not INSPECTORATE.search(plain)):
        return []
    parts = [place for part in REPORT if (place := part.search(plain))]
    headed = REPORT[0].search(plain) or REPORT[1].search(plain)
    return parts if len(parts) >= 2 and (INSPECTORATE.search(plain) or headed or len(parts) >= 3) else []


def _something_else(layout: Layout, plain: str) -> re.Match[str] | None:
    """Where a document says that it is something else: an annual report, a blog, minutes."""
    title = title_span(layout)
    if title and (other := OTHER_TITLE.search(layout.clean, *title)):
        return other
    blog = BLOG.search(plain[:300])
    return blog or NO_REPORT.search(plain) or OTHER_HEAD.search(layout.clean[:FURTHER_DOWN])


def _on_a_unit(layout: Layout, directory: Directory, plain: str) -> bool:
    """Whether a document rates a unit, or tells of an inspection of one by the Inspectorate."""
    rates = claims(layout, directory)
    if any(named.sure for claim in rates for named in claim.units) or PUBLIC_PROTECTION.search(layout.clean):
        return True
    title = title_span(layout)
    told = title and [named for named in between(namings(layout, directory), *title) if named.unit_type != "region"]
    if not INSPECTORATE.search(plain):
        return bool(told and rates)
    if rates or NATIONAL.search(layout.clean):
        return True
    return bool(told) and bool(re.search(r"\binspect", plain, re.IGNORECASE))


Mark = tuple[int, re.Match[str], str]


def _marks(kinds: tuple[tuple[int, re.Pattern[str], str], ...], text: str) -> list[Mark]:
    return [(weight, place, how) for weight, pattern, how in kinds if (place := pattern.search(text))]


def _weight(marks: list[Mark]) -> int:
    return sum(weight for weight, _, _ in marks)


def _fact(layout: Layout, kind: str, places: list[tuple[re.Match[str], str]]) -> Fact[str]:
    return Fact(kind, tuple(layout.evidence(place.start(), place.end(), how) for place, how in places))
