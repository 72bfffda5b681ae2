from typing import Any

import pytest

from tests.docs.commands import PAGE, called, commands, parameters, told
from tests.docs.places import ROOT

COMMANDS = list(commands())


def test_there_are_commands() -> None:
    assert {"rating", "rating compute", "demonstration rate"} <= {words for words, _ in COMMANDS}


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_every_command_says_what_it_is_for_and_what_each_of_its_words_means(words: str, command: Any) -> None:
    assert told(command).casefold() not in ("", words.casefold()), f"'inspectorate {words}' has no help"
    silent = [called(parameter) for parameter in parameters(command) if not told(parameter)]
    assert silent == [], f"'inspectorate {words} --help' does not explain these"


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_every_command_is_in_the_reference(words: str, command: Any) -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert f"# {words}\n" in page
    section = page.split(f"# {words}\n", 1)[1].split("\n##", 1)[0]
    assert [called(each) for each in parameters(command) if f"`{called(each)}`" not in section] == []
