"""Counts of a survey as a report says them: ``77 of 115, 67 per cent``; ``two-thirds of staff``.

The words were read in reports where a comment says so, with the percentage beside them; the limits between are ours.
"""

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.survey import Survey
from inspectorate.language import gettext as _
from inspectorate.survey.result import QuestionResult

#: From which whole per cent a word is said, highest first: (at least, word).
_WORDS = (
    (95, "almost all"),  # "almost everyone (98 per cent)", S4; "overwhelmingly (97 per cent)", S2
    (77, "most"),  # "most people (83 per cent)", S4
    (74, "three-quarters of"),
    (68, "most"),
    (66, "two-thirds of"),  # "two-thirds of staff", S1
    (56, "most"),
    (51, "just over half of"),  # "just over half (54 per cent)", S4
    (50, "half of"),
    (45, "just under half of"),  # "under half (46 per cent)", S2
    (35, "fewer than half of"),
    (32, "a third of"),  # "a third of people (33 per cent)", S4
    (27, "fewer than half of"),
    (24, "a quarter of"),
    (1, "few"),
)
_WHO = {"staff": "staff", "people_on_probation": "people on probation"}


def counts_words(share: Proportion) -> str:
    """``77 of 115, 67 per cent``."""
    return _("{sufficient} of {relevant}, {percent} per cent").format(
        sufficient=share.sufficient, relevant=share.relevant, percent=share.percent
    )


def share_words(share: Proportion, who: str) -> str:
    """``two-thirds of staff``, ``most of the 39 staff``; all and none for everyone and nobody, whatever is rounded."""
    some = who.startswith("the ")
    if share.share in (0, 1):
        word = "all" if share.share else "none" if some else "no"
    else:
        word = next((word for least, word in _WORDS if share.percent >= least), "few")
    return f"{word} of {who}" if some and not word.endswith(" of") else f"{word} {who}"


def favourable_words(survey: Survey, result: QuestionResult) -> str:
    """What the favourable choices say together: ``agreed or strongly agreed``, ``answered ‘Yes’``."""
    scale = survey.scale_by_id.get(result.question.scale or "")
    if scale:
        return f"answered {scale.favourable}" if not scale.favourable.startswith("agreed") else scale.favourable
    titles = [f"‘{each.choice.title}’" for each in result.choices if each.choice.counts_as == "favourable"]
    return f"answered {' or '.join(titles)}"


def sentence(survey: Survey, result: QuestionResult) -> str:
    """A question and its favourable answers in a sentence; blank where there is nothing to say of either."""
    if result.favourable is None:
        return ""
    who = _WHO[survey.audience]
    if result.question.shown_if:
        who = _("the {asked} {who} who were asked").format(asked=result.asked, who=who)
    share = share_words(result.favourable, who)
    told = f"{share[:1].upper()}{share[1:]} ({counts_words(result.favourable)}) {favourable_words(survey, result)}"
    stop = "" if result.question.text.endswith(("?", ".", "!")) else "."
    return f"{told}: {result.question.text}{stop}"
