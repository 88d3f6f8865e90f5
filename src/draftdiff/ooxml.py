"""Open and rewrite .docx packages safely: limits, no external entities, the same bytes each time.

A package is a zip of XML parts. Parts are parsed when they are asked for; a part that nobody asked for is
written back byte for byte.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from draftdiff.errors import DamagedFileError, ProtectedFileError, TooLargeError
from draftdiff.model import SourcePiece
from draftdiff.options import Limits

Element = Any
"""An lxml element; lxml ships no types of its own."""

NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
# ISO "strict" files name the same vocabulary by other addresses (ISO/IEC 29500-1 against -4).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACES["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", NAMESPACES["r"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", NAMESPACES["m"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", NAMESPACES["a"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", NAMESPACES["wp"].encode()),
)
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
# What the standard library raises for a zip file that is not sound; an empty name is an IndexError.
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    ValueError, IndexError, RuntimeError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "[Content_Types].xml"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_RATIO_FROM = 1_000_000
_LIBXML_DEPTH = 255


def qname(name: str) -> str:
    """Return the expanded name of a prefixed one: `w:p` becomes `{http://...}p`."""
    prefix, local = name.split(":", 1)
    return f"{{{NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A named link from one part to another or to the outside."""

    id: str
    type: str
    """Last segment of the type's address, such as footnotes."""
    target: str
    """Name of the part, or the address if external."""
    external: bool = False


@dataclass(slots=True)
class Package:
    """The parts of a .docx file, in the order of the file; trees are parsed once, on demand."""

    name: str
    entries: dict[str, bytes]
    limits: Limits = field(default_factory=Limits)
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, part: str) -> Element:
        """Return the root element of an XML part, to read or to change; raises `DamagedFileError`."""
        if part not in self.trees:
            if part not in self.entries:
                raise DamagedFileError(
                    where=f"{self.name}, {part}",
                    what="the part is missing",
                    mend="Open the file in Word and save it again.",
                )
            self.trees[part] = parse_xml(self.entries[part], f"{self.name}, {part}", self.limits)
        return self.trees[part]

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return the links of a part; those of the package itself for an empty name."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self.entries:
            return ()
        return tuple(
            _relationship(element, folder)
            for element in self.tree(rels).iterchildren("{*}Relationship")
            if element.get("Id") and element.get("Target") is not None
        )

    def related(self, part: str, type: str) -> list[str]:
        """Return the names of the parts that a part links to by this type, those that are there."""
        return [
            link.target
            for link in self.relationships(part)
            if link.type == type and not link.external and link.target in self.entries
        ]

    @property
    def document(self) -> str:
        """The name of the main part."""
        found = self.related("", "officeDocument")
        if found:
            return found[0]
        raise DamagedFileError(
            where=self.name,
            what="is a zip file without a Word document inside",
            mend="Give a .docx file, or pass --read-as with its format.",
        )

    def to_bytes(self, changed: Sequence[str] | None = None) -> bytes:
        """Return the package as a file; the parts named in `changed` are written from their trees.

        By default all that were parsed are. Equal packages give equal bytes.
        """
        parts = sorted(self.trees) if changed is None else changed
        return write_package({**self.entries, **{part: serialize_xml(self.trees[part]) for part in parts}})


def _relationship(element: Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relationship(
        id=element.get("Id"),
        type=(element.get("Type") or "").rsplit("/", 1)[-1],
        target=target,
        external=external,
    )


def open_package(data: bytes, name: str, limits: Limits | None = None) -> Package:
    """Return the parts of a .docx file, within the limits.

    Raises `ProtectedFileError` for an encrypted file, `TooLargeError` over a limit and `DamagedFileError`
    for what is no sound zip file.
    """
    limits = limits or Limits()
    if data.startswith(_OLE):
        raise _ole_error(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_infos(infos, name, limits)
            entries = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except _ZIP_FAULTS as error:
        raise DamagedFileError(
            where=name, what=f"is a damaged zip file ({error})", mend="Fetch the file again, or save it anew."
        ) from error
    if _CONTENT_TYPES not in entries:
        raise DamagedFileError(
            where=name, what="is a zip file and no Word document", mend="Give a .docx file."
        )
    return Package(name=name, entries=entries, limits=limits)


def _ole_error(data: bytes, name: str) -> ProtectedFileError | DamagedFileError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ProtectedFileError(
            where=name,
            what="is encrypted with a password",
            mend="Open it in Word, remove the password (File, Info, Protect Document) and save it.",
        )
    return DamagedFileError(
        where=name, what="is an old .doc file, not a .docx", mend="Rename it to .doc or save it as .docx."
    )


def _check_infos(infos: Sequence[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if limits.entries and len(infos) > limits.entries:
        raise _too_large(name, f"holds {len(infos)} files", "entries", limits.entries)
    total = sum(info.file_size for info in infos)
    if limits.unpacked_bytes and total > limits.unpacked_bytes:
        raise _too_large(name, f"unpacks to {total} bytes", "unpacked_bytes", limits.unpacked_bytes)
    seen: set[str] = set()
    for info in infos:
        if info.flag_bits & 1:
            raise ProtectedFileError(
                where=f"{name}, {info.filename}",
                what="is encrypted",
                mend="Unpack the zip with its password and pack it anew.",
            )
        if info.filename in seen:
            raise DamagedFileError(where=name, what=f"holds {info.filename} twice", mend="Save it anew.")
        seen.add(info.filename)
        if (
            limits.ratio
            and info.file_size > _RATIO_FROM
            and info.file_size > limits.ratio * max(1, info.compress_size)
        ):
            raise _too_large(
                f"{name}, {info.filename}",
                f"unpacks to {info.file_size // max(1, info.compress_size)} times its size",
                "ratio",
                limits.ratio,
            )


def _too_large(where: str, what: str, limit: str, value: int) -> TooLargeError:
    return TooLargeError(
        where=where,
        what=f"{what}; the limit is {value}",
        mend=f"Raise it with --limit {limit}=NUMBER if you trust the file.",
    )


def write_package(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of these parts: the content types first, else the order given; no clock in it."""
    buffer = io.BytesIO()
    names = sorted(entries, key=lambda name: name != _CONTENT_TYPES)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, entries[name], compresslevel=6)
    return buffer.getvalue()


def parse_xml(data: bytes, where: str, limits: Limits | None = None) -> Element:
    """Return the root of an XML part; a document type, entities and too much depth are refused."""
    limits = limits or Limits()
    if _STRICT_MARK in data:
        for strict, plain in _STRICT:
            data = data.replace(strict, plain)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=not limits.xml_depth or limits.xml_depth > _LIBXML_DEPTH or len(data) > 9_000_000,
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise _too_large(where, "nests its elements too deep", "xml_depth", limits.xml_depth) from error
        raise DamagedFileError(
            where=where,
            what=f"is not well-formed XML ({error})",
            mend="Open the file in Word and save it again.",
        ) from error
    if root.getroottree().docinfo.doctype:
        raise DamagedFileError(
            where=where, what="declares a document type, which no Word file does", mend="Save it in Word."
        )
    _check_shape(root, where, limits)
    return root


def _check_shape(root: Element, where: str, limits: Limits) -> None:
    if limits.xml_depth and root.xpath("boolean(" + "/*" * (limits.xml_depth + 1) + ")"):
        raise _too_large(where, "nests its elements too deep", "xml_depth", limits.xml_depth)
    if limits.attributes and root.xpath(f"boolean(//*[@*[{limits.attributes + 1}]])"):
        raise _too_large(where, "has an element with too many attributes", "attributes", limits.attributes)


def serialize_xml(root: Element) -> bytes:
    """Return a part's bytes as Word writes them: UTF-8, standalone."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def element_at(root: Element, path: Sequence[int]) -> Element:
    """Return the element at these child positions below a part's root."""
    element = root
    for position in path:
        element = element[position]
    return element


@dataclass(slots=True)
class LivePiece:
    """A source piece with its element at hand, so that it stays true while the tree is changed."""

    start: int
    end: int
    element: Element
    offset: int
    kind: str

    @property
    def run(self) -> Element | None:
        """The w:r around the characters; None for what stands outside runs."""
        element = self.element
        while element is not None and element.tag != _RUN:
            element = element.getparent()
        return element


_RUN = qname("w:r")
_RUN_PROPERTIES = qname("w:rPr")
XML_SPACE = " \t\r\n"
_TEXT = (qname("w:t"), qname("w:delText"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def live_pieces(package: Package, pieces: Sequence[SourcePiece]) -> list[LivePiece]:
    """Return the pieces of one paragraph with their elements; take all you need before the first change."""
    found = []
    for piece in pieces:
        element = element_at(package.tree(piece.part), piece.path)
        found.append(LivePiece(piece.start, piece.end, element, piece.offset, piece.kind))
    return found


def split_runs(pieces: list[LivePiece], offset: int) -> None:
    """Make a run boundary stand at an offset of the paragraph's text.

    The list is changed in place and stays true to the tree. Characters, properties and their order are kept;
    an offset at a boundary changes nothing. Zero-width pieces at the offset stay on the left.
    """
    for at, piece in enumerate(pieces):
        if piece.start < offset < piece.end and piece.kind == "text" and piece.element.tag in _TEXT:
            cut = piece.offset + offset - piece.start
            right = _split_text(piece, offset)
            for other in pieces[at + 1 :]:
                if other.element is piece.element:
                    other.element, other.offset = right.element, other.offset - cut
            pieces.insert(at + 1, right)
            break
    _split_run_before(pieces, offset)


def _split_text(piece: LivePiece, offset: int) -> LivePiece:
    """Cut a w:t in two siblings; the piece keeps the left one."""
    cut = piece.offset + offset - piece.start
    left, text = piece.element, piece.element.text or ""
    right = deepcopy(left)
    left.text, right.text = text[:cut], text[cut:]
    if left.get(_SPACE) != "preserve":
        # outer white space counts for nothing here, and would once the halves keep theirs
        left.text, right.text = left.text.lstrip(XML_SPACE), right.text.rstrip(XML_SPACE)
        piece.offset -= cut - len(left.text)
    left.addnext(right)
    for element in (left, right):
        element.set(_SPACE, "preserve")
    end, piece.end = piece.end, offset
    return LivePiece(offset, end, right, 0, piece.kind)


def _split_run_before(pieces: Sequence[LivePiece], offset: int) -> None:
    """Cut the run in which the first piece with characters from `offset` on stands, before that piece."""
    first = next((piece for piece in pieces if piece.start >= offset and piece.end > piece.start), None)
    if first is None or (run := first.run) is None or first.element.getparent() is not run:
        return
    before = [child for child in run[: run.index(first.element)] if child.tag != _RUN_PROPERTIES]
    if not before:
        return
    left = etree.Element(_RUN, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(_RUN_PROPERTIES)
    if properties is not None:
        left.append(deepcopy(properties))
    left.extend(before)
    run.addprevious(left)
