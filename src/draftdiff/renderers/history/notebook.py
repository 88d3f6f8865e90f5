"""A history in a notebook: a compact table of threads, styles inside."""

from __future__ import annotations

from markupsafe import Markup

from draftdiff.model import History
from draftdiff.renderers.history.words import is_quiet, name_in, names_of, opening, sentence
from draftdiff.renderers.html.escape import escape

_MOST = 60  # rows; the page holds all
_ROW = Markup("<tr>{}<td>{}</td><td>{}</td></tr>")


def notebook_html(history: History) -> str:
    """Return a table of the threads to which something happened, as a fragment of HTML; at most 60 of them."""
    cited = names_of(history)
    changed = [thread for thread in history.threads if not is_quiet(thread)]
    rows = []
    for thread in changed[:_MOST]:
        cells = [name_in(thread, draft, cited) for draft in range(len(history.drafts))]
        numbers = Markup("").join(Markup("<td>{}</td>").format(escape(cell)) for cell in cells)
        told = sentence(thread, history, cited).partition(": ")[2]
        rows.append(_ROW.format(numbers, escape(opening(thread, history.drafts, 60)), escape(told)))
    head = Markup("").join(Markup("<th>{}</th>").format(escape(name)) for name in history.names)
    more = f"{len(changed) - _MOST} more: history.save('history.html')" if len(changed) > _MOST else ""
    return str(
        Markup(
            '<div style="max-height:32em;overflow:auto"><table><thead><tr>{}<th>words</th><th>what happened</th></tr>'
            "</thead><tbody>{}</tbody></table><p>{}</p></div>"
        ).format(head, Markup("").join(rows), escape(more))
    )
