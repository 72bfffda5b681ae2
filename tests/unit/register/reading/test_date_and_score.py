"""Kinds of document, days of publication and of fieldwork, and scores, as documents write them."""

import pytest

from inspectorate.register.document import Document
from inspectorate.register.reading.date import fieldwork, iso, published
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.overall import score
from tests.unit.register.reading.made_up import read, release


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "other"),
        ("\x00\x01 %PDF garbage \ufffd" * 40, "other"),
        ("A recipe for soup.\n\nIt was rated ‘Good’ by all.", "other"),
        (
            "Annual report on probation\n\nHM Inspectorate of Probation rated:\n\n  • two services"
            " ‘Good’\n  • one service"
            " ‘Inadequate’.",
            "other",
        ),
        (
            "Minutes:\n\nThe Committee noted that Northmoor YJS was rated ‘Good’ by HM Inspectorate of Probation.",
            "other",
        ),
        (
            "Probation team told to improve\n- Published\nNorthmoor Probation Delivery Unit was"
            ' rated "inadequate" by the'
            " watchdog, HM Inspectorate of Probation.",
            "news",
        ),
        (
            "An inspection of probation services in:\nNorthmoor PDU\n\nHM Inspectorate of"
            " Probation, May 2022\n\nForeword\n\n"
            "This was a good inspection.",
            "inspection report",
        ),
        (
            "3 May 2022\n\nDear A\n\nThank you for your help in the review of Probation Service – Moors Region.",
            "regional letter",
        ),
    ],
)
def test_kinds_are_told_apart(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3. This report is available at our site on 13 July 2023 00.01.", "2023-07-13"),
        ("Also published on\n09 February 2023.", "2023-02-09"),
        ("HM Inspectorate of Probation, July 2024", "2024-07"),
        ("HM Inspectorate of Probation\n\nMARCH 2019", "2019-03"),
        ("Date: 12/03/2024", "2024-03-12"),
        ("Date: 12.03.2024", "2024-03-12"),
        ("Thursday, November 9, 2023\n\nA team was praised.", "2023-11-09"),
        ("**27 July 2023**\n\nDear A", "2023-07-27"),
        ("© Crown copyright 2024", None),
        ("Fieldwork took place in April 2023.", None),
        ("Previously rated ‘Good’ in a report published on 3 May 2021.", None),
        ("Published: 1 May 2021\n\nOne\n\nPublished: 2 June 2021\n\nTwo", None),
        ("This report is available on 45 July 2023.", None),
    ],
)
def test_the_date_of_publication(text: str, date: str | None) -> None:
    found = published(Layout(Document("made-up.txt", "text", text)))
    assert (found.value if found else None) == date


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Fieldwork started April 2024", ("2024-04", None)),
        ("6. Fieldwork for this inspection took place in April 2023", ("2023-04", "2023-04")),
        ("We did the fieldwork over two weeks, beginning 15 April 2024.", ("2024-04-15", None)),
        ("Fieldwork ran between 28 November and 02 December\n2022.", ("2022-11-28", "2022-12-02")),
        ("Fieldwork took place 17–21 April 2023.", ("2023-04-17", "2023-04-21")),
        ("Fieldwork ran between 28 December and 2 January 2023.", ("2022-12-28", "2023-01-02")),
        ("The service was inspected in September and October 2022.", ("2022-09", "2022-10")),
        ("Our fieldwork was during Spring and Summer.", (None, None)),
        ("The first inspection since the unit was set up in May 2021.", "none"),
        ("Fieldwork started March 2023\n\nFieldwork started May 2023", "none"),
        ("It was last inspected in June 2019.", "none"),
    ],
)
def test_the_fieldwork(text: str, period: tuple[str | None, str | None] | str) -> None:
    found = fieldwork(Layout(Document("made-up.txt", "text", text)))
    assert ((found.value.first, found.value.last) if found else "none") == period


def test_a_date_that_is_none_is_none() -> None:
    assert [iso("31 February 2023"), iso("Spring 2023"), iso("1st May, 2023")] == [None, None, "2023-05-01"]


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("Northmoor PDU scored just two inspection points out a possible 27.", (2, 27)),
        ("The PDU received zero out of a total of 27 inspection points.", (0, 27)),
        ("Score 7/24", (7, 24)),
        ("Score\n\n7/24", (7, 24)),
        ("Northmoor PDU was rated, scoring just 7/24.", (7, 24)),
        ("Eastvale PDU was rated, scoring 7/24.", None),
        ("Eastvale PDU scored two points out of 27.", None),
        ("The PDU scored 30 points out of 27.", None),
        ("It scored two out of ten.", None),
        ("Score 7/24\n\nScore 8/24", None),
    ],
)
def test_the_score(sentence: str, points: tuple[int, int] | None) -> None:
    doc = release(sentence)
    found = score(doc.layout, doc.directory, doc.subject)
    assert ((found.value.points, found.value.maximum) if found else None) == points
