"""The writers of rows: one module for each kind of row."""
