"""A real Chromium without a window, and axe-core to look at its pages with; both as `make tools` installs them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WIDE, PHONE = (1280, 900), (390, 844)
# Without its errands to other hosts, which a closed network refuses one by one.
_OPTIONS = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu --disable-quic --no-first-run --hide-scrollbars"
    " --disable-background-networking --disable-component-update --disable-sync --force-color-profile=srgb"
)


def missing(*, axe: bool = True) -> str | None:
    """What is not there to test in a browser with, and with axe-core; None where everything is."""
    if find_spec("selenium") is None:
        return "selenium is not installed: pip install -e '.[dev]'"
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        return "there is no chromium with chromedriver: make tools installs them on Debian"
    return None if not axe or axe_script() else "there is no axe-core: make tools installs it"


def axe_script() -> str | None:
    """axe-core's source, from the Python package that carries it."""
    found = find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        return None
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


class Browser:
    """A window of Chromium."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def look(self, size: tuple[int, int] = WIDE, *, dark: bool = False, media: str = "") -> None:
        """Set the size of the window, the reader's colours, and "print" or the screen."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme, still]})

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, script: str, *args: Any) -> Any:
        return self.driver.execute_script(script, *args)

    def press(self, keys: str) -> None:
        """Press keys as a person does, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page: the rule, and where."""
        # Evaluated by the driver, for the page's own policy lets no script in.
        self.driver.execute_script(axe_script())
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {preload: false, resultTypes: ['violations']}).then("
            "r => done(JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))))"
        )
        return [f"{rule}: {' '.join(nodes)}" for rule, nodes in json.loads(found)]

    def errors(self) -> list[str]:
        """What the console has complained of since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def too_wide(self) -> bool:
        """Whether the page must be moved sideways to be read."""
        return bool(self.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@contextmanager
def browser() -> Iterator[Browser]:
    """A window, until the end."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for option in _OPTIONS.split():
        options.add_argument(option)
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(60)
        driver.set_page_load_timeout(60)
        driver.implicitly_wait(20)  # a click on a form without script returns before the next page is there
        yield Browser(driver)
    finally:
        driver.quit()
