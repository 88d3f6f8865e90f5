"""Parse XML of strangers: no network, no DTD, no entities of the document's own, limits on depth and attributes."""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5
from typing import Any

from lxml import etree

from draftdiff.errors import DamagedFileError, TooLargeError
from draftdiff.options import Limits

_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PROLOG_ITEM = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z]\w*);")
_BUILT_IN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def parse_xml(data: bytes, name: str, limits: Limits) -> Any:
    """Return the root element (lxml) of an XML file.

    A DOCTYPE is tolerated and never loaded; one that declares entities of its own raises `DamagedFileError`, as does
    XML that is not well formed. Over the limits of depth or attributes: `TooLargeError`. The named characters of
    HTML (&nbsp;, &mdash;), which external DTDs commonly define, are read as such.
    """
    text = _without_doctype(_decoded(data, name), name)
    if "&" in text:
        text = _NAMED.sub(_named_character, text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise _too_deep(name, limits) from error
        raise DamagedFileError(
            where=name, what=f"is not well-formed XML: {error}", mend="Save or export the file again."
        ) from error
    check_tree(root, name, limits)
    return root


def check_tree(root: Any, name: str, limits: Limits) -> None:
    """Raise `TooLargeError` where elements nest too deep or one bears too many attributes. Linear, not recursive."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if limits.xml_depth and depth > limits.xml_depth:
            raise _too_deep(name, limits)
        if limits.attributes and len(element.attrib) > limits.attributes:
            raise TooLargeError(
                where=name,
                what=f"an element bears {len(element.attrib)} attributes; the limit is {limits.attributes}",
                mend="Raise it with --limit attributes=NUMBER if you trust the file.",
            )


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def namespace(element: Any) -> str:
    """Return the namespace of an element, or an empty string."""
    tag = element.tag
    return tag[1:].split("}", 1)[0] if isinstance(tag, str) and tag.startswith("{") else ""


def _decoded(data: bytes, name: str) -> str:
    declared = _DECLARATION.match(data[:1024])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    encoding = next((known for bom, known in _BOMS if data.startswith(bom)), encoding)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise DamagedFileError(
            where=name, what=f"is not text in the encoding {encoding}", mend="Save it as UTF-8."
        ) from error
    return _XML_DECLARATION.sub("", text, count=1)


def _without_doctype(text: str, name: str) -> str:
    """Return the text without its DOCTYPE, so that no parser can ever load what it names."""
    at = 0
    while found := _PROLOG_ITEM.match(text, at):
        at = found.end()
    if not text.startswith("<!DOCTYPE", at):
        return text
    end = _doctype_end(text, at)
    if end < 0:
        raise DamagedFileError(where=name, what="its DOCTYPE has no end", mend="Export the file again.")
    if "<!ENTITY" in text[at:end]:
        raise DamagedFileError(
            where=name,
            what="declares entities of its own, which can be made to grow without bound",
            mend="Export it without an internal DTD, or expand the entities first (xmllint --noent).",
        )
    return text[:at] + text[end:]


def _doctype_end(text: str, at: int) -> int:
    """Return the offset behind the DOCTYPE that starts at `at`, its internal subset included; -1 without an end."""
    inside, quote = False, ""
    for offset in range(at, len(text)):
        sign = text[offset]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[]":
            inside = sign == "["
        elif sign == ">" and not inside:
            return offset + 1
    return -1


def _named_character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _BUILT_IN or f"{name};" not in html5 else html.unescape(match[0])


def _too_deep(name: str, limits: Limits) -> TooLargeError:
    return TooLargeError(
        where=name,
        what=f"its elements nest deeper than {limits.xml_depth}",
        mend="Raise the limit with --limit xml_depth=NUMBER if you trust the file.",
    )
