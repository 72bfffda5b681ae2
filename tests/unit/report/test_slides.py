"""The slides of the feedback meeting: one heading of level 1 on each, and few findings."""

from dataclasses import replace

from inspectorate.report.document import Break, Bullets, Heading, plain
from inspectorate.report.fact_base import Point
from inspectorate.report.house import product_house
from inspectorate.report.slides import FINDINGS, slides
from tests.composed.inspection import made_up


def cut(document):
    """The blocks of each slide."""
    found = [[]]
    for block in document.blocks:
        if isinstance(block, Break):
            found.append([])
        else:
            found[-1].append(block)
    return found


def test_each_slide_has_one_heading_of_level_1_and_begins_with_it():
    for seed in range(5):
        for slide in cut(slides(made_up(seed).base, {}, product_house())):
            assert [block.level for block in slide if isinstance(block, Heading)].count(1) == 1
            assert isinstance(slide[0], Heading)


def test_findings_beyond_what_a_slide_holds_stand_on_the_next():
    """Five findings, four to a slide: four and one."""
    points = tuple(Point(at, "P 1.1", "strength", f"Finding {at} was good.") for at in range(1, FINDINGS + 2))
    document = slides(replace(made_up(1).base, points=points), {}, product_house())
    told = [slide for slide in cut(document) if plain(slide[0].runs) == "P 1.1 Leadership: strengths"]
    assert [len(slide[1].items) for slide in told if isinstance(slide[1], Bullets)] == [4, 1]
    anchors = [block.anchor for block in document.blocks if getattr(block, "anchor", "")]
    assert len(anchors) == len(set(anchors))
