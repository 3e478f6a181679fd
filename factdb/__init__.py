"""factdb: who said what, to whom, when, where was it printed, and does it hold?

The package is its pipeline: `read_articles` -> `extract_quotations` -> `store_article` -> rows -> `find_quotes`.
"""

__version__ = "0.1.0"
