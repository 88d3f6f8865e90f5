"""A history of more than two drafts: a page, records, rows, prose, a plot. One module a format."""
