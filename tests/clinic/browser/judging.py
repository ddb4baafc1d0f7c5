"""What axe says of a page, without judging again what it has judged at the same width."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
BUT_CONTRAST = {
    "runOnly": TAGS,
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}},
}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
JUDGE = "rules => axe.run(document, rules).then(found => found.violations)"
# All but contrast is judged once for each set of elements that a page is made of.
KINDS = """() => [...new Set([...document.querySelectorAll("*")].map((one) =>
    `${one.tagName}.${one.className.baseVal ?? one.className}`))].sort().join(" ")"""
# Colours follow from an element, its states and all around it: such places, where words show.
PLACES = """() => {
    const spoken = /^(aria-(current|pressed|selected|invalid|expanded|disabled|sort)|type|class)$/;
    const own = (one) => one.tagName + [...one.attributes]
        .map((each) => spoken.test(each.name) ? `${each.name}=${each.value}` : each.name)
        .filter((each) => !/^(id|href|for|value|name|title|datetime|alt|src)$/.test(each))
        .sort().join("|") + (one.checked ? ":checked" : "") + (one.disabled ? ":disabled" : "");
    const number = (words) => {
        let first = 7, second = 31;
        for (const letter of words) {
            first = Math.imul(first, 33) + letter.codePointAt(0) | 0;
            second = Math.imul(second, 131) ^ letter.codePointAt(0);
        }
        return `${first}.${second}`;
    };
    const reads = (one) => one.checkVisibility({ visibilityProperty: true }) &&
        (one.value || one.placeholder ||
            [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim()));
    const walk = (one, around, places) => {
        const place = number(`${around}>${own(one)}`);
        if (reads(one)) places.set(one, place);
        [...one.children].forEach((child) => walk(child, place, places));
        return places;
    };
    window.places = () => walk(document.documentElement, "", new Map());
    return [...new Set(window.places().values())];
}"""
# Only the first element in each new place, as the page stands now: a part may have been renewed.
FRESH = """([fresh, rules]) => {
    const wanted = new Set(fresh), taken = new Set(), places = window.places();
    for (const [one, place] of places) {
        if (wanted.delete(place)) taken.add(one);
    }
    const within = (one) => one && (taken.has(one) || within(one.parentElement));
    if (!taken.size) return [];
    const include = [...taken];
    const exclude = [...places.keys()].filter((one) => !taken.has(one) && within(one));
    return axe.run({ include, exclude }, rules).then((found) => found.violations);
}"""


def broken(page: Page, judged: set[str], width: int) -> list[dict[str, Any]]:
    """What is wrong for somebody, of all that was not judged yet."""
    found: list[dict[str, Any]] = []
    kinds = f"{width} {page.evaluate(KINDS)}"
    if kinds not in judged:
        judged.add(kinds)
        found += _axe(page, JUDGE, BUT_CONTRAST)
    places = [one for one in page.evaluate(PLACES) if f"{width} {one}" not in judged]
    if places:
        judged.update(f"{width} {one}" for one in places)
        found += _axe(page, FRESH, [places, CONTRAST])
    return found


def _axe(page: Page, script: str, given: object) -> list[dict[str, Any]]:
    """A page takes axe in once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(script, given))
