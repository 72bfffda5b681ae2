"""Two parsers read YAML: the quick one, and the one whose word counts. Whichever does, the same is read."""

import pytest

from inspectorate.framework import yaml_text
from inspectorate.framework.catalogue import edition_folders
from inspectorate.framework.starter import STARTER
from inspectorate.framework.yaml_text import DEEPEST, UnreadableError, Values, values_of

FILES = [*sorted(STARTER.rglob("*.yaml")), *sorted(edition_folders()["hmip-pdu-2021"].rglob("*.yaml"))]

needs_libyaml = pytest.mark.skipif(yaml_text.QUICK is None, reason="PyYAML was built without libyaml")


def read_by_both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Values, Values]:
    """What the quick parser reads, without the other; and what the other reads."""
    with monkeypatch.context() as alone:
        alone.setattr(yaml_text, "_slowly", lambda _: pytest.fail("left to the other"))
        quick = values_of(text)
    with monkeypatch.context() as alone:
        alone.setattr(yaml_text, "QUICK", None)
        return quick, values_of(text)


@needs_libyaml
def test_a_file_of_an_edition_is_read_quickly_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in FILES:
        quick, slow = read_by_both(path.read_text(encoding="utf-8"), monkeypatch)
        assert quick == slow, path
        assert quick.lines[()] >= 1


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "---\n",
        "a:\nb: ~\nc: null\nd: 'null'\ne: !!null x\nf: ! x\n",
        "a: No\nb: 2.10\nc: 2021-07-01\nd: 0x1F\ne: 1:30\n",
        "a:\n- b\n-\n- - c\n  - {d: e, f: [g, http://h.test/i]}\n",
        '{"a":1,"b":["\\u00e9\\/",{"c":null}]}',
        "a: >-\n  one\n\n  two\nb: |+\n  three\n\n",
        "a: &x [1]\nb: *x\n? [c, d]\n: e\na: {f: *x}\n",
        "a: one\r\nb: two\r\n",
    ],
)
def test_a_text_is_read_quickly_and_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, slow = read_by_both(text, monkeypatch)
    assert quick == slow


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("a: one\u2028two\n", {"a": "one\u2028two"}),
        ("a: 'one\u2028two'\n", {"a": "one\u2028two"}),
        ("a: [is it safe? yes, b]\n", {"a": ["is it safe? yes", "b"]}),
        ("a: 'one\ttwo'\n", {"a": "one\ttwo"}),
        ('{"a": "\\ud83d"}', {"a": "\ud83d"}),
    ],
)
def test_what_libyaml_refuses_or_reads_otherwise_is_read_by_yaml_1_2(text: str, content: object) -> None:
    assert values_of(text).content == content


def test_an_alias_of_nothing_is_told_with_its_line() -> None:
    with pytest.raises(UnreadableError, match="undefined alias 'x'") as told:
        values_of("a: 1\nb: *x\n")
    assert told.value.line == 2


def test_an_alias_in_a_list_is_told_with_its_own_line() -> None:
    (fault,) = values_of("a: &x one\nb:\n  - two\n  - *x\n").faults
    assert (fault.line, fault.path) == (4, ("b", 1))


def test_a_key_that_stands_for_another_is_refused() -> None:
    read = values_of("a: &x b\n*x : c\n")
    assert read.content == {"a": "b"}
    assert [fault.line for fault in read.faults] == [2]


def test_what_stands_under_a_key_given_twice_is_passed_over_whole() -> None:
    read = values_of("a: 1\na: {b: [2, {c: 3}]}\nd: 4\n")
    assert read.content == {"a": "1", "d": "4"}
    assert [(fault.line, fault.path) for fault in read.faults] == [(2, ("a",))]


@pytest.mark.parametrize(("levels", "is_read"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_values_stand_inside_one_another_so_deep_and_no_deeper(levels: int, is_read: bool) -> None:
    text = "[" * levels + "]" * levels
    if is_read:
        assert values_of(text).faults == []
    else:
        with pytest.raises(UnreadableError, match="too deeply"):
            values_of(text)


@pytest.mark.parametrize("text", ["{" * 50_000, "a: 1\na: " + "[" * 50_000, "? " + "[" * 50_000])
def test_what_is_passed_over_nests_no_deeper(text: str) -> None:
    with pytest.raises(UnreadableError, match="too deeply"):
        values_of(text)
