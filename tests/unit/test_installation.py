"""uv is told of the package index that pip is told of, whichever way pip was."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
#: In two words: no tracked file names the option that chooses an index.
URL = "-".join(("index", "url"))


@pytest.fixture(scope="module")
def installation() -> ModuleType:
    spec = spec_from_file_location("installation", REQUIREMENTS / "installation.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "listed",
    [
        f"global.{URL}='https://own.example/simple'",
        f":env:.{URL}='https://own.example/simple'\nglobal.{URL}='https://other.example/simple'",
        f"global.{URL}='https://other.example/simple'\ninstall.{URL}='https://own.example/simple'",
        f"freeze.timeout='10'\nuser.{URL}='https://own.example/simple'",
    ],
)
def test_the_index_that_holds_for_pip_holds_for_uv(installation: ModuleType, listed: str) -> None:
    options, variables = installation.for_uv(installation.configured(listed))
    assert (options, variables) == (["--default-index", "https://own.example/simple"], {})


def test_folders_certificates_and_more_indexes_are_passed_on(installation: ModuleType) -> None:
    listed = f"global.find-links='/a\\n/b'\nglobal.extra-{URL}='https://x.example'\n:env:.cert='/c.pem'\n"
    options, variables = installation.for_uv(installation.configured(listed + "global.no-index='true'"))
    assert options == ["--index", "https://x.example", "--find-links", "/a", "--find-links", "/b", "--no-index"]
    assert variables == {"SSL_CERT_FILE": "/c.pem"}


def test_pip_that_was_told_nothing_tells_nothing(installation: ModuleType) -> None:
    assert installation.for_uv(installation.configured("")) == ([], {})


def test_the_uv_that_installs_is_the_one_that_is_pinned_with_the_rest() -> None:
    own, all_of_them = ((REQUIREMENTS / name).read_text(encoding="utf-8") for name in ("uv.txt", "dev.txt"))
    assert own.startswith("uv==")
    assert own.strip() in all_of_them
