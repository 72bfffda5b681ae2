"""The statistics of cases: every key question and prompt with its opposite, its answers, and splits as far as shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.relative_rate import relative_rate
from inspectorate.assessment.judgements import answers_to
from inspectorate.framework.model import Characteristic, Edition, Question
from inspectorate.language import gettext as _
from inspectorate.report.fact_base import FactBase, Split
from inspectorate.report.statistic import Statistic


def of_cases(base: FactBase) -> Iterator[Statistic]:
    """What was judged of cases: each question, its opposite and answers, then each group of cases."""
    edition = base.findings.edition
    said = _said(edition)
    for id_, question in edition.question_by_id.items():
        count = base.findings.counts.get(id_)
        if id_ in base.withheld:
            continue
        if count and count.relevant:
            yield from _of_question(id_, said[id_], count)
        if count:
            yield from _of_answers(edition, question, said[id_], count)
    yield from _published(base, said)
    for split in base.splits:
        yield from _of_split(base, split, said)


def _standards(edition: Edition) -> Mapping[str, str]:
    """The standard to which each key question and prompt belongs."""
    return {
        question.id: standard.id
        for standard in edition.standards
        for key_question in standard.key_questions
        for question in (key_question, *key_question.prompts)
    }


def _terms(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The topic of each question beside the standards; of a key question, the title of a standard that has it alone."""
    terms: dict[str, tuple[str, ...]] = {question.id: (question.topic,) for question in edition.case_questions}
    for standard in edition.standards:
        if len(standard.key_questions) == 1:
            only = standard.key_questions[0].id
            terms[only] = (*terms.get(only, ()), standard.title)
    return terms


def _answered(edition: Edition, question: Question, counts_as: str) -> str:
    titles = [each.title for each in answers_to(edition, question) if each.counts_as == counts_as]
    return _(" or ").join(f"‘{title}’" for title in titles)


def _what(edition: Edition, question: Question, counts_as: str) -> str:
    return _("cases answered {answer} to ‘{question}’").format(
        answer=_answered(edition, question, counts_as), question=question.text
    )


def _source(question: Question) -> str:
    return _("cases inspected, {question}").format(question=question.code or question.id)


@dataclass(frozen=True)
class _Said:
    """What is said of a question in its statistics and in those of each group."""

    yes: str
    no: str
    source: str
    terms: tuple[str, ...]
    about: str


def _said(edition: Edition) -> Mapping[str, _Said]:
    """The words for each question: they are the same for every group."""
    about, terms = _standards(edition), _terms(edition)
    return {
        id_: _Said(
            _what(edition, question, "yes"),
            _what(edition, question, "no"),
            _source(question),
            terms.get(id_, ()),
            about.get(id_, ""),
        )
        for id_, question in edition.question_by_id.items()
    }


def _of_question(id_: str, said: _Said, count: Count) -> Iterator[Statistic]:
    for key, what, number in ((f"case:{id_}", said.yes, count.yes), (f"case:{id_}:no", said.no, count.no)):
        yield Statistic(
            key,
            "proportion",
            what,
            said.source,
            numerator=number,
            denominator=count.relevant,
            about=said.about,
            terms=said.terms,
        )


def _of_answers(edition: Edition, question: Question, said: _Said, count: Count) -> Iterator[Statistic]:
    """Each answer of a scale that has more than a yes and a no."""
    told = [each for each in answers_to(edition, question) if each.counts_as != "not_applicable"]
    whole = sum(count.answers.get(each.answer, 0) for each in told)
    if len(told) < 3 or not whole:
        return
    for each in told:
        yield Statistic(
            f"case:{question.id}={each.answer}",
            "proportion",
            _("cases answered ‘{answer}’ to ‘{question}’").format(answer=each.title, question=question.text),
            said.source,
            numerator=count.answers.get(each.answer, 0),
            denominator=whole,
            about=said.about,
            terms=said.terms,
            group=each.title,
        )


def _published(base: FactBase, said: Mapping[str, _Said]) -> Iterator[Statistic]:
    """Key questions of which the percentage is known and the counts are not."""
    for rated in base.rated.standards:
        for entry in rated.key_questions:
            count = base.findings.counts.get(entry.question.id)
            if count is None or not count.relevant:
                key, words = f"case:{entry.question.id}", said[entry.question.id]
                percent = Fraction(entry.proportion.percent)
                for name, what, value in ((key, words.yes, percent), (f"{key}:no", words.no, 100 - percent)):
                    yield Statistic(name, "per cent", what, words.source, value=value, about=rated.standard.id)


def _of_split(base: FactBase, split: Split, said: Mapping[str, _Said]) -> Iterator[Statistic]:
    """One characteristic: each group of cases by question, with whether it differs from the rest."""
    characteristic = base.findings.edition.characteristic_by_id.get(split.characteristic)
    of_group = _("{what}; {characteristic}: {group}")
    for title, counts in split.counts.items():
        value, aliases = _named(characteristic, title)
        for id_, count in counts.items():
            of_question = said.get(id_)
            if of_question is None or count is None or not count.relevant:
                continue
            tested = split.tested.get(id_, _tested(base.findings.counts.get(id_), count))
            for suffix, what, number in (("", of_question.yes, count.yes), (":no", of_question.no, count.no)):
                yield Statistic(
                    f"case:{id_}{suffix}@{split.characteristic}={value}",
                    "proportion",
                    of_group.format(what=what, characteristic=split.title, group=title),
                    of_question.source,
                    numerator=number,
                    denominator=count.relevant,
                    about=of_question.about,
                    group=title,
                    terms=(*of_question.terms, *aliases),
                    tested=tested,
                )


def _named(characteristic: Characteristic | None, title: str) -> tuple[str, tuple[str, ...]]:
    """The value of a characteristic that has a title, and the other words for it."""
    values = characteristic.values if characteristic else ()
    found = next((each for each in values if each.title == title), None)
    return (found.value, found.aliases) if found else (title, ())


def _tested(whole: Count | None, group: Count) -> bool | None:
    """Whether a group differs from all other cases, by the relative rate index; None where that cannot be tested."""
    if whole is None or whole.relevant < group.relevant:
        return None
    found = relative_rate(group, Count(yes=whole.yes - group.yes, no=whole.no - group.no))
    return found.differs if found else None
