"""Small inspections made of cases drawn by a seed: what their documents are made from, and what may not be told.

As few cases as a small unit has, each with a value of every characteristic and answers by the rules of the edition, so
that groups are small in every way. All of it is made up.
"""

import datetime
import random
from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.aggregation.counts import NOT_RECORDED, Count, aggregate, aggregate_by
from inspectorate.aggregation.disclosure import protect
from inspectorate.assessment.judgements import from_answers
from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.organisation.model import Organisation
from inspectorate.rating.evidence import Judgement, evidence_from_counts
from inspectorate.rating.rate import rate
from inspectorate.report.composition import composition, split
from inspectorate.report.disclosure_check import Titles
from inspectorate.report.fact_base import FactBase


@dataclass(frozen=True)
class Small:
    """An inspection: its fact base, and the counts of groups that may not be shown, by key and with their titles."""

    base: FactBase
    hidden: Mapping[str, Count]
    titles: Mapping[str, Titles]


def small(seed: int, edition: str = "hmip-pdu-2021", cases: int = 0) -> Small:
    """The inspection of a seed, of 5 to 40 cases unless it is said of how many."""
    draw, by = random.Random(f"small-{seed}"), find_edition(edition)
    named = _cases(draw, by, cases or draw.randint(5, 40))
    judgements = from_answers(by, {reference: _answers(draw, by) for reference in named})
    found, made = aggregate(judgements, named), composition(by, (each.characteristics for each in named.values()))
    hidden: dict[str, Count] = {}
    titles: dict[str, Titles] = {}
    splits = []
    for name, characteristic in by.characteristic_by_id.items():
        parts = aggregate_by(judgements, named, name)
        known = {value.value: value.title for value in characteristic.values} | {NOT_RECORDED: "Not recorded"}
        questions = {
            question: protect({group: part.counts[question] for group, part in parts.items()})
            for question in by.question_by_id
        }
        told = split(characteristic, {group: known[group] for group in parts}, questions, made.withheld)
        splits += [told] if told else []
        for question, protected in questions.items():
            for group in parts if question in made.withheld else protected.hidden:
                key = f"case:{question}@{name}={group}"
                hidden[key] = parts[group].counts[question]
                titles[key] = Titles(characteristic.title, known[group], by.question_by_id[question].text)
    for question in made.withheld:
        hidden[f"case:{question}"] = found.counts[question]
        titles[f"case:{question}"] = Titles(question=by.question_by_id[question].text)
    for name, sizes in made.hidden.items():
        for group, size in sizes.items():
            hidden[f"sample:{name}={group}"] = Count(yes=size, no=len(named) - size)
            characteristic = by.characteristic_by_id[name]
            known = {value.value: value.title for value in characteristic.values}
            titles[f"sample:{name}={group}"] = Titles(characteristic.title, known.get(group, group))
    judged = {
        each.id: Judgement("Good", "Made up.") for each in by.standards if each.kind == "organisational" and each.rated
    }
    base = FactBase(
        unit=Organisation("pdu/northmoor", "Northmoor", "PDU", "Far North"),
        rated=rate(evidence_from_counts(found, judged)),
        findings=found,
        fieldwork=(datetime.date(2031, 1, 13), datetime.date(2031, 1, 31)),
        published=datetime.date(2031, 3, 13),
        composition=made.shown,
        withheld=made.withheld,
        splits=tuple(splits),
    )
    return Small(base, hidden, titles)


def _cases(draw: random.Random, edition: Edition, many: int) -> dict[str, Case]:
    """Cases of which most are alike in each characteristic, so that the others are few."""
    made = {}
    common = {name: draw.choice(each.values).value for name, each in edition.characteristic_by_id.items()}
    for number in range(1, many + 1):
        own = {
            name: common[name] if draw.random() < 0.7 else draw.choice(each.values).value
            for name, each in edition.characteristic_by_id.items()
        }
        made[f"SYN{number:03}"] = Case(f"SYN{number:03}", own)
    return made


def _answers(draw: random.Random, edition: Edition) -> dict[str, str]:
    made = {}
    for name, question in edition.question_by_id.items():
        answers = [each.answer for each in edition.scale_by_id[question.scale].answers]
        if draw.random() < 0.97:
            made[name] = draw.choice(answers)
    return made
