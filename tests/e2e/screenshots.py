"""`make screenshots`: the ten key pages, light, dark and on a phone, into docs/screenshots as small WebP files."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.chromium import launch_options
from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.key_pages import KEY_PAGES
from tests.e2e.scene import Scene, set_scene
from tests.e2e.site import LiveSite

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
LIMIT = 100_000  # bytes a file
WIDE, PHONE = {"width": 1280, "height": 1000}, {"width": 320, "height": 1000}
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light", "device_scale_factor": 2},
}
INTRODUCTION = """\
# What it looks like

Written by `make screenshots` from the demonstration; never edit it by hand. All content is fictional.
Each page in the light, in the dark (1280 pixels wide) and on a phone (320 pixels).
"""


def small(picture: bytes) -> bytes:
    """Return a screenshot as WebP of at most LIMIT bytes; quality gives way first, then size."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (80, 65, 50, 35):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LIMIT:
            return out.getvalue()
    return small(_halved(image))


def _halved(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def shoot(browser: Browser, site: LiveSite, scene: Scene) -> None:
    """Write one file per page and view."""
    for view, options in VIEWS.items():
        for page in KEY_PAGES:
            context = browser.new_context(**CONTEXT | options, base_url=site.base)
            if page.who in scene.cookies:
                context.add_cookies([{"name": COOKIE, "value": scene.cookies[page.who], "url": site.base}])
            tab = context.new_page()
            for _visit in range(
                2
            ):  # the second time with its fonts at hand: they never make a first visit wait
                tab.goto(page.path)
            (FOLDER / f"{page.name}-{view}.webp").write_bytes(small(tab.screenshot()))
            context.close()
        sys.stdout.write(f"{view}: {len(KEY_PAGES)} pages\n")


def index() -> str:
    """Return the page that shows them all."""
    parts = [INTRODUCTION]
    for page in KEY_PAGES:
        title = page.words[0].upper() + page.words[1:]
        shown = (
            f'<img src="{page.name}-{view}.webp" width="{160 if view == "phone" else 400}" alt="{title}, {view}">'
            for view in VIEWS
        )
        parts.append(f"## {title}\n\n{chr(10).join(shown)}\n")
    return "\n".join(parts)


def main() -> None:
    """Start a site with the demonstration and picture it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = LiveSite(Path(folder) / "instance")
        site.start()
        browser = playwright.chromium.launch(**launch_options())
        try:
            shoot(browser, site, set_scene(site))
        finally:
            browser.close()
            site.stop()
    (FOLDER / "README.md").write_text(index(), "utf-8")


if __name__ == "__main__":
    main()
