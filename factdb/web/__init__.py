"""The reading room: the database as pages, served on this machine or written to a folder.

`pages` turns a reader into the data of a page, `render` turns that into HTML by the templates, `server` and `site` are
the two ways out. Needs the extra `web`.
"""
