"""A history as a pandas DataFrame."""

from __future__ import annotations

from typing import Any, Literal

from draftdiff.errors import MissingExtraError
from draftdiff.model import History
from draftdiff.renderers.history.rows import COLUMNS, MEASURE_COLUMNS, event_rows, measure_rows


def to_frame(history: History, table: Literal["events", "measures"] = "events") -> Any:
    """Return one row an event, or one row a measure; the columns are those of the CSV."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError(
            where="to_frame", what="needs pandas", mend='pip install "draftdiff-report[frame]"'
        ) from error
    if table == "measures":
        return pd.DataFrame(list(measure_rows(history)), columns=list(MEASURE_COLUMNS))
    return pd.DataFrame(list(event_rows(history)), columns=list(COLUMNS))
