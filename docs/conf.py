"""How Sphinx builds the site of these pages: `make docs`. The pages of commands and tables are generated."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import commands_page, tables_page

import factdb

FOLDER = Path(__file__).parent / "generated"
FOLDER.mkdir(exist_ok=True)
for name, page in {"commands": commands_page(), "tables": tables_page()}.items():
    path = FOLDER / f"{name}.md"
    if not path.is_file() or path.read_text(encoding="utf-8") != page:
        path.write_text(page, encoding="utf-8")

project = "factdb"
version = release = factdb.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinxcontrib.mermaid"]
html_theme = "furo"
html_title = f"factdb {release}"
html_copy_source = False
html_show_copyright = False
exclude_patterns = ["generated.py"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
myst_fence_as_directive = ["mermaid"]
# Documents link to files of the source tree, which is not part of the site.
suppress_warnings = ["myst.xref_missing"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
nitpicky = False
