"""YAML is read as text with its lines, and nothing that is written in it can hang or deceive the reader."""

from pathlib import Path

import pytest

from inspectorate.framework.document import Document, dotted, read_yaml
from inspectorate.framework.model import Standard


def read(tmp_path: Path, text: str, name: str = "file.yaml") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2.10", "2.10"),
        ("No", "No"),
        ("on", "on"),
        ("2021-07-01", "2021-07-01"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("!!int 3", "3"),
        ("'true'", "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ("none", "none"),
        (">-\n  one\n  two", "one two"),
        ("|\n  one\n  two", "one\ntwo\n"),
    ],
)
def test_every_scalar_is_text(tmp_path: Path, written: str, read_as: str | None) -> None:
    document = read(tmp_path, f"key: {written}\n")
    assert document.faults == []
    assert document.content == {"key": read_as}


def test_each_value_knows_its_line(tmp_path: Path) -> None:
    document = read(tmp_path, "# first\na: 1\nb:\n  - c: 2\n  - d:\n      e: 3\n")
    assert [document.line(path) for path in (("a",), ("b", 0, "c"), ("b", 1, "d", "e"))] == [2, 4, 6]
    assert document.line(("b", 1, "missing", "deeper")) == 5, "the nearest thing round it that has a line"


def test_two_mistakes_in_one_file_are_both_told(tmp_path: Path) -> None:
    document = read(tmp_path, "id: a\nid: b\nkind: odd\n")
    assert document.parse(Standard) is None
    assert {fault.field for fault in document.faults} == {"id", "kind", "title", "section"}


@pytest.mark.parametrize(
    "text", ["a: &x [1]\nb: *x\n", "a: &x one\nb: *x\n", "a: &x\n  b: *x\n", "a: &x {c: d}\n<<: *x\n"]
)
def test_a_value_written_elsewhere_is_refused(tmp_path: Path, text: str) -> None:
    (fault,) = read(tmp_path, text).faults
    assert (fault.line, fault.mend) == (2, "write the value out here")


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30)]
    document = read(tmp_path, "\n".join(["l0: &l0 [lol]", *levels]))  # written out, it would not fit into memory
    assert len(document.faults) == 290


@pytest.mark.parametrize("text", ["[" * 2000, "a: " + "{b: " * 2000, "".join(f"{' ' * n}a:\n" for n in range(2000))])
def test_values_nested_without_end_are_refused(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert document.content is None
    assert len(document.faults) == 1


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\n--- \nb: 2\n", 2, "YAML cannot be read here"),
        ("a: 'open\n", 2, "YAML cannot be read here"),
        ("a: b: c\n", 1, "YAML cannot be read here"),
        ("a:\n\tb: c\n", 2, "YAML cannot be read here"),
        ("? [a, b]\n: c\n", 1, "a key is text"),
        ("a: 1\nb: \x01\n", 2, "there is a control character here"),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    (fault,) = read(tmp_path, text).faults
    assert fault.line == line
    assert told in fault.problem


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_yaml(path).content == {"a": "1", "b": "2"}


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    assert "cannot be opened" in read_yaml(tmp_path / "absent.yaml").faults[0].problem
    assert "cannot be opened" in read_yaml(tmp_path).faults[0].problem


def test_json_with_tabs_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, '{\n\t"a": ["b"]\n}', "file.json").content == {"a": ["b"]}


def test_a_path_is_told_as_people_count() -> None:
    assert dotted(("key_questions", 1, "prompts", 0, "text")) == "key_questions[2].prompts[1].text"
