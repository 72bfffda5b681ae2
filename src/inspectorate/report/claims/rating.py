"""Claims that are ratings: of the whole or of a standard, in a sentence, in a table, or under a heading."""

import re
from collections.abc import Iterator, Mapping

from inspectorate.language import gettext as _
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.name import key
from inspectorate.register.facts import RATINGS
from inspectorate.register.reading.chapter import chapters
from inspectorate.register.reading.naming import namings
from inspectorate.register.reading.phrase import RATE, WORD, rating_of
from inspectorate.register.reading.rating_table import rating_tables
from inspectorate.register.reading.statement import chapter_ratings
from inspectorate.report.claims.claim import Kind
from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.statistic import Statistic

RATED = re.compile(RATE, re.IGNORECASE)
OVERALL = re.compile(r"\boverall\b", re.IGNORECASE)
LAST_TIME = re.compile(r"\b(?:last|previous|earlier|former)\s+(?:time|inspection|rating)|\bpreviously\b", re.IGNORECASE)
STANDARDS = re.compile(r"\b(?P<all>all|each|every|both)?\b[^.;]{0,60}\b(?:standards?|domain)\b", re.IGNORECASE)
#: A score beside it: "the inadequate domain two scores".
AS_NOUN = re.compile(r"\s*['\"]?\s*(?:rating|grade|domain|score)", re.IGNORECASE)
#: So many ratings in one sentence are the scale, and rate nothing.
SCALE = 3
AS_DOMAIN = re.compile(
    r"(?:inadequate|improvement|good|outstanding)['\"]?\s+domain\b|\bdomain\s+\w+\s+standards\b", re.IGNORECASE
)
CLAUSE = re.compile(r"[;:]|,\s+(?:while|whereas|and|but|with)\b|\bwhile\b|\bwhereas\b", re.IGNORECASE)

Found = tuple[Kind, Span, Span, Judged]


def ratings(reader: Reader, statistics: Mapping[str, Statistic]) -> list[Found]:
    """Every rating that the text gives, with what comes of it."""
    known = {key: each for key, each in statistics.items() if each.kind == "rating"}
    found = [*_printed(reader, known)]
    taken = {span for _kind, span, _sentence, _judged in found}
    found += [each for each in _in_prose(reader, known, statistics) if not _overlaps(each[1], taken)]
    return found


def _overlaps(span: Span, taken: set[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _printed(reader: Reader, known: Mapping[str, Statistic]) -> Iterator[Found]:
    """The ratings of tables, and those under the headings of standards."""
    tables = rating_tables(reader.layout)
    if len(tables) == 1:
        unit = tables[0].unit
        stated = {f"rating:{id_}": fact for id_, fact in unit.standards.items()}
        if unit.overall_rating:
            stated["rating:overall"] = unit.overall_rating
        for key, fact in stated.items():
            if key in known:
                yield _of(reader, fact.value, (fact.place.start, fact.place.end), known[key])
    for id_, fact in chapter_ratings(reader.layout, chapters(reader.layout, tables)).items():
        if f"rating:{id_}" in known:
            for place in fact.evidence:
                yield _of(reader, fact.value, (place.start, place.end), known[f"rating:{id_}"])


def _of(reader: Reader, rating: str, span: Span, statistic: Statistic) -> Found:
    index = reader.layout.block_at(span[0])
    sentence = reader.sentence(index, span[0]) if index is not None else span
    return "rating", span, sentence, _judged(rating, statistic)


def _judged(rating: str, statistic: Statistic) -> Judged:
    if rating == statistic.text:
        why = _("The evidence says the same: {what} is ‘{rating}’.")
        return Judged("true", why.format(what=statistic.what, rating=statistic.text), (statistic.key,))
    why = _("The evidence says ‘{rating}’: {what}.").format(rating=statistic.text, what=statistic.what)
    return Judged("false", why, (statistic.key,), statistic.text)


def _in_prose(reader: Reader, known: Mapping[str, Statistic], statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    for index, block in reader.prose():
        for sentence in reader.layout.sentences(block):
            said = [match for match in WORD.finditer(reader.clean, *sentence) if _rates(reader.clean, match, sentence)]
            if len({rating_of(" ".join(match["rating"].split())) for match in said}) >= SCALE:
                continue
            for match in said:
                if reader.is_said(match.start()) or reader.text.key_at(*match.span("rating")):
                    continue
                rating = rating_of(" ".join(match["rating"].split()))
                span = match.span("rating")
                if rating in RATINGS:
                    clause = _clause(reader.clean, sentence, span) if len(said) > 1 else sentence
                    judged = _prose(reader, rating, index, clause, known, statistics)
                    yield "rating", span, sentence, judged


def _clause(text: str, sentence: Span, span: Span) -> Span:
    starts = [match.end() for match in CLAUSE.finditer(text, sentence[0], span[0])]
    end = CLAUSE.search(text, span[1], sentence[1])
    return (starts[-1] if starts else sentence[0]), (end.start() if end else sentence[1])


def _rates(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether a rating word rates: it stands in quotation marks, or a word of rating stands near."""
    before = text[max(sentence[0], match.start() - 60) : match.start()]
    if match["open"] and match["close"]:
        return True
    if match["rating"].casefold() == "good" and match["rating"].islower():
        return False
    return bool(RATED.search(before)) or bool(AS_NOUN.match(text, match.end(), sentence[1]))


def _prose(
    reader: Reader,
    rating: str,
    index: int,
    clause: Span,
    known: Mapping[str, Statistic],
    statistics: Mapping[str, Statistic],
) -> Judged:
    said = reader.clean[clause[0] : clause[1]]
    if _is_anothers(reader, clause, known):
        return _without()
    if STANDARDS.search(said) and (not _named(said, known) or AS_DOMAIN.search(said)) and not LAST_TIME.search(said):
        return _several(rating, said, statistics)
    meant = _meant(reader, index, said, known)
    wrong = [each for each in meant if each.text != rating]
    return _judged(rating, (wrong or meant)[0]) if meant else _without()


def _meant(reader: Reader, index: int, said: str, known: Mapping[str, Statistic]) -> list[Statistic]:
    """What a rating in a clause is of: the last inspection, the standards named, that of the section, or the whole."""
    section = known.get(f"rating:{reader.standard(index)}")
    if LAST_TIME.search(said):
        found = [known.get("previous:rating")]
    elif named := _named(said, known):
        return named
    elif section and not OVERALL.search(said):
        found = [section]
    else:
        found = [known.get("rating:overall")]
    return [each for each in found if each]


def _is_anothers(reader: Reader, clause: Span, known: Mapping[str, Statistic]) -> bool:
    """Whether a clause names another unit than the one inspected."""
    if reader.is_settled:
        return False
    overall = known.get("rating:overall")
    own = key(overall.group) if overall else ""
    named = (each for each in namings(reader.layout, product_directory()) if clause[0] <= each.start < clause[1])
    return any(each.sure and each.unit_type != "region" and key(each.unit) not in own for each in named)


def _without() -> Judged:
    return Judged("unsupported", _("The evidence has no rating of this. Give its source."))


def _named(said: str, known: Mapping[str, Statistic]) -> list[Statistic]:
    """The standards that a clause names by their titles: "for assessment", "Leadership was"."""
    found = []
    for name, statistic in known.items():
        title = statistic.terms[0] if statistic.terms else ""
        if name.startswith("rating:") and title and re.search(rf"\b{re.escape(title)}\b", said, re.IGNORECASE):
            found.append(statistic)
    return [each for each in found if not any(_inside(each, other) for other in found)]


def _inside(one: Statistic, other: Statistic) -> bool:
    return one is not other and one.terms[0].casefold() in other.terms[0].casefold()


def _several(rating: str, said: str, statistics: Mapping[str, Statistic]) -> Judged:
    """A rating of all standards of a section, or of how many: "all five domain two standards were rated"."""
    section = re.search(r"\bdomain\s+(one|two|three|four|\d)\b", said, re.IGNORECASE)
    number = (
        {"one": "1", "two": "2", "three": "3", "four": "4"}.get(section[1].casefold(), section[1]) if section else ""
    )
    key = f"ratings:{number}:{rating}" if number else f"ratings:{rating}"
    statistic = statistics.get(key)
    whole = statistics.get(key.rsplit(":", 1)[0])
    if statistic is None or whole is None:
        if whole is None:
            return _without()
        why = _("No standard is rated ‘{rating}’: {what}.").format(rating=rating, what=whole.what)
        return Judged("false", why, (whole.key,))
    is_all = statistic.numerator == statistic.denominator
    if re.search(r"\ball\b|\beach\b|\bevery\b|\bscores\b", said, re.IGNORECASE) and not is_all:
        why = _("{part} of {whole} standards are rated so.").format(
            part=statistic.numerator, whole=statistic.denominator
        )
        return Judged("false", why, (statistic.key,))
    why = _("The evidence says the same: {part} of {whole} standards are rated so.")
    told = why.format(part=statistic.numerator, whole=statistic.denominator)
    return Judged("true", told, (statistic.key,))
