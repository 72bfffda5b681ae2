import io
import os
import struct
import zipfile

import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import DEFAULT, Limits
from inspectorate.register.opening.source import Source, documents_in, source_of

from .making import fault_of, word, zipped


def names_in(*paths, limits=DEFAULT):
    """The files found, relative to the folder of the first path, with the problem of each that was refused."""
    found = []
    for entry in documents_in(paths, limits):
        found.append(entry.file if isinstance(entry, Source) else ": ".join((entry.faults[0].file, fault_of(entry)[0])))
    return [name.replace(f"{paths[0].parent}{os.sep}", "") for name in found]


def write(path, content=b"words"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_is_read_by_name_to_any_depth_without_what_is_hidden(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".git/config", "c/.hidden", "Thumbs.db", "a/~$x.docx"):
        write(tmp_path / "in" / name)
    assert names_in(tmp_path / "in") == ["in/a/b/c.txt", "in/a/z.txt", "in/a.txt", "in/b.txt"]


def test_paths_are_taken_in_the_order_given_and_a_hidden_one_that_is_named_too(tmp_path):
    one, two = write(tmp_path / "2.txt"), write(tmp_path / ".1.txt")
    assert names_in(one, two) == ["2.txt", ".1.txt"]


def test_links_that_go_round_end(tmp_path):
    write(tmp_path / "in" / "a" / "one.txt")
    (tmp_path / "in" / "a" / "back").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b").symlink_to(tmp_path / "in" / "a")
    (tmp_path / "in" / "c").symlink_to(tmp_path / "in" / "c")
    (tmp_path / "in" / "d").symlink_to(tmp_path / "nowhere")
    found = names_in(tmp_path / "in")
    assert found[0] == "in/a/one.txt"
    assert found[1].startswith("in/c: it cannot be looked at (")  # too many levels of links, as the system puts it
    assert found[2:] == ["in/d: there is no such file or folder"]


def test_what_is_no_file_is_refused_and_the_rest_goes_on(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    good = write(tmp_path / "good.txt")
    assert names_in(tmp_path / "pipe", tmp_path / "empty", tmp_path / "no", tmp_path / "a\0b", good) == [
        "pipe: it is neither a file nor a folder",
        "empty: there is no document in the folder",
        "no: there is no such file or folder",
        "a\N{REPLACEMENT CHARACTER}b: there is no such file or folder",
        "good.txt",
    ]


def test_a_name_is_shown_without_what_would_steer_a_terminal(tmp_path):
    write(tmp_path / "in" / "a\x1b[2Jb\n.txt")
    (tmp_path / "in" / os.fsdecode(b"\xff.txt")).write_bytes(b"words")
    sources = list(documents_in([tmp_path / "in"]))
    assert [source.file.rpartition(os.sep)[2] for source in sources] == ["a�[2Jb�.txt", "�.txt"]
    assert [document_from(source, DEFAULT).text for source in sources] == ["words", "words"]


def test_the_members_of_a_zip_by_name(tmp_path):
    members = {"b.txt": "in b", "a/c.md": "# in c", "__MACOSX/a/._c.md": "x", "a/.DS_Store": "x", "a/": ""}
    path = write(tmp_path / "a.zip", zipped(members))
    assert names_in(path) == ["a.zip!/a/c.md", "a.zip!/b.txt"]
    documents = [document_from(source, DEFAULT) for source in documents_in([path])]
    assert [(document.text, document.format) for document in documents] == [("# in c", "markdown"), ("in b", "text")]


def test_a_member_without_a_name_is_no_document(tmp_path):
    """A byte 0 at the start of a name ends it there."""
    content = zipped({"xb.txt": "unnamed", "c.txt": "named"}).replace(b"xb.txt", b"\0b.txt")
    assert names_in(write(tmp_path / "a.zip", content)) == ["a.zip!/c.txt"]


def test_a_zip_is_known_by_its_content_and_a_word_document_is_none(tmp_path):
    write(tmp_path / "in" / "a.dat", zipped({"x.txt": "words"}))
    write(tmp_path / "in" / "b.docx", word("<w:p><w:r><w:t>words</w:t></w:r></w:p>"))
    assert names_in(tmp_path / "in") == ["in/a.dat!/x.txt", "in/b.docx"]


def test_a_zip_in_a_zip_is_refused_and_a_word_document_in_one_is_read(tmp_path):
    inside = word("<w:p><w:r><w:t>words</w:t></w:r></w:p>")
    path = write(tmp_path / "a.zip", zipped({"1.docx": inside, "2.zip": zipped({"x.txt": "words"})}))
    first, second = documents_in([path])
    assert document_from(first, DEFAULT).text == "words\n"
    with pytest.raises(BadInput) as error:
        document_from(second, DEFAULT)
    assert fault_of(error.value) == ("it is a zip inside a zip", "take it out, and give it by itself")


def test_a_zip_where_one_document_is_wanted(tmp_path):
    path = write(tmp_path / "a.zip", zipped({"x.txt": "words"}))
    with pytest.raises(BadInput) as error:
        document_from(source_of(path), DEFAULT)
    assert fault_of(error.value)[0] == "it is a zip, where one document is wanted"


def test_names_that_climb_out_of_a_zip_are_only_names(tmp_path):
    members = {"../../outside.txt": "one", "/etc/outside.txt": "two", "C:\\outside.txt": "three"}
    path = write(tmp_path / "in" / "a.zip", zipped(members))
    texts = {source.file.partition("!/")[2]: document_from(source, DEFAULT).text for source in documents_in([path])}
    assert texts == {"../../outside.txt": "one", "/etc/outside.txt": "two", "C:\\outside.txt": "three"}
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["in", "a.zip"]


def test_two_members_of_one_name_are_both_read(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    path = write(tmp_path / "a.zip", stream.getvalue())
    assert [document_from(source, DEFAULT).text for source in documents_in([path])] == ["one", "two"]


def test_an_empty_zip(tmp_path):
    assert names_in(write(tmp_path / "a.zip", zipped({}))) == ["a.zip: there is no document in the zip"]


@pytest.mark.parametrize("keep", [4, 10, 60, -10, -1])
def test_a_zip_cut_short_is_refused(tmp_path, keep):
    path = write(tmp_path / "a.zip", zipped({"x.txt": "words " * 100})[:keep])
    (found,) = names_in(path)
    assert found.startswith("a.zip: the zip is damaged (")


def test_a_member_that_is_damaged_costs_itself_alone(tmp_path):
    data = zipped({"a.txt": "words in a", "b.txt": "words in b"}, zipfile.ZIP_STORED).replace(b"in a", b"in x")
    first, second = documents_in([write(tmp_path / "a.zip", data)])
    with pytest.raises(BadInput) as error:
        document_from(first, DEFAULT)
    assert fault_of(error.value)[0].startswith("it cannot be unpacked (Bad CRC-32")
    assert document_from(second, DEFAULT).text == "words in b"


def test_a_member_with_a_password_is_refused(tmp_path):
    data = bytearray(zipped({"a.txt": "words"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory that says it is encrypted
    (source,) = documents_in([write(tmp_path / "a.zip", bytes(data))])
    with pytest.raises(BadInput) as error:
        document_from(source, DEFAULT)
    assert fault_of(error.value)[0] == "it is protected by a password"


def test_a_member_that_says_it_is_smaller_than_it_is(tmp_path):
    """It is read no further than it says, and found not to be what was packed."""
    data = bytearray(zipped({"a.txt": b"a" * 100_000}, zipfile.ZIP_STORED))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    (source,) = documents_in([write(tmp_path / "a.zip", bytes(data))])
    assert source.size == 10
    with pytest.raises(BadInput):
        document_from(source, DEFAULT)


def test_a_zip_that_changed_since_it_was_looked_at(tmp_path):
    path = write(tmp_path / "a.zip", zipped({"a.txt": "words", "b.txt": "words"}))
    _, second = documents_in([path])
    write(path, zipped({"a.txt": "words"}))
    with pytest.raises(BadInput) as error:
        document_from(second, DEFAULT)
    assert fault_of(error.value)[0].startswith("its zip can no longer be opened")


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    data = zipped({"a.txt": b"a" * 20_000_000})
    assert len(data) < 25_000
    (found,) = names_in(write(tmp_path / "a.zip", data))
    assert found == f"a.zip: the zip unpacks to {20_000_000 // len(data):,} times its size; the limit is 200 times"


def test_a_zip_that_unpacks_to_too_much(tmp_path):
    path = write(tmp_path / "a.zip", zipped({"a.txt": os.urandom(1_000), "b.txt": os.urandom(1_001)}))
    assert len(names_in(path, limits=Limits(uncompressed_bytes=2_001))) == 2
    (found,) = names_in(path, limits=Limits(uncompressed_bytes=2_000))
    assert found == "a.zip: the zip unpacks to 0.1 MB; the limit is 0.1 MB"


def test_a_zip_with_too_many_members(tmp_path):
    data = zipped({f"{number}.txt": "words" for number in range(11)})
    path = write(tmp_path / "a.zip", data)
    assert len(names_in(path, limits=Limits(members=11))) == 11
    assert names_in(path, limits=Limits(members=10)) == ["a.zip: the zip has 11 members; the limit is 10"]
    lying = data[:-12] + struct.pack("<H", 3) + data[-10:]  # of its members in all; what counts is the directory
    lying = lying[:-14] + struct.pack("<H", 3) + lying[-12:]
    assert names_in(write(path, lying), limits=Limits(members=10)) == ["a.zip: the zip has 11 members; the limit is 10"]


def test_a_directory_that_says_it_is_endless_is_not_read(tmp_path):
    data = zipped({"a.txt": "words"})
    path = write(tmp_path / "a.zip", data[:-10] + struct.pack("<L", 2**32 - 1) + data[-6:])
    (found,) = names_in(path)
    assert found == "a.zip: the zip has a directory of 4,295 MB; the limit is 20,000 members"


def test_a_text_beyond_the_limit_is_refused_without_being_read(tmp_path):
    """The file is 60 MB, and sparse: were it read, it would be found to be no text at all."""
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(60_000_000)
    with pytest.raises(BadInput) as error:
        document_from(source_of(path), DEFAULT)
    problem = "it has 60 MB; the limit of one document is 50 MB"
    assert fault_of(error.value) == (problem, "give its text, or the file without its pictures")


def test_a_file_that_has_grown_since_it_was_looked_at(tmp_path):
    path = write(tmp_path / "a.txt", b"0123456789")
    source = source_of(path)
    write(path, b"01234567890")
    with pytest.raises(BadInput) as error:
        document_from(source, Limits(file_bytes=10))
    assert fault_of(error.value)[0] == "it has 0.1 MB; the limit of one document is 0.1 MB"


def test_a_file_that_is_gone_since_it_was_looked_at(tmp_path):
    path = write(tmp_path / "a.txt")
    source = source_of(path)
    path.unlink()
    with pytest.raises(BadInput) as error:
        document_from(source, DEFAULT)
    assert fault_of(error.value)[0] == "it cannot be read (no such file or directory)"
