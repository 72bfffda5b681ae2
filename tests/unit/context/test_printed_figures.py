"""Every figure of context that three published documents print can be recorded, and is said as they print it.

The table was written by reading the documents: what is to be entered, and the words in which it stands there.
"""

from pathlib import Path

import pytest

from inspectorate.context.catalogue import product_catalogue
from inspectorate.context.published import published_context
from inspectorate.context.record import Record, checked
from inspectorate.context.value import at_the_start, read_value, value_words
from inspectorate.context.wording import beside_region, said
from inspectorate.errors import FaultLog
from inspectorate.register.loading import load_register

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)
LETTER, LEICESTER, CAMBRIDGESHIRE = "001", "002", "004"

#: Document, figure, of what or whom, value as entered, and what is printed.
PRINTED = [
    (LEICESTER, "vacancy_rate", "", "43", "a vacancy rate of 43 per cent"),
    (LEICESTER, "vacancy_rate", "Probation Officer grade", "19", "19 per cent for Probation Officer grade"),
    (LEICESTER, "vacancy_rate", "court staff", "43 per cent", "43 per cent for court staff"),
    (LEICESTER, "vetting_time", "", "approximately 12", "approximately 12 weeks before staff received a start date"),
    (LEICESTER, "workload", "Probation Officer grade", "131", "an average for Probation Officer grade at 131 per cent"),
    (LEICESTER, "sickness_days", "", "13.8", "the average annual days lost at 13.8"),
    (LEICESTER, "practitioner_interviews", "", "79", "79 interviews with probation practitioners"),
    (CAMBRIDGESHIRE, "practitioner_interviews", "", "47", "47 interviews with probation practitioners"),
    (LEICESTER, "caseload", "", "15,372", "15,372"),
    (LEICESTER, "caseload", "", "2,380", "2,380"),
    (LEICESTER, "caseload_share", "", "15%", "15 per cent"),
    (
        LEICESTER,
        "caseload_ethnic",
        "",
        "31",
        "31 per cent of the caseload is from a black, Asian or minority ethnic background",
    ),
    (LEICESTER, "caseload_women", "", "10", "10 per cent of the caseload"),
    (LEICESTER, "reoffending_rate", "the city of Leicester", "27", "reoffending rate of 27 per cent"),
    (LEICESTER, "reoffending_rate", "Leicestershire", "19", "a reoffending rate of 19 per cent"),
    (LEICESTER, "prioritisation_status", "", "red", "red"),
    (LEICESTER, "unpaid_caseload", "", "1,312", "1,312"),
    (
        LEICESTER,
        "unpaid_overdue",
        "",
        "47",
        "47 per cent of unpaid work requirements with hours outstanding beyond 12 months",
    ),
    (LEICESTER, "staff_women", "", "83", "83 per cent"),
    (LEICESTER, "pdus", "", "6", "six PDUs within the"),
    (LEICESTER, "place_by_size", "", "5", "the fifth largest in the country"),
    (LEICESTER, "sites", "", "8", "across eight sites"),
    (LEICESTER, "courts", "magistrates’ courts", "2", "two magistrates’ courts"),
    (LEICESTER, "courts", "Crown Court", "1", "Crown Court"),
    (LEICESTER, "other", "other district local authorities", "7", "seven other district local authorities"),
    (
        LETTER,
        "other",
        "probation regions across England and Wales",
        "12",
        "12 probation regions across England and Wales",
    ),
    (LETTER, "courts", "", "20", "20 courts"),
    (LETTER, "approved_premises", "", "10", "10 approved premises"),
    (LETTER, "prisons", "", "11", "11 prisons"),
    (LETTER, "staff_employed", "", "around 1,900", "around 1,900 people"),
    (LETTER, "caseload", "", "approximately 25,000", "25,000"),
    (LETTER, "pdus", "", "13", "13 PDUs within the region"),
    (LETTER, "other", "Police and Crime Commissioner offices", "4", "four Police and Crime Commissioner offices"),
    (LETTER, "domestic_abuse_backlog", "Merseyside", "over 1,300", "over 1,300 outstanding requests across Merseyside"),
    (LETTER, "police_response", "Merseyside", "up to 12", "12"),
    (LETTER, "pdus_red", "", "2", "two PDUs identified as 'red'"),
    (LETTER, "pdus_amber", "", "6", "six"),
    (LETTER, "vacancy_rate", "", "approximately 10", "approximately 10 per cent"),
    (LETTER, "vacancy_rate", "probation officers in part of the region", "50", "vacancy rate of 50 per cent"),
    (LETTER, "new_starters", "", "366", "366 new starters"),
    (LETTER, "trainees_qualifying", "", "155", "a total of 155 due to qualify"),
    (LETTER, "sickness_days", "", "12", "12"),
    (
        LETTER,
        "characteristics_not_recorded",
        "some PDUs",
        "over a quarter",
        "over a quarter of staff",
    ),
    (
        LETTER,
        "other",
        "high-profile homicides in the Merseyside area",
        "4",
        "four high-profile homicides in the Merseyside area",
    ),
    (LETTER, "bedspaces", "", "200", "200 bedspaces were available"),
    (
        LETTER,
        "enforcement_rejected",
        "",
        "70 to 75",
        "rejecting 70 to 75 per cent of the cases that it quality assured",
    ),
    (LETTER, "enforcement_expected", "", "20", "the expectation was 20 per cent"),
    (LETTER, "unpaid_extended", "", "183", "183 cases"),
    (LETTER, "unpaid_extended_share", "", "4", "four per cent"),
    (LETTER, "unpaid_performance", "", "98", "performance was at 98 per cent"),
    (LETTER, "unpaid_target", "", "102", "target of achieving 102 per cent"),
    (LETTER, "staff_in_post", "reviewing managers", "6", "six reviewing managers"),
    (LETTER, "sfo_reviews", "", "27", "a total of 27 SFO cases were reviewed"),
    (LETTER, "sfo_reviews_good", "", "17", "the quality of 17 was found to be 'Good' or 'Outstanding'"),
    (LETTER, "sfo_reviews_improve", "", "10", "10 'Requires improvement'"),
    (CAMBRIDGESHIRE, "pdus", "", "8", "eight"),
    (CAMBRIDGESHIRE, "approved_premises", "", "1", "one approved premises"),
    (CAMBRIDGESHIRE, "population", "", "906,814", "population of 906,814"),
    (CAMBRIDGESHIRE, "caseload", "", "1,734", "1,734"),
    (CAMBRIDGESHIRE, "caseload_community", "", "1,132", "1,132 are serving community sentences"),
    (CAMBRIDGESHIRE, "caseload_licence", "", "602", "602 are on release from prison"),
    (CAMBRIDGESHIRE, "caseload_ethnic", "", "7", "seven per cent"),
    (CAMBRIDGESHIRE, "staff_in_post", "SPOs", "11", "11 SPOs"),
    (CAMBRIDGESHIRE, "staff_in_post", "deputy head of PDU", "1", "one deputy head of PDU"),
    (
        CAMBRIDGESHIRE,
        "staff_in_post",
        "probation practitioners in Cambridge",
        "25",
        "25 probation practitioners in Cambridge",
    ),
    (CAMBRIDGESHIRE, "staff_in_post", "probation practitioners in Huntingdon", "17", "17"),
    (CAMBRIDGESHIRE, "staff_in_post", "probation practitioners in Peterborough and Wisbech", "42", "42"),
    (CAMBRIDGESHIRE, "trainees", "", "25", "25 people training to become Probation Officers"),
    (CAMBRIDGESHIRE, "prioritisation_status", "", "amber", "'amber' on the prioritisation framework"),
    (CAMBRIDGESHIRE, "over_capacity", "", "at least 20", "at least 20 per cent over its capacity"),
    (CAMBRIDGESHIRE, "treatment_wait", "", "up to nine months", "up to nine months before receiving treatment"),
    (CAMBRIDGESHIRE, "staff_ethnic", "", "7", "seven per cent"),
    (CAMBRIDGESHIRE, "population_ethnic", "", "15", "15 per cent of the local population"),
]


def folded(text: str) -> str:
    for curly, straight in (("‘", "'"), ("’", "'")):
        text = text.replace(curly, straight)
    return " ".join(text.split()).casefold()


def text_of(seed: str) -> str:
    [path] = SEEDS.glob(f"{seed}_*.txt")
    return folded(path.read_text(encoding="utf-8"))


def entered(figure: str, of: str, value: str) -> Record:
    log = FaultLog()
    kept = checked(Record(figure, "unit", value, "2023", "the document", of), log)
    assert kept, [str(fault) for fault in log.faults]
    return kept


@pytest.mark.parametrize(("seed", "figure", "of", "typed", "printed"), PRINTED)
def test_what_is_printed_can_be_entered_and_is_said_so(seed, figure, of, typed, printed):
    kept, kind = entered(figure, of, typed), product_catalogue().by_id[figure]
    value = read_value(kept.value, kind)
    assert value
    words = folded(said(kind, value, kept.of))
    assert folded(printed) in words


@needs_seeds
@pytest.mark.parametrize(("seed", "figure", "of", "typed", "printed"), PRINTED)
def test_the_table_is_what_the_documents_print(seed, figure, of, typed, printed):
    assert folded(printed) in text_of(seed)


@needs_seeds
def test_a_number_at_the_beginning_of_a_sentence_is_spelt_out():
    # S2, Diversity and inclusion: "Twenty-seven per cent of the workforce in the PDU identified as black, ..."
    kind = product_catalogue().by_id["staff_ethnic"]
    value = read_value("27", kind)
    assert value
    begun = at_the_start(value_words(value, kind))
    assert begun == "Twenty-seven per cent"
    assert folded(begun) in text_of(LEICESTER)


@needs_seeds
def test_sickness_stands_beside_the_average_of_the_region():
    # S2, 1.2: "the average annual days lost at 13.8, higher than the regional average of 12.9 days"
    kind = product_catalogue().by_id["sickness_days"]
    own, region = read_value("13.8", kind), read_value("12.9", kind)
    assert own
    assert region
    words = f"{said(kind, own)}, {beside_region(kind, own, region)}"
    assert folded(words) in text_of(LEICESTER)


def test_everything_that_is_kept_as_published_is_sound_and_no_figure_is_given_twice():
    register = load_register()
    for document in published_context():
        assert not document.inspection or document.unit == register.by_id[document.inspection].unit
        if document.inspection and register.by_id[document.inspection].published:
            assert register.by_id[document.inspection].published.startswith(document.published[:7])
        log = FaultLog()
        given = [
            checked(Record(each.figure, each.level, each.value, each.as_of, "x", each.of, each.period_from), log)
            for each in document.figures
        ]
        assert not log.faults
        assert len({(each.figure, each.level, each.of) for each in given if each}) == len(document.figures)


def test_the_documents_have_the_figures_of_the_table():
    kept = {(each.figure, each.of) for document in published_context() for each in document.figures}
    assert {(figure, of) for _, figure, of, _, _ in PRINTED if (figure, of) != ("vacancy_rate", "")} <= kept


def test_every_figure_of_the_catalogue_that_is_published_is_in_the_table_or_the_documents():
    kept = {each.figure for document in published_context() for each in document.figures}
    printed = {each.id for group in product_catalogue().groups for each in group.figures if each.seen}
    assert printed <= kept
