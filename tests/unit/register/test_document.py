from inspectorate.register.document import Document


def test_a_position_stands_on_the_line_that_an_editor_would_show():
    document = Document("a.txt", "text", "one\ntwo\n\nfour")
    # o=0 n=1 e=2 \n=3, t=4 w=5 o=6 \n=7, \n=8, f=9
    assert [document.line_of(place) for place in (0, 3, 4, 7, 8, 9, 12, 13)] == [1, 1, 2, 2, 3, 4, 4, 4]


def test_only_a_line_feed_ends_a_line():
    """``str.splitlines`` also parts at form feeds and at the separators of Unicode; editors do not."""
    document = Document("a.txt", "text", "one\fstill one\u2028and still\ntwo")
    assert document.line_of(document.text.index("still")) == 1
    assert document.line_of(document.text.index("and")) == 1
    assert document.line_of(document.text.index("two")) == 2


def test_a_position_stands_on_the_page_that_begins_at_or_before_it():
    document = Document("a.pdf", "pdf", "abcdefghi", pages=(0, 3, 3, 6))  # page 2 is empty
    assert [document.page_of(place) for place in (0, 2, 3, 5, 6, 8)] == [1, 1, 3, 3, 4, 4]


def test_a_format_without_pages_has_none():
    assert Document("a.txt", "text", "abc").page_of(1) is None
