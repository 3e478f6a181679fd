"""From outside to rows: articles, records, lists and markup. A call is an import run, which can be undone."""
