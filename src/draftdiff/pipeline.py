"""The stages in order: read, align, describe, classify, summarize, render. The only place that knows them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from draftdiff.errors import OptionError, known_names
from draftdiff.inputs import Ask, Inputs, Overrides, WatchedTerm
from draftdiff.model import Alignment, Comparison, Draft, History, Label
from draftdiff.options import Options
from draftdiff.text.remembering import forget

Source = str | Path | bytes | BinaryIO | Draft
"""A draft, or where to read it."""

_T = TypeVar("_T")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the collector of cycles rest: the stages make many values and no cycles, and it would visit all of them."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_collector_at_rest()
def compare(
    old: Source,
    new: Source | None = None,
    *,
    options: Options | None = None,
    watch: str | Path | Sequence[WatchedTerm] | None = None,
    asks: str | Path | Sequence[Ask] | None = None,
    sources: Sequence[Source] | None = None,
    earlier: Sequence[Source] | None = None,
    aliases: str | Path | Sequence[WatchedTerm] | None = None,
    concepts: str | Path | Sequence[WatchedTerm] | None = None,
    overrides: str | Path | Overrides | None = None,
    findings: bool = True,
) -> Comparison:
    """Return what changed between two drafts and what stayed.

    Without `new` the old file holds both: tracked changes (its original against its accepted text) or two columns
    (`options.columns`). The further inputs are paths or values; what needs one that is not given is said to be not
    checked. Without `findings` nothing is found out about the whole document, which saves a tenth of the time; words
    borrowed from `sources` are looked for all the same. Raises `DraftdiffError`. Time grows nearly linearly with the
    length of the drafts.
    """
    forget()
    options = options or Options()
    inputs = gather_inputs(
        options,
        watch=watch,
        asks=asks,
        sources=sources,
        earlier=earlier,
        aliases=aliases,
        concepts=concepts,
        overrides=overrides,
    )
    first, second = read_pair(old, new, options)
    first, second = _with_set_parts(first, second, inputs.overrides)
    alignment = align(first, second, options=options, overrides=inputs.overrides)
    described = describe(alignment, options=options)
    comparison = classify(described)
    if findings or inputs.sources:
        comparison = summarize(comparison, inputs=inputs)
    return _only_wanted(comparison, options, inputs.overrides)


def history(
    drafts: Sequence[Source],
    *,
    options: Options | None = None,
    watch: str | Path | Sequence[WatchedTerm] | None = None,
    asks: str | Path | Sequence[Ask] | None = None,
    sources: Sequence[Source] | None = None,
    aliases: str | Path | Sequence[WatchedTerm] | None = None,
    concepts: str | Path | Sequence[WatchedTerm] | None = None,
) -> History:
    """Return the life of every paragraph through two drafts or more, in the order given.

    Each draft is compared with the next, the drafts before it as its `earlier` ones. Raises `DraftdiffError`. Time
    grows with the number of drafts, and with the pairs of them between which a paragraph may have come back.
    """
    from draftdiff.threads import trace

    options = options or Options()
    texts = [read(source, options=options) for source in drafts]
    if len(texts) < 2:
        raise OptionError(
            where="history", what="needs two drafts or more", mend="Name the drafts in their order."
        )
    inputs = gather_inputs(
        options, watch=watch, asks=asks, sources=sources, aliases=aliases, concepts=concepts
    )
    steps = [
        compare(
            texts[at],
            texts[at + 1],
            options=options,
            watch=inputs.watch,
            asks=inputs.asks,
            sources=inputs.sources,
            earlier=texts[:at],
            aliases=inputs.aliases,
            concepts=inputs.concepts,
        )
        for at in range(len(texts) - 1)
    ]
    return trace(steps, inputs.watch or ())


def read_pair(old: Source, new: Source | None, options: Options) -> tuple[Draft, Draft]:
    """Return the old and the new draft of two sources, or both of one file that holds two."""
    if new is not None:
        return read(old, options=options), read(new, options=options)
    if isinstance(old, Draft):
        raise OptionError(where=old.name, what="is one draft; a second is needed", mend="Give two drafts.")
    from draftdiff.readers import read_all

    if options.columns is None and options.marks == "none":
        options = replace(options, revisions="marked")
    drafts = read_all(old, options=options)
    if len(drafts) != 2:
        name = drafts[0].name
        raise OptionError(
            where=name,
            what="holds one text: no tracked changes and no second column were found",
            mend="Give a second draft, or --columns OLD,NEW, or --marks visual.",
        )
    return drafts[0], drafts[1]


def read(
    source: Source,
    *,
    read_as: str = "",
    options: Options | None = None,
    name: str = "",
    isolated: bool = False,
) -> Draft:
    """Return the draft in a path, file object or bytes; a draft is returned as it is.

    The format is told by the content, then by the suffix; `read_as` names it. With `isolated` the reader runs in a
    process of its own with limits on time and memory; its death is an error. Raises `ReadError`.
    """
    if isinstance(source, Draft):
        return source
    options = options or Options()
    if read_as:
        options = replace(options, read_as=read_as)
    if isolated:
        from draftdiff.readers.isolation import read_isolated

        return read_isolated(source, name=name, options=options)
    from draftdiff.readers import read as read_source

    return read_source(source, name=name, options=options)


def align(
    old: Draft, new: Draft, *, options: Options | None = None, overrides: Overrides | None = None
) -> Alignment:
    """Return which paragraphs of two drafts belong together; every paragraph stands in exactly one bead."""
    from draftdiff.alignment import align as align_drafts

    return align_drafts(old, new, options or Options(), overrides)


def describe(alignment: Alignment, *, options: Options | None = None) -> Comparison:
    """Return the alignment with the word edits of every bead; labels other than `editorial` are not given yet."""
    from draftdiff.wording import describe as describe_alignment

    return describe_alignment(alignment, options or Options())


def classify(comparison: Comparison) -> Comparison:
    """Return the comparison with labels on its changes, transfers and sections."""
    from draftdiff.classifiers import classify as classify_comparison

    return classify_comparison(comparison)


def summarize(comparison: Comparison, *, inputs: Inputs | None = None) -> Comparison:
    """Return the comparison with findings about the whole document."""
    from draftdiff.overview import summarize as summarize_comparison

    return summarize_comparison(comparison, inputs)


@_collector_at_rest()
def render(comparison: Comparison, format: str, *, options: Options | None = None) -> bytes:
    """Return the comparison in a format of `draftdiff.renderers.RENDERERS`: html, json, markdown, docx ..."""
    from draftdiff.renderers import render as render_comparison

    return render_comparison(comparison, format, options)


def gather_inputs(
    options: Options,
    *,
    watch: str | Path | Sequence[WatchedTerm] | None = None,
    asks: str | Path | Sequence[Ask] | None = None,
    sources: Sequence[Source] | None = None,
    earlier: Sequence[Source] | None = None,
    aliases: str | Path | Sequence[WatchedTerm] | None = None,
    concepts: str | Path | Sequence[WatchedTerm] | None = None,
    overrides: str | Path | Overrides | None = None,
) -> Inputs:
    """Return the further inputs of a comparison, read and checked."""
    from draftdiff import inputs as files

    return Inputs(
        watch=_loaded(watch, files.load_watch),
        asks=_asks(asks, options),
        sources=_drafts(sources, options),
        earlier=_drafts(earlier, options),
        aliases=_loaded(aliases, files.load_aliases),
        concepts=_loaded(concepts, files.load_concepts),
        overrides=overrides
        if isinstance(overrides, Overrides)
        else files.load_overrides(overrides)
        if overrides
        else Overrides(),
    )


def _loaded(
    given: str | Path | Sequence[_T] | None, load: Callable[[str | Path], tuple[_T, ...]]
) -> tuple[_T, ...] | None:
    if given is None:
        return None
    return load(given) if isinstance(given, str | Path) else tuple(given)


def _asks(given: str | Path | Sequence[Ask] | None, options: Options) -> tuple[Ask, ...] | None:
    """Return asks from values, a TOML file, or an amendment document in any format that can be read."""
    from draftdiff.inputs import load_asks

    if isinstance(given, str | Path) and Path(given).suffix.lower() != ".toml":
        from draftdiff.overview.amendments import asks_of

        return asks_of(read(given, options=replace(options, profile="", columns=None)))
    return _loaded(given, load_asks)


def _drafts(given: Sequence[Source] | None, options: Options) -> tuple[Draft, ...] | None:
    if given is None:
        return None
    if isinstance(given, str | Path):
        given = [given]
    return tuple(read(source, options=replace(options, columns=None)) for source in given)


def _with_set_parts(old: Draft, new: Draft, overrides: Overrides) -> tuple[Draft, Draft]:
    if not overrides.part:
        return old, new
    from draftdiff.profiles.overrides import override_parts

    return (
        override_parts(old, tuple(item for item in overrides.part if item.draft == "old"), overrides.name),
        override_parts(new, tuple(item for item in overrides.part if item.draft == "new"), overrides.name),
    )


def _only_wanted(comparison: Comparison, options: Options, overrides: Overrides) -> Comparison:
    """Return the comparison without struck labels and without labels that were not asked for."""
    if not overrides.strike and not options.labels:
        return comparison
    struck = {(item.id, item.label) for item in overrides.strike}
    _check_known(options.labels)

    def kept(id: str, labels: tuple[Label, ...]) -> tuple[Label, ...]:
        return tuple(
            label
            for label in labels
            if (id, label.name) not in struck and (not options.labels or label.name in options.labels)
        )

    return replace(
        comparison,
        changes=tuple(replace(item, labels=kept(item.id, item.labels)) for item in comparison.changes),
        transfers=tuple(replace(item, labels=kept(item.id, item.labels)) for item in comparison.transfers),
        sections=tuple(replace(item, labels=kept(item.id, item.labels)) for item in comparison.sections),
        findings=tuple(item for item in comparison.findings if (item.id, item.name) not in struck),
    )


def _check_known(labels: Sequence[str]) -> None:
    if not labels:
        return
    from draftdiff.classifiers import LABELS

    for label in labels:
        if label not in LABELS:
            raise OptionError(where="label", what=f"'{label}' is not known", mend=known_names(label, LABELS))
