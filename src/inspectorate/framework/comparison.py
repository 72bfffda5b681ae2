"""What changed from one edition to another, and which questions can still be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from inspectorate.framework.model import CaseQuestion, Edition, KeyQuestion, Standard, fold_id
from inspectorate.framework.wording import rating_words

Item = TypeVar("Item", Standard, KeyQuestion)
Rule = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One thing of which the two editions say something else; None where one of them says nothing."""

    kind: Literal["standard", "key question", "rule", "maximum score", "small group"]
    change: Literal["added", "removed", "reworded", "changed"]
    old_id: str | None
    new_id: str | None
    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Wording:
    """The question of a series in one edition."""

    edition: str
    question: str
    text: str


@dataclass(frozen=True)
class Series:
    """Questions of several editions whose answers can be compared, and whether their words differ."""

    series: str
    wordings: tuple[Wording, ...]

    @property
    def reworded(self) -> bool:
        """Whether a comparison must say that the question was put in other words."""
        return len({folded(wording.text) for wording in self.wordings}) > 1


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two editions, and what can be compared in spite of it."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    comparable: tuple[Series, ...]


def compare(old: Edition, new: Edition) -> Comparison:
    """The changes from ``old`` to ``new``: standards, key questions, rules of rating and the maximum score.

    And how large a group must be to be shown.
    """
    changes = [*_standards(old, new), *_key_questions(old, new), *_rules(old, new)]
    if old.maximum_score != new.maximum_score:
        scores = (_told(old.maximum_score), _told(new.maximum_score))
        changes.append(Change("maximum score", "changed", None, None, "maximum score", *scores))
    if old.fewest != new.fewest:
        fewest = (str(old.fewest), str(new.fewest))
        changes.append(Change("small group", "changed", None, None, "fewest cases or people shown", *fewest))
    return Comparison(old, new, tuple(changes), tuple(series_across([old, new])))


def series_across(editions: Iterable[Edition]) -> list[Series]:
    """Each series that stands in more than one of the editions, in the order of the first."""
    found: dict[str, list[Wording]] = {}
    for edition in editions:
        for question in questions_in_series(edition):
            found.setdefault(str(question.series), []).append(Wording(edition.id, question.id, question.text))
    shared = {name: rows for name, rows in found.items() if len({row.edition for row in rows}) > 1}
    return [Series(name, tuple(rows)) for name, rows in shared.items()]


def questions_in_series(edition: Edition) -> list[KeyQuestion | CaseQuestion]:
    """The questions of an edition that can be compared with those of another."""
    questions: list[KeyQuestion | CaseQuestion] = [*_all_key_questions(edition), *edition.case_questions]
    return [question for question in questions if question.series]


def folded(text: str) -> str:
    """Text with nothing left but its words: case, punctuation and spaces go."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def _standards(old: Edition, new: Edition) -> list[Change]:
    pairs = _paired(old.standards, new.standards, [_by_title, _by_series, _by_statement, _by_name])
    changes = _added_and_removed("standard", old.standards, new.standards, pairs, lambda standard: standard.title)
    for before, after in pairs:
        told = (before.id, after.id)
        for what, one, other in (
            ("title", before.title, after.title),
            ("statement", before.statement, after.statement),
        ):
            if folded(one) != folded(other):
                changes.append(Change("standard", "reworded", *told, what, one or None, other or None))
        for what, one, other in (
            ("id", before.id, after.id),
            ("rated", _told(before.rated), _told(after.rated)),
            ("in the score", _told(before.counts_towards_score), _told(after.counts_towards_score)),
            ("service", before.service or "every one", after.service or "every one"),
        ):
            if fold_id(one) != fold_id(other):
                changes.append(Change("standard", "changed", *told, what, one, other))
    return changes


def _key_questions(old: Edition, new: Edition) -> list[Change]:
    before, after = _all_key_questions(old), _all_key_questions(new)
    pairs = _paired(before, after, [_own_series, _by_text])
    changes = _added_and_removed("key question", before, after, pairs, lambda question: question.text)
    for one, other in pairs:
        if folded(one.text) != folded(other.text):
            changes.append(Change("key question", "reworded", one.id, other.id, "text", one.text, other.text))
        changes += _prompts(one, other)
    return changes


def _prompts(old: KeyQuestion, new: KeyQuestion) -> list[Change]:
    """Prompts have no series: one that is in the other edition word for word is the same, any other is not."""
    texts = [{folded(prompt.text): prompt for prompt in question.prompts} for question in (old, new)]
    gone = [prompt for text, prompt in texts[0].items() if text not in texts[1]]
    come = [prompt for text, prompt in texts[1].items() if text not in texts[0]]
    if len(gone) == len(come) and len(old.prompts) == len(new.prompts):
        pairs = zip(gone, come, strict=True)
        return [Change("key question", "reworded", a.id, b.id, "prompt", a.text, b.text) for a, b in pairs]
    removed = [Change("key question", "removed", p.id, None, "prompt", p.text, None) for p in gone]
    return removed + [Change("key question", "added", None, p.id, "prompt", None, p.text) for p in come]


def _rules(old: Edition, new: Edition) -> list[Change]:
    before, after = _rule_texts(old), _rule_texts(new)
    changes: list[Change] = []
    for name in [*before, *(name for name in after if name not in before)]:
        one, other = before.get(name), after.get(name)
        if one != other:
            change: Literal["added", "removed", "changed"] = (
                "changed" if one and other else "added" if other else "removed"
            )
            ids = (name if one else None, name if other else None)
            changes.append(Change("rule", change, *ids, name, one, other))
    return changes


def _rule_texts(edition: Edition) -> Mapping[str, str]:
    if edition.rating is None:
        return {}
    return {name: "\n".join(lines) for name, (lines, _) in rating_words(edition.rating).items()}


def _paired(
    old: Sequence[Item], new: Sequence[Item], keys: Sequence[Callable[[Item], object]]
) -> list[tuple[Item, Item]]:
    """Those of both editions that are the same by the first key that finds them a partner."""
    pairs: dict[int, tuple[Item, Item]] = {}
    left = list(new)
    for key in keys:
        for place, one in enumerate(old):
            if place in pairs or not (wanted := key(one)):
                continue
            partner = next((other for other in left if key(other) == wanted), None)
            if partner is not None:
                left = [other for other in left if other is not partner]
                pairs[place] = (one, partner)
    return [pairs[place] for place in sorted(pairs)]


def _by_title(standard: Standard) -> object:
    return folded(standard.title)


def _by_series(standard: Standard) -> object:
    return tuple(question.series for question in standard.key_questions if question.series)


def _by_statement(standard: Standard) -> object:
    return folded(standard.statement)


def _by_name(standard: Standard) -> object:
    """An id that is a word; a number says nothing from one edition to another."""
    return "" if any(letter.isdigit() for letter in standard.id) else fold_id(standard.id)


def _own_series(question: KeyQuestion) -> object:
    return question.series


def _by_text(question: KeyQuestion) -> object:
    return folded(question.text)


def _all_key_questions(edition: Edition) -> list[KeyQuestion]:
    return [question for standard in edition.standards for question in standard.key_questions]


def _added_and_removed(
    kind: Literal["standard", "key question"],
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: Sequence[tuple[Item, Item]],
    text: Callable[[Item], str],
) -> list[Change]:
    kept = {id(one) for pair in pairs for one in pair}
    removed = [Change(kind, "removed", one.id, None, kind, text(one), None) for one in old if id(one) not in kept]
    return removed + [Change(kind, "added", None, one.id, kind, None, text(one)) for one in new if id(one) not in kept]


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "no score" if value is None else str(value)
