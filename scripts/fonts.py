#!/usr/bin/env python3
"""Makes the handouts' fonts in theme/handout-fonts/ from npm packages.

Needs npm, and from PyPI: fonttools, brotli.

    python3 scripts/fonts.py            # writes theme/handout-fonts/*.woff2 and OFL.txt

The Chinese faces hold GB 2312 (6,763 Han characters and its symbols), the rest
of the Table of General Standard Chinese Characters of 2013, which has letters
that GB 2312 lacks and people use (啰, 喆, 镕), Latin
with the letters of pinyin, and general punctuation. Latin text has faces of its
own, because quotation marks and dashes are as wide as a Han character in the
Chinese ones. They are renamed, because their licence reserves the name
"Source". Emoji and signs that books use come from two fonts more,
in one colour, as paper wants them.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGES = {
    "noto-serif-sc": "@expo-google-fonts/noto-serif-sc@0.4.3",
    "source-serif-4": "@expo-google-fonts/source-serif-4@0.4.1",
    "noto-sans-mono": "@expo-google-fonts/noto-sans-mono@0.4.2",
    "noto-emoji": "@expo-google-fonts/noto-emoji@0.4.7",
    "noto-sans-symbols-2": "@expo-google-fonts/noto-sans-symbols-2@0.4.1",
}

# file name: (package, file in it, character set, new family name)
FACES = {
    "NotoSerifSC-Regular": ("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf", "chinese", None),
    "NotoSerifSC-Bold": ("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf", "chinese", None),
    "HandoutSerif-Regular": (
        "source-serif-4", "400Regular/SourceSerif4_400Regular.ttf", "latin", "Handout Serif"),
    "HandoutSerif-Bold": (
        "source-serif-4", "700Bold/SourceSerif4_700Bold.ttf", "latin", "Handout Serif"),
    "HandoutSerif-Italic": (
        "source-serif-4", "400Regular_Italic/SourceSerif4_400Regular_Italic.ttf", "latin", "Handout Serif"),
    "HandoutSerif-BoldItalic": (
        "source-serif-4", "700Bold_Italic/SourceSerif4_700Bold_Italic.ttf", "latin", "Handout Serif"),
    "NotoSansMono-Regular": ("noto-sans-mono", "400Regular/NotoSansMono_400Regular.ttf", "code", None),
    "NotoEmoji-Regular": ("noto-emoji", "400Regular/NotoEmoji_400Regular.ttf", "emoji", None),
    "NotoSansSymbols2-Regular": (
        "noto-sans-symbols-2", "400Regular/NotoSansSymbols2_400Regular.ttf", "signs", None),
}

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1CD, 0x1DD), 0x1F8, 0x1F9, 0x251, 0x261,
         0x1E3E, 0x1E3F, *range(0x300, 0x310), 0x2C6, 0x2C7, 0x2C9, 0x2CA, 0x2CB, 0x2D8, 0x2D9,
         0x2DA, 0x2DC, *range(0x2000, 0x2070), *range(0x2070, 0x2095), 0x20AC, 0x2116, 0x2122, 0xFFFD]
SYMBOLS = [*range(0x2150, 0x2190), *range(0x2190, 0x2200), *range(0x2200, 0x2300), *range(0x2460, 0x2500),
           *range(0x25A0, 0x2670), 0x2713, 0x2717, *range(0x3000, 0x3040), *range(0xFE30, 0xFE50),
           *range(0xFF00, 0xFFF0)]
BOXES = list(range(0x2500, 0x25A0))


def gb2312() -> list[int]:
    """Every character of GB 2312, by its 94 by 94 table."""
    found = []
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def standard() -> list[int]:
    """The characters of the table of 2013 that GB 2312 lacks."""
    lines = (Path(__file__).parent / "standard-characters.txt").read_text(encoding="utf-8").splitlines()
    return [ord(c) for line in lines if not line.startswith("#") for c in line]


SETS = {
    "chinese": lambda: LATIN + SYMBOLS + gb2312() + standard(),
    "latin": lambda: LATIN,
    "emoji": lambda: [*range(0x2300, 0x2C00), 0xFE0F, 0x200D, *range(0x1F000, 0x1FB00)],
    "signs": lambda: [*range(0x2190, 0x2C00), *range(0x1F100, 0x1F900)],
    "code": lambda: LATIN + BOXES + list(range(0x2190, 0x2200)),
}


def unpack(package: str, into: Path) -> Path:
    """Downloads a package and returns the directory it was unpacked to."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True, stdout=subprocess.DEVNULL)
    archive = next(into.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into / "package"


def rename(font: TTFont, family: str) -> None:
    """Gives the font another family name everywhere in its name table."""
    for record in font["name"].names:
        text = record.toUnicode()
        if record.nameID in (1, 16):
            record.string = family
        elif record.nameID in (3, 4, 6, 25):
            record.string = text.replace("Source Serif 4", family).replace("SourceSerif4", family.replace(" ", ""))
        elif record.nameID == 7:
            record.string = ""


def make(source: Path, characters: list[int], family: str | None, to: Path) -> None:
    """Writes the subset as woff2."""
    options = subset.Options()
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    if family:
        rename(font, family)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(to)
    print(f"{to}: {len(font.getBestCmap())} characters, {to.stat().st_size / 1024:.0f} KiB")


def main() -> None:
    fonts = Path(__file__).parent.parent / "theme" / "handout-fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = {}
        for name, package in PACKAGES.items():
            into = Path(scratch) / name
            into.mkdir()
            unpacked[name] = unpack(package, into)
        copyrights = []
        for face, (package, file, charset, family) in FACES.items():
            source = unpacked[package] / file
            make(source, SETS[charset](), family, fonts / f"{face}.woff2")
            line = f"{face}: {TTFont(source)['name'].getDebugName(0)}"
            copyrights.append(line.split(" This Font Software")[0].strip())
        licence = (unpacked["source-serif-4"] / "LICENSE_FONT").read_text()
        body = licence[licence.index("This Font Software"):]
        (fonts / "OFL.txt").write_text("\n".join(copyrights) + "\n\n" + body)


if __name__ == "__main__":
    main()
