"""What every page is held against: axe for WCAG 2.2 A and AA, no sideways scrolling, and the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession, FloatRect, Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NARROW = {"width": 320, "height": 640}
#: Windows that run no script.
WITHOUT_SCRIPT: "WeakSet[BrowserContext]" = WeakSet()
#: Windows whose pages are painted, so that pictures can be taken of them.
DRAWN: "WeakSet[BrowserContext]" = WeakSet()
#: Elements of which some part lies right of the window, the outermost of each first, and by how much the page is wider.
_SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const right = (each, box) => Math.max(box.right, box.left + each.scrollWidth);
  const wide = [...document.body.querySelectorAll('*')].filter(
    (each) => right(each, each.getBoundingClientRect()) > page.clientWidth + 0.5);
  const named = (each) => each.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
  const said = `the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`;
  return [said, ...wide.slice(0, 8).map(named)];
}"""
#: Said by each page of a narrow window when it is there: an error in the console, which fails the journey.
SAY_SIDEWAYS = f"""addEventListener('load', () => {{
  const found = ({_SIDEWAYS})();
  if (found.length) console.error('scrolls sideways: ' + found.join('\\n'));
}});"""


#: The rules that may come to something else in a narrower window where the same elements are there to be seen.
OF_THE_WIDTH = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
#: Holds the page against all rules, but against that of contrast only what is drawn in a way not seen before. A way is
#: the elements from the root down, by name, class, colours, size and weight of letters.
#:
#: ``shownBefore`` says which elements were shown at another width. Where the same are shown now, and but for them only
#: such as came or went in a way seen before, as the menu that folds away on every page, the page is held against the
#: rules of the width alone. A way to come or to go is the elements from the root down, by name, class, id and role.
_RUN_AXE = """async ([options, seen, ofTheWidth, shownBefore, seenTurns]) => {
  const own = (each) => {
    const style = getComputedStyle(each);
    const parts = ['color', 'background-color', 'background-image', 'opacity', 'font-size', 'font-weight', 'position'];
    return [each.localName, each.getAttribute('class'), each.matches(':disabled, [aria-disabled="true"]'),
            ...parts.map((part) => style.getPropertyValue(part))].join('|');
  };
  const summed = (said) => {
    const sums = new Map();
    const sum = (each) => {
      if (!each) return 0;
      if (!sums.has(each)) {
        let number = sum(each.parentElement);
        for (const sign of said(each)) number = (number * 31 + sign.codePointAt(0)) % 281474976710597;
        sums.set(each, number);
      }
      return sums.get(each);
    };
    return sum;
  };
  const way = summed(own);
  const text = (each) => each.matches('input, select, textarea')
    || [...each.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  const drawn = [...document.body.querySelectorAll('*')].filter(
    (each) => text(each) && each.checkVisibility({visibilityProperty: true}));
  const numbers = (text) => new Set(text.split(',').map(Number));
  const known = numbers(seen);
  const fresh = new Map(drawn.map((each) => [way(each), each]).filter(([sum]) => !known.has(sum)));
  const all = [...document.body.querySelectorAll('*')];
  const shown = all.map(
    (each) => Number(each.checkVisibility({visibilityProperty: true, opacityProperty: true}))).join('');
  const place = summed(
    (each) => [each.localName, ...['class', 'id', 'role'].map((name) => each.getAttribute(name))].join('|'));
  const comparable = shown.length === shownBefore.length;
  const turns = all.flatMap((each, at) =>
    comparable && shown[at] !== shownBefore[at] ? [place(each) * (Number(shown[at]) || -1)] : []);
  const knownTurns = numbers(seenTurns);
  const asBefore = comparable && turns.every((turn) => knownTurns.has(turn));
  const runOnly = asBefore ? {type: 'rule', values: ofTheWidth} : options.runOnly;
  const contrast = axe._audit.rules.find((rule) => rule.id === 'color-contrast');
  const matches = contrast.matches;
  const among = new Set(fresh.values());
  contrast.matches = function (node, ...rest) { return among.has(node) && matches.call(this, node, ...rest); };
  try {
    const rules = {...options.rules, [contrast.id]: {enabled: among.size > 0}};
    const found = await axe.run(document, {...options, runOnly, rules});
    return [found.violations, [...fresh.keys()], shown, turns];
  } finally {
    contrast.matches = matches;
  }
}"""
#: The ways of drawing text that were held against the rule of contrast and kept it, in this process.
_SOUND_WAYS: set[int] = set()
#: The ways in which elements came or went at another width, on pages that kept all rules there too, in this process.
_SOUND_TURNS: set[int] = set()
#: A window of each browser in which copies of pages are examined.
_COPIES: "WeakKeyDictionary[Browser, Page]" = WeakKeyDictionary()


@cache
def _axe() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec is not None, "axe-playwright-python is not installed: run `make install`"
    assert spec.submodule_search_locations
    script = (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
    # Its few letters beyond ASCII stand in quotes. Without them it is half as large in the browser, and there sooner.
    return script.encode("ascii", "backslashreplace").decode()


def _told(violation: dict[str, Any]) -> str:
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        why = node["failureSummary"].replace("\n", "\n      ")
        lines += [f"  at {' '.join(map(str, node['target']))}: {node['html'][:160]}", f"      {why}"]
    return "\n".join(lines)


def axe(page: "Page") -> None:
    """Fail with each breach of WCAG 2.0, 2.1 and 2.2, A and AA, that axe finds on the page as it is now.

    The debugger puts axe into the page, past its Content Security Policy, which stays in force for the page. Where no
    script runs axe does not either, and a copy of the page is examined, as it is now and without its scripts.

    Contrast, which takes most of the time, is examined once in a run for each way in which text is drawn.
    """
    with _with_script(page) as seen:
        _assert_sound(page, _violations(seen)[0])


def _assert_sound(page: "Page", violations: list[dict[str, Any]]) -> None:
    assert not violations, f"axe on {page.url}:\n" + "\n".join(map(_told, violations))


@contextmanager
def _with_script(page: "Page") -> Iterator["Page"]:
    """The page itself; a copy of it, in a window that runs axe, where its own runs no script."""
    if page.context not in WITHOUT_SCRIPT:
        yield page
        return
    copy = copied(page, _window_of_copies(page))
    yield copy
    copy.unroute_all()


def copied(page: "Page", window: "Page") -> "Page":
    """A copy of the page as it is now, without its scripts, in that window; of its size and at its address."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "script-src 'none'"}
    content = page.content()
    window.route(page.url, lambda route: route.fulfill(headers=headers, body=content))
    if page.viewport_size:
        window.set_viewport_size(page.viewport_size)
    window.goto(page.url)
    return window


def _window_of_copies(page: "Page") -> "Page":
    browser = page.context.browser
    assert browser is not None
    if browser not in _COPIES:
        _COPIES[browser] = browser.new_page()
    return _COPIES[browser]


def _violations(page: "Page", shown_before: str = "") -> tuple[list[dict[str, Any]], str]:
    """What axe finds, and which elements are shown; of the rules of the width alone where the same were before."""
    # Half a megabyte: once a page, though a page is examined at two widths.
    if not shown_before and not page.evaluate("typeof axe === 'object'"):
        # By the debugger, and so the browser keeps what it compiled of it, which `page.evaluate` has it do each time.
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": _axe()})
        session.detach()
    options = {
        "runOnly": {"type": "tag", "values": WCAG},
        "rules": {"target-size": {"enabled": True}},  # WCAG 2.2; axe leaves it out if it is not asked for
        "resultTypes": ["violations"],
        "preload": False,
    }
    # Only what is wrong leaves the page: all that axe looked at takes as long again to hand over.
    found: list[dict[str, Any]]
    seen = [",".join(map(str, sound)) for sound in (_SOUND_WAYS, _SOUND_TURNS)]
    arguments = [options, seen[0], OF_THE_WIDTH, shown_before, seen[1]]
    found, ways, shown, turns = page.evaluate(_RUN_AXE, arguments)
    if not found:
        _SOUND_WAYS.update(ways)
        _SOUND_TURNS.update(turns)
    return found, shown


def axe_at_both_widths(page: "Page") -> None:
    """Axe at the width of the window, then at 320 px, once where the window is that narrow."""
    with _with_script(page) as seen:
        found, shown = _violations(seen)
        _assert_sound(page, found)
        size = seen.viewport_size
        if size and size["width"] == NARROW["width"]:
            return
        seen.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        _assert_sound(page, _violations(seen, shown)[0])


def fits(page: "Page") -> None:
    """Fail where the page scrolls sideways in its window, with the elements that stick out."""
    found = page.evaluate(_SIDEWAYS)
    assert not found, f"{page.url} scrolls sideways: " + "\n".join(found)


def examine(page: "Page") -> None:
    """Hold a page against axe, and again at 320 px, where it must not scroll sideways either."""
    before = page.viewport_size
    axe_at_both_widths(page)
    if page.viewport_size != NARROW:  # as where axe looked at a copy
        page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    fits(page)
    if before:
        page.set_viewport_size(before)


# --- the keyboard ------------------------------------------------------------------------------------------------


def focused(page: "Page") -> tuple[str, str]:
    """Role and accessible name of what has the focus, as the browser gives them to a screen reader."""
    with _reader(page) as session:
        return _named(session)


@contextmanager
def _reader(page: "Page") -> Iterator["CDPSession"]:
    """What asks the browser for roles and names; enabled, so that it keeps the tree of a page from Tab to Tab."""
    session = page.context.new_cdp_session(page)
    try:
        session.send("Accessibility.enable")
        yield session
    finally:
        session.detach()


def _named(session: "CDPSession") -> tuple[str, str]:
    active = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
    if "objectId" not in active:
        return "", ""
    tree = session.send("Accessibility.getPartialAXTree", {"objectId": active["objectId"], "fetchRelatives": False})[
        "nodes"
    ]
    return tuple(str(tree[0].get(each, {}).get("value", "")) for each in ("role", "name"))  # type: ignore[return-value]


def tab_to(page: "Page", name: str, role: str | None = None, limit: int = 150) -> None:
    """Press Tab until what has this accessible name (and role) has the focus, and see that the focus shows there.

    Fails where it is not reached, with what was; and where nothing on the page changes when the focus leaves.
    """
    passed: list[str] = []
    with _reader(page) as session:
        for _ in range(limit):
            page.keyboard.press("Tab")
            found_role, found_name = _named(session)
            if found_name == name and role in (None, found_role):
                assert _focus_shows(page), f"nothing shows that {found_role} {name!r} has the focus"
                return
            passed.append(f"{found_role} {found_name!r}")
    raise AssertionError(f"{limit} times Tab did not reach {role or ''} {name!r}, but:\n" + "\n".join(passed[:40]))


def _focus_shows(page: "Page") -> bool:
    """Whether a picture of the place differs with and without the focus, which leaves and returns by keyboard."""
    assert page.context in DRAWN, "nothing is painted here to take a picture of: give the journey the fixture `drawn`"
    box: FloatRect = page.evaluate(
        """() => {
          const active = document.activeElement;
          // A radio or checkbox of GOV.UK is invisible; its label draws it.
          const drawn = [active, ...(active.labels ?? [])].map((each) => each.getBoundingClientRect());
          const left = Math.min(...drawn.map((each) => each.left)) + scrollX - 8;
          const top = Math.min(...drawn.map((each) => each.top)) + scrollY - 8;
          return {x: Math.max(0, left), y: Math.max(0, top),
                  width: Math.max(...drawn.map((each) => each.right)) + scrollX + 8 - Math.max(0, left),
                  height: Math.max(...drawn.map((each) => each.bottom)) + scrollY + 8 - Math.max(0, top)};
        }"""
    )
    here = page.screenshot(clip=box, full_page=True)
    page.keyboard.press("Shift+Tab")
    gone = page.screenshot(clip=box, full_page=True)
    page.keyboard.press("Tab")
    return here != gone
