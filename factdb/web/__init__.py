"""The reading room: the database as web pages, served on this machine or written to a folder.

`pages` reads the data of a page, `render` turns it into HTML with the templates, and `server` and `site` deliver it.
Needs the extra `web`.
"""
