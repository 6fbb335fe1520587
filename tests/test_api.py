"""The front door: exactly these names, each with a docstring."""

from __future__ import annotations

import pytest

import afpak_claims as ac


def test_every_public_name_is_there() -> None:
    """Each name of __all__ can be had, and dir() shows them alone."""
    assert sorted(ac.__all__, key=str.casefold) == sorted(dir(ac), key=str.casefold)
    for name in ac.__all__:
        assert getattr(ac, name) is not None


def test_star_import_gives_the_public_names() -> None:
    """`from afpak_claims import *` gives the names of __all__ and no others."""
    names: dict[str, object] = {}
    exec("from afpak_claims import *", names)  # noqa: S102 - a star import is what is tested
    names.pop("__builtins__")

    assert {*ac.__all__} == {*names}


def test_every_public_function_says_what_it_does() -> None:
    """Functions and classes of the front door have a docstring that begins with a sentence."""
    for name in ac.__all__:
        if name != "__version__":
            first = (getattr(ac, name).__doc__ or "").strip().split("\n\n")[0]
            assert first.endswith((".", ":")), name


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="load_claim"):
        ac.load_claim  # noqa: B018 - the access is what is tested
