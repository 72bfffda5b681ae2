import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits
from inspectorate.register.opening.open import itself, open_document
from inspectorate.register.opening.parallel import read_all
from inspectorate.register.opening.source import Source, documents_in
from inspectorate.register.opening.worker import read_one

from .making import fault_of, pdf, pdf_bomb, word, zipped


def length(document):
    return len(document.text)


def process(document):
    return os.getpid()


def misbehave(document):
    """Do what the text says."""
    text = document.text.strip()
    if text == "die":
        os._exit(3)
    if text == "hang":
        time.sleep(600)
    if text == "fail":
        raise KeyError("no such standard")
    if text == "refuse":
        raise BadInput([])
    if text == "closure":
        return lambda: None
    return text


def texts(folder, contents):
    """The sources of text files with those contents, in that order."""
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"{number:05}.txt").write_text(content)
    return list(documents_in([folder]))


def shown(result):
    return fault_of(result)[0] if isinstance(result, BadInput) and result.faults else result


def test_results_come_in_the_order_given_from_several_processes(tmp_path):
    sources = texts(tmp_path / "in", ["a" * (1 + number % 7) for number in range(100)])
    assert list(read_all(sources, length, workers=2)) == [1 + number % 7 for number in range(100)]
    assert os.getpid() not in set(read_all(sources, process, workers=2))


def test_progress_counts_every_entry_to_the_last(tmp_path):
    sources = [*texts(tmp_path / "in", ["words"] * 20), BadInput([])]
    seen = []
    results = list(read_all(sources, length, workers=2, progress=lambda done, total: seen.append((done, total))))
    assert results[:20] == [5] * 20
    assert results[20] is sources[20]
    assert seen == [(done, 21) for done in range(1, 22)]


def test_a_few_small_texts_are_read_in_this_process_and_others_are_not(tmp_path):
    few = texts(tmp_path / "few", ["words"] * 8)
    assert set(read_all(few, process)) == {os.getpid()}
    assert os.getpid() not in set(read_all(texts(tmp_path / "more", ["words"] * 9), process))
    assert os.getpid() not in set(read_all(texts(tmp_path / "html", ["<html><p>words"]), process))
    in_utf_16 = tmp_path / "a.txt"
    in_utf_16.write_bytes("<html><p>words".encode("utf-16"))
    assert os.getpid() not in set(read_all(documents_in([in_utf_16]), process))


def test_no_sources_at_all():
    assert list(read_all([], length)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_ends_or_holds_up_its_process_costs_itself_alone(tmp_path, workers):
    contents = ["one", "die", "two", "hang", "three", "fail", "refuse", "closure", "die", *["four"] * 20]
    sources = texts(tmp_path / "in", contents)
    results = list(map(shown, read_all(sources, misbehave, workers=workers, limits=Limits(seconds=1))))
    broke = "reading it broke off: it is damaged, or takes more memory than the limit of 2,000 MB"
    assert results[:5] == ["one", broke, "two", "it was not read within the limit of 1 seconds", "three"]
    assert results[5].startswith("the program failed on it (KeyError in test_parallel.py, line ")
    assert isinstance(results[6], BadInput)
    assert results[7].startswith("what was read cannot be passed on (")
    assert results[8:] == [broke, *["four"] * 20]


def test_a_failure_of_the_program_is_the_same_in_this_process(tmp_path):
    (result,) = read_all(texts(tmp_path / "in", ["fail"]), misbehave)
    assert shown(result).startswith("the program failed on it (KeyError in test_parallel.py, line ")
    assert fault_of(result)[1] == "report this, with the document"


def test_whoever_stops_listening_ends_the_processes(tmp_path):
    results = read_all(texts(tmp_path / "in", ["words"] * 100), process, workers=2)
    worker = next(results)
    assert Path(f"/proc/{worker}").exists() or not Path("/proc").exists()
    results.close()
    assert not Path(f"/proc/{worker}").exists()


def test_only_some_documents_are_read_ahead(tmp_path):
    """Each reading leaves a file behind; after the first result there are no more than the chunks given out."""
    sources = texts(tmp_path / "in", [str(tmp_path / "marks" / str(number)) for number in range(400)])
    (tmp_path / "marks").mkdir()
    results = read_all(sources, leave_mark, workers=2)
    next(results)
    time.sleep(0.5)
    assert len(list((tmp_path / "marks").iterdir())) <= 2 * 16 * 4 + 1
    assert len(list(results)) == 399


def leave_mark(document):
    Path(document.text).touch()


def test_one_document_of_each_kind_is_opened_in_a_process_of_its_own(tmp_path):
    kinds = {
        "a.pdf": (pdf("words"), "pdf"),
        "a.docx": (word("<w:p><w:r><w:t>words</w:t></w:r></w:p>"), "word"),
        "a.html": (b"<p>words", "html"),
        "a.md": (b"words\n", "markdown"),
        "a.txt": (b"words\n", "text"),
    }
    for name, (content, form) in kinds.items():
        (tmp_path / name).write_bytes(content)
        document = open_document(tmp_path / name)
        assert (document.text, document.format, document.file) == ("words\n", form, str(tmp_path / name))


def test_one_document_that_cannot_be_opened(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(BadInput):
            open_document(path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(BadInput) as error:
        open_document(tmp_path / "a.pdf")
    assert fault_of(error.value)[0].startswith("the PDF is damaged")


def test_a_member_of_a_zip_is_opened_by_its_source(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"b/c.txt": "words"}))
    (source,) = documents_in([tmp_path / "a.zip"])
    assert isinstance(source, Source)
    document = open_document(source)
    assert (document.text, document.file) == ("words", f"{tmp_path / 'a.zip'}!/b/c.txt")


def test_a_script_without_a_guard_is_told(tmp_path):
    (tmp_path / "a.html").write_text("<p>words")
    script = tmp_path / "script.py"
    script.write_text("from inspectorate.register.opening.open import open_document\nopen_document('a.html')\n")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert 'a script must begin it under if __name__ == "__main__":' in done.stderr


def test_a_pdf_bomb_is_refused(tmp_path):
    """400 MB of spaces in 3 KB; with less memory than that the process that reads it ends, and this one goes on."""
    (tmp_path / "a.pdf").write_bytes(pdf_bomb(400_000_000))
    assert (tmp_path / "a.pdf").stat().st_size < 5_000
    with pytest.raises(BadInput) as error:
        open_document(tmp_path / "a.pdf", Limits(memory_bytes=500_000_000))
    assert "takes more memory than the limit of 500 MB" in fault_of(error.value)[0]


def test_a_page_that_takes_too_long_is_refused(tmp_path):
    (tmp_path / "a.html").write_text("<div>" * 100_000)
    started = time.monotonic()
    with pytest.raises(BadInput) as error:
        open_document(tmp_path / "a.html", Limits(seconds=0.5))
    assert fault_of(error.value)[0] == "it was not read within the limit of 0.5 seconds"
    assert time.monotonic() - started < 10


def test_memory_that_runs_out_in_python_is_a_fault_like_any_other(tmp_path):
    def exhaust(document):
        raise MemoryError

    (source,) = texts(tmp_path / "in", ["words"])
    result = read_one(source, exhaust, Limits())
    assert fault_of(result)[0] == "it takes more memory than the limit of 2,000 MB"


def test_a_document_is_passed_on_whole(tmp_path):
    (tmp_path / "a.html").write_text("<title>Made up</title><p>words")
    (document,) = read_all(documents_in([tmp_path / "a.html"]), itself)
    assert (document.title, document.text) == ("Made up", "words\n")
