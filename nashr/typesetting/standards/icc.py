"""ICC profiles of presses: what they are called, whether they can be used, transforms into them."""

from __future__ import annotations

import functools
import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

#: Ghostscript's own CMYK profile, as Debian's libgs-common installs it.
_MACHINE_PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
_RELATIVE, _BLACK_POINT = 1, 0x2000
#: The printing conditions of the ICC's registry by what profiles for them call themselves.
_REGISTERED = (
    (r"FOGRA\s?(\d\d)", r"FOGRA\1"),
    (r"ISO Coated v2", "FOGRA39"),
    (r"PSO LWC Improved", "FOGRA45"),
    (r"PSO LWC Standard", "FOGRA46"),
    (r"PSO Uncoated ISO ?12647", "FOGRA47"),
    (r"PSO SNP Paper", "FOGRA42"),
    (r"PSO Coated v3", "FOGRA51"),
    (r"PSO Uncoated v3", "FOGRA52"),
    (r"ISO Uncoated Yellowish", "FOGRA30"),
    (r"ISO Uncoated", "FOGRA29"),
    (r"CRPC\s?([1-7])", r"CGATS21-2-CRPC\1"),
    (r"SWOP ?2006[ _]?Coated3", "CGATS TR 003"),
    (r"SWOP ?2006[ _]?Coated5", "CGATS TR 005"),
    (r"GRACoL ?2006", "CGATS TR 006"),
    (r"Web Coated \(SWOP\)", "CGATS TR 001"),
    (r"CGATS TR[ -]?(00[1-7])", r"CGATS TR \1"),
    (r"Japan Color 2001 Coated", "JC200103"),
    (r"Japan Color 2001 Uncoated", "JC200104"),
)


def default_cmyk_profile() -> bytes | None:
    """The CMYK profile installed on the machine, None where there is none."""
    return _MACHINE_PROFILE.read_bytes() if _MACHINE_PROFILE.is_file() else None


def is_cmyk_profile(profile: bytes) -> bool:
    """Whether an ICC profile is one of a four-colour output device (ICC.1, 7.2), and can be used:
    a header alone does not make a profile.
    """
    if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
        return False
    from PIL import Image, ImageCms

    try:
        converted(Image.new("RGB", (1, 1), (50, 100, 150)), transform(None, profile), "CMYK")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


@functools.lru_cache(maxsize=4)
def description(profile: bytes) -> str:
    """What a profile calls itself."""
    from PIL import ImageCms

    found = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    return " ".join((found or "").split()) or "CMYK"


def registered_name(profile: bytes) -> str | None:
    """The name of a profile's printing condition in the registry of the ICC: by its description,
    or by the characterisation data that it names (the tag ``targ`` of ICC.1).
    """
    tags = {profile[at : at + 4]: at for at in range(132, min(len(profile), 132 + 12 * 100), 12)}
    named = ""
    if b"targ" in tags:
        start, size = (
            int.from_bytes(profile[tags[b"targ"] + n : tags[b"targ"] + n + 4]) for n in (4, 8)
        )
        named = profile[start : start + min(size, 2000)].decode("latin-1")
    for text in (description(profile), named):
        for pattern, name in _REGISTERED:
            found = re.search(pattern, text, re.IGNORECASE)
            if found is not None:
                return found.expand(name)
    return None


@functools.lru_cache(maxsize=16)
def transform(
    source: bytes | None, profile: bytes, mode: Literal["RGB", "LAB", "CMYK"] = "RGB"
) -> Any:
    """A transform into a press's inks, relative colorimetric with black point compensation.

    ``source`` is the profile of the pixels; without one they are of sRGB or CIELAB. Raises
    ``PyCMSError``.
    """
    from PIL import ImageCms

    if source is not None:
        given = ImageCms.ImageCmsProfile(io.BytesIO(source))
    else:
        usual: Literal["LAB", "sRGB"] = "LAB" if mode == "LAB" else "sRGB"
        given = ImageCms.ImageCmsProfile(ImageCms.createProfile(usual))
    return ImageCms.buildTransform(
        given,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        mode,
        "CMYK",
        ImageCms.Intent(_RELATIVE),
        ImageCms.Flags(_BLACK_POINT),
    )


@functools.cache
def to_lab() -> Any:
    """The transform from sRGB to CIELAB."""
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    return ImageCms.buildTransform(srgb, lab, "RGB", "LAB", ImageCms.Intent(_RELATIVE))


def converted(image: Any, by: Any, mode: str) -> Any:
    """The image after a transform.

    Pillow copies the output profile into the new image after it has converted the pixels, and
    raises ``OSError`` for profiles that LittleCMS reads and cannot write, such as Ghostscript's
    ``ps_cmyk.icc``. The pixels are there then.
    """
    from PIL import Image

    made = Image.new(mode, image.size)
    with suppress(OSError):
        by.apply(image, made)
    return made
