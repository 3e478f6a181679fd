"""Pages as the systems of newspapers build them, with invented articles, so that what is read can be counted."""
