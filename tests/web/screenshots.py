"""Pictures of the reading room for the documentation, from seeds/ alone: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from browser import PHONE, browser, missing
from PIL import Image
from room import SEEDS, factdb, serving

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = (1200, 800)
SHOTS = [
    ("reading-room-article", "/article/1", SIZE, False, 0),
    ("reading-room-article-dark", "/article/1", SIZE, True, 560),
    ("reading-room-home", "/", SIZE, False, 0),
    ("reading-room-claim", "/claim/29", SIZE, False, 0),
    ("reading-room-desk", "/desk", SIZE, False, 0),
    ("reading-room-phone", "/article/1", PHONE, False, 640),
]


def main() -> None:
    if lacking := missing():
        sys.exit(f"no pictures: {lacking}")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "room.sqlite")
        factdb(database, "import", str(SEEDS))
        judged = ("--organization", "Example Post", "--on", "2023-06-20", "--publish", "--by", "Ada Moss")
        why = "The last secretary of state to go before him went in October 2018."
        factdb(database, "reviews", "add", "25", "--rating", "True", "--explanation", why, *judged)
        why = "Both governments say that the balloon was Chinese; that it spied, one of them says and the other denies."
        factdb(database, "reviews", "add", "28", "--rating", "Mostly true", "--explanation", why, *judged)
        with serving(database, "--desk", "--by", "Ada Moss") as server, browser() as window:
            for name, path, size, dark, down in SHOTS:
                window.look(size, dark=dark)
                window.open(server.address + path)
                window.run("scrollTo(0, arguments[0])", down)
                picture = Image.open(BytesIO(window.driver.get_screenshot_as_png())).convert("RGB")
                picture.quantize(96).save(IMAGES / f"{name}.png", optimize=True)
                print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main()
