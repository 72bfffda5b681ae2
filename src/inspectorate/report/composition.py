"""Of which cases a sample consists, and what its results are by group, as far as both may be told.

Cases of which a characteristic was not recorded are a group like any other: left out of the reckoning, they would
follow from it. What is hidden is given apart, for who checks what is published; documents never see it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from inspectorate.aggregation.counts import NOT_RECORDED, Count
from inspectorate.aggregation.disclosure import Protected, protect_sizes
from inspectorate.framework.model import Characteristic, Condition, Edition, KeyQuestion
from inspectorate.report.fact_base import Split


@dataclass(frozen=True)
class Composition:
    """How many cases have each value of each characteristic: what may be told, what is hidden, and every size.

    ``withheld`` are the questions of which nothing is told at all, since the edition asks them of a small group alone,
    or of all but a small group.
    """

    shown: Mapping[str, Mapping[str, int]]
    hidden: Mapping[str, Mapping[str, int]]
    sizes: Mapping[str, Mapping[str, int]]
    withheld: frozenset[str] = frozenset()


def composition(edition: Edition, cases: Iterable[Mapping[str, str]]) -> Composition:
    """The composition of cases by their characteristics; one of which nothing but what is lacking is known has none."""
    given = list(cases)
    shown: dict[str, dict[str, int]] = {}
    every: dict[str, dict[str, int]] = {}
    hidden: dict[str, dict[str, int]] = {}
    for name, characteristic in edition.characteristic_by_id.items():
        counted = Counter(case.get(name, NOT_RECORDED) for case in given)
        sizes = {value.value: counted[value.value] for value in characteristic.values if value.value != NOT_RECORDED}
        sizes[NOT_RECORDED] = len(given) - sum(sizes.values())
        every[name], kept = sizes, protect_sizes(sizes, edition.fewest)
        hidden[name] = {value: size for value, size in sizes.items() if value in kept and size}
        shown[name] = {value: size for value, size in sizes.items() if size and value not in kept}
    known = {name: sizes for name, sizes in shown.items() if sizes.keys() - {NOT_RECORDED}}
    return Composition(known, hidden, every, _withheld(edition, every, edition.fewest))


def _withheld(edition: Edition, sizes: Mapping[str, Mapping[str, int]], threshold: int) -> frozenset[str]:
    """The prompts and further questions whose counts over all cases are the answers of a small group.

    A question asked where domestic abuse is recorded tells all answers of those cases, and nobody else's. What is asked
    after such a question is of some of them. One that is asked of all but a small group tells how large that is, as the
    cases to which it does not apply. Key questions are told all the same: the rating rests on them, and they are
    printed of however few cases (S1); what they tell anyway withholds nothing else.
    """
    conditions = {
        question: tuple(each for rule in rules for each in rule.when)
        for question, rules in edition.relevance_by_question.items()
    }
    of_key = {question for question in conditions if isinstance(edition.question_by_id[question], KeyQuestion)}
    anyway = {conditions[question] for question in of_key}
    found: set[str] = set()
    while more := {
        question
        for question, asked in conditions.items()
        if question not in found | of_key
        and (
            any(_is_of_few(each, sizes, threshold) or each.question in found for each in asked)
            or (asked not in anyway and _leaves_few(asked, sizes, threshold))
        )
    }:
        found |= more
    return frozenset(found)


def _is_of_few(condition: Condition, sizes: Mapping[str, Mapping[str, int]], threshold: int) -> bool:
    """Whether the groups that a question is asked of have too few cases together; who is not known is asked too."""
    groups = sizes.get(condition.characteristic or "", {})
    return 0 < sum(groups.get(value, 0) for value in {*condition.any_of, NOT_RECORDED}) < threshold


def _leaves_few(asked: Sequence[Condition], sizes: Mapping[str, Mapping[str, int]], threshold: int) -> bool:
    """Whether a small group alone is not asked: then its size is the total less the relevant cases."""
    if len(asked) != 1 or asked[0].characteristic is None:
        return False
    groups = sizes.get(asked[0].characteristic, {})
    return 0 < sum(size for value, size in groups.items() if value not in {*asked[0].any_of, NOT_RECORDED}) < threshold


def split(
    characteristic: Characteristic,
    titles: Mapping[str, str],
    questions: Mapping[str, Protected],
    withheld: Set[str] = frozenset(),
) -> Split | None:
    """The results by one characteristic, of groups with their ``titles``; None where none of them may be shown.

    Nothing is in it of the questions ``withheld``: all groups together are the total.
    """
    counts: dict[str, dict[str, Count | None]] = {}
    told = {question: protected for question, protected in questions.items() if question not in withheld}
    for group, title in titles.items():
        row = {question: protected.shown.get(group) for question, protected in told.items()}
        if any(row.values()):
            counts[title] = row
    return Split(characteristic.id, characteristic.title, counts) if counts else None
