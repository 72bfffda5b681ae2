"""Second readings: drawing a dip sample or choosing one case, and settling what the two readings differ on."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from inspectorate.assessment.dip_sample import dip_sample, share_out
from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.reader import bar, check_text, require_unblinded, second_readers, subject
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.models import BlindReading, DipSample, Settlement
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import second_reading as query
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of

#: The longest seed, in characters.
LONGEST_SEED = 80


def draw(actor: Actor, inspection: str, *, size: int, seed: str, readers: Sequence[int]) -> int:
    """Draw a dip sample of submitted cases that were not chosen before, and give them to second readers in turn.

    Spread over who assessed them, each with the same chance; the same seed draws the same cases. Gives the id of the
    dip sample. Raises ``BadInput`` with all that is wrong, also where nobody of the ``readers`` may read a case.
    """
    with change_in(actor, Action.CHOOSE_SECOND_READING, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        found = query.assessors_of_candidates(facts.id)
        known = {each.person: each for each in second_readers(facts)}
        log = FaultLog("dip sample")
        _check_draw(log, size, seed, len(found), readers, known)
        log.raise_if_any()
        drawn = dip_sample({str(number): str(person) for number, (person, _) in found.items()}, size, seed.strip())
        numbers = [int(each) for each in drawn.drawn]
        reader_of = _shared_out(facts, numbers, [known[each] for each in readers], log)
        row = DipSample.objects.create(
            inspection=under_way.inspection,
            seed=seed.strip(),
            size=size,
            of=len(found),
            by_assessor=dict(drawn.by_assessor),
            drawn_by_id=under_way.person,
        )
        under_way.note(
            f"dip sample {row.pk}",
            after={"seed": row.seed, "size": size, "of": row.of, "cases": sorted(numbers), "readers": list(readers)},
        )
        for number in numbers:
            _choose(under_way, number, reader_of[number], dip=row.pk)
        for reader in sorted(set(reader_of.values())):
            tell(under_way, "reading_given", [reader], count=list(reader_of.values()).count(reader))
        return row.pk


def choose(actor: Actor, inspection: str, *, case: int, reader: int, why: str) -> int:
    """Have one submitted case read a second time, for a reason; gives the id of the reading.

    Raises ``BadInput``: the case is not submitted or was chosen before, or this person may not read it.
    """
    with change_in(actor, Action.CHOOSE_SECOND_READING, inspection) as under_way:
        facts, log = facts_of(under_way.inspection), FaultLog("second reading")
        if case not in query.assessors_of_candidates(facts.id):
            log.add(_("this case is not submitted, or has a second reading"), _("choose another case"), field="case")
        check_text(log, "why", why, _("Say why this case is read again"))
        log.raise_if_any()
        known = {each.person: each for each in second_readers(facts)}
        why_not = (
            _bars(facts, [case], [known[reader]])[case].get(reader) if reader in known else _("they read no cases")
        )
        if why_not:
            log.add(
                _("this person cannot read case {case}: {why_not}").format(case=case, why_not=why_not),
                _("choose someone else"),
                field="reader",
            )
        log.raise_if_any()
        tell(under_way, "reading_given", [reader])
        return _choose(under_way, case, reader, why=why.strip())


def withdraw(actor: Actor, inspection: str, reading: int, *, reason: str) -> None:
    """Take a second reading back that was not submitted; its case can be chosen again. Raises ``NotThere``."""
    with change_in(actor, Action.CHOOSE_SECOND_READING, inspection) as under_way:
        found = readings.find(under_way.inspection.pk, reading)
        if found is None or found.purpose != "second":
            raise NotThere
        if not found.is_under_way:
            raise NotNow(_("This reading was submitted, so it stands."))
        log = FaultLog("second reading")
        check_text(log, "reason", reason, _("Say why it is taken back"))
        log.raise_if_any()
        BlindReading.objects.filter(pk=reading).update(state="withdrawn")
        under_way.note(
            subject(reading),
            before={"state": found.state, "case": found.case},
            after={"state": "withdrawn", "reason": kept_out(reason.strip())},
        )
        tell(under_way, "reading_taken_back", [found.reader])


def settle(
    actor: Actor, inspection: str, reading: int, question: str, *, outcome: str, reason: str, version: int
) -> int:
    """Settle one difference: ``outcome`` first, second or both, with the reason. Gives the new version.

    ``version`` is the one that is changed, 0 for the first. Where the second reading stands the case is still to be
    reopened and corrected: nothing changes it here. Raises ``NotAllowed`` for whoever read the case first.
    """
    with change_in(actor, Action.SETTLE_DIFFERENCE, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        found = readings.find(facts.id, reading)
        beside = query.beside(facts, found) if found and found.purpose == "second" else None
        if found is None or beside is None or question not in {one.question for one in beside.comparison.differences}:
            raise NotThere
        require_unblinded(under_way.actor, facts, found)
        log = FaultLog("settlement")
        if outcome not in query.OUTCOMES:
            log.add(_("no outcome is chosen"), _("choose which reading stands, or both"), field="outcome")
        check_text(log, "reason", reason, _("Give the reason"))
        log.raise_if_any()
        stands = beside.settled.get(question)
        if version != (stands.version if stands else 0):
            theirs = {"outcome": stands.outcome, "reason": stands.reason, "by": stands.by} if stands else {}
            raise Overtaken(_("Someone else settled this difference after you opened it."), theirs)
        Settlement.objects.update_or_create(
            reading_id=reading,
            question=question,
            defaults={
                "outcome": outcome,
                "reason": reason.strip(),
                "version": version + 1,
                "settled_by_id": under_way.person,
            },
        )
        under_way.note(
            f"{subject(reading)} question {question}",
            before={"outcome": stands.outcome, "reason": kept_out(stands.reason)} if stands else None,
            after={"outcome": outcome, "reason": kept_out(reason.strip()), "case": found.case},
        )
        return version + 1


def _check_draw(
    log: FaultLog, size: int, seed: str, there: int, readers: Collection[int], known: Collection[int]
) -> None:
    if not there:
        log.add(_("no submitted case is left that was not chosen"), _("wait until more are submitted"), field="size")
    elif not 1 <= size <= there:
        log.add(
            _("{size} is no number of cases to draw").format(size=size),
            _("give 1 to {there}").format(there=there),
            field="size",
        )
    if not seed.strip() or len(seed) > LONGEST_SEED or "\0" in seed:
        log.add(
            _("there is no seed that can be kept"),
            _("give a word of {longest_seed} characters or fewer").format(longest_seed=LONGEST_SEED),
            field="seed",
        )
    if not readers or not set(readers) <= set(known):
        log.add(_("nobody is chosen to read"), _("choose one reader or more"), field="readers")


def _shared_out(
    facts: InspectionFacts, numbers: Sequence[int], readers: Sequence[Reader], log: FaultLog
) -> dict[int, int]:
    """Who reads which case. Raises ``BadInput`` for each case that nobody of them may read, saying why."""
    bars = _bars(facts, numbers, readers)
    barred = {str(number): frozenset(map(str, why)) for number, why in bars.items()}
    shared = share_out([str(number) for number in numbers], [str(each.person) for each in readers], barred)
    names = {each.person: each.name for each in readers}
    for number in numbers:
        if str(number) not in shared:
            reasons = "; ".join(f"{names[person]}: {why}" for person, why in sorted(bars[number].items()))
            log.add(
                _("case {number} was drawn and none of them may read it ({reasons})").format(
                    number=number, reasons=reasons
                ),
                _("add someone"),
                field="readers",
            )
    log.raise_if_any()
    return {int(number): int(person) for number, person in shared.items()}


def _bars(facts: InspectionFacts, numbers: Sequence[int], readers: Sequence[Reader]) -> dict[int, dict[int, str]]:
    """Why each reader may not read each case a second time, where they may not."""
    touched = readings.touched(facts.id, numbers)
    found: dict[int, dict[int, str]] = {}
    for number in numbers:
        case = cases.find(facts.id, number)
        if case is None:
            raise NotThere
        why = {
            reader.person: _("they read it first") if reader.person in touched[number] else bar(facts, case, reader)
            for reader in readers
        }
        found[number] = {person: each for person, each in why.items() if each}
    return found


def _choose(under_way: InspectionChange, number: int, reader: int, dip: int | None = None, why: str = "") -> int:
    case = cases.find(under_way.inspection.pk, number)
    if case is None:
        raise NotThere
    first_by, answers = query.first_reading(case.id)
    row = BlindReading.objects.create(
        inspection=under_way.inspection,
        case_id=case.id,
        dip_sample_id=dip,
        purpose="second",
        why=why,
        reader_id=reader,
        first_by_id=first_by,
        first_answers=answers,
        chosen_by_id=under_way.person,
    )
    after: Mapping[str, object] = {"case": number, "person": reader, "dip sample": dip, "why": kept_out(why)}
    under_way.note(subject(row.pk), after=after)
    return row.pk
