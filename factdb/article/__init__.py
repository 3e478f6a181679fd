"""From a file or page to `Article`s: the text as it is, the parts of it that are prose, its metadata.

`read_articles` goes from a path to articles; `clutter` says which lines are not prose, `metadata` what the other lines
tell, `page` does both for HTML, `lines` reads JSON lines, `files` turns paths into bytes and bytes into text.
Offsets are Unicode code points into `Article.text`, ends exclusive.
"""

from factdb.article.model import Article
from factdb.article.read import read_articles

__all__ = ["Article", "read_articles"]
