"""The statistics of cases: every key question and prompt with its opposite, its answers, and splits as far as shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.relative_rate import relative_rate
from inspectorate.assessment.judgements import answers_to
from inspectorate.framework.model import CaseQuestion, Characteristic, Edition, Question
from inspectorate.language import gettext as _
from inspectorate.report.fact_base import FactBase, Split
from inspectorate.report.statistic import Statistic


def of_cases(base: FactBase) -> Iterator[Statistic]:
    """What was judged of cases: each question, its opposite and answers, then each group of cases."""
    edition = base.findings.edition
    about = _standards(edition)
    for id_, question in edition.question_by_id.items():
        count = base.findings.counts.get(id_)
        if id_ in base.withheld:
            continue
        if count and count.relevant:
            yield from _of_question(edition, question, count, about.get(id_, ""))
        if count:
            yield from _of_answers(edition, question, count, about.get(id_, ""))
    yield from _published(base)
    split_by = {id_: None for split in base.splits for counts in split.counts.values() for id_ in counts}
    said = _said(edition, split_by, about)
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


def _terms(edition: Edition, question: Question) -> tuple[str, ...]:
    """The topic of a question beside the standards; the title of a standard that has this one key question."""
    if isinstance(question, CaseQuestion):
        return (question.topic,)
    only = (each for each in edition.standards if [one.id for one in each.key_questions] == [question.id])
    return tuple(standard.title for standard in only)


def _answered(edition: Edition, question: Question, counts_as: str) -> str:
    titles = [each.title for each in answers_to(edition, question) if each.counts_as == counts_as]
    return _(" or ").join(f"‘{title}’" for title in titles)


def _what(edition: Edition, question: Question, counts_as: str) -> str:
    return _("cases answered {answer} to ‘{question}’").format(
        answer=_answered(edition, question, counts_as), question=question.text
    )


def _source(question: Question) -> str:
    return _("cases inspected, {question}").format(question=question.code or question.id)


def _of_question(edition: Edition, question: Question, count: Count, about: str) -> Iterator[Statistic]:
    for key, counts_as, number in (
        (f"case:{question.id}", "yes", count.yes),
        (f"case:{question.id}:no", "no", count.no),
    ):
        yield Statistic(
            key,
            "proportion",
            _what(edition, question, counts_as),
            _source(question),
            numerator=number,
            denominator=count.relevant,
            about=about,
            terms=_terms(edition, question),
        )


def _of_answers(edition: Edition, question: Question, count: Count, about: str) -> Iterator[Statistic]:
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
            _source(question),
            numerator=count.answers.get(each.answer, 0),
            denominator=whole,
            about=about,
            terms=_terms(edition, question),
            group=each.title,
        )


def _published(base: FactBase) -> Iterator[Statistic]:
    """Key questions of which the percentage is known and the counts are not."""
    edition = base.findings.edition
    for rated in base.rated.standards:
        for entry in rated.key_questions:
            count = base.findings.counts.get(entry.question.id)
            if count is None or not count.relevant:
                key, question = f"case:{entry.question.id}", entry.question
                percent = Fraction(entry.proportion.percent)
                for name, counts_as, value in ((key, "yes", percent), (f"{key}:no", "no", 100 - percent)):
                    what, about = _what(edition, question, counts_as), rated.standard.id
                    yield Statistic(name, "per cent", what, _source(question), value=value, about=about)


@dataclass(frozen=True)
class _Said:
    """What is said of a question in the statistics of each of its groups."""

    yes: str
    no: str
    source: str
    terms: tuple[str, ...]
    about: str


def _said(edition: Edition, questions: Iterable[str], about: Mapping[str, str]) -> dict[str, _Said]:
    """The words for each question, which are the same for every group."""
    return {
        id_: _Said(
            _what(edition, question, "yes"),
            _what(edition, question, "no"),
            _source(question),
            _terms(edition, question),
            about.get(id_, ""),
        )
        for id_ in questions
        if (question := edition.question_by_id.get(id_))
    }


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
