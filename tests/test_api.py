"""The front door: exactly these names, each with a docstring."""

from __future__ import annotations

import subprocess
import sys

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


def test_the_module_of_articles_keeps_its_old_name() -> None:
    """What a guide of 1.1.0 imports can still be imported, by both forms of the statement."""
    import afpak_claims.articles as old  # type: ignore[import-not-found] # made at run time
    from afpak_claims.articles import split

    from afpak_claims.files.article_text import split_sentences

    assert split is split_sentences
    assert old.split is split_sentences


def test_a_corpus_keeps_its_old_names() -> None:
    """The classes of a corpus can be had by the names of 1.1.0."""
    from afpak_claims import corpus

    assert corpus.Read is corpus.DatasetResult
    assert corpus.Written is corpus.WriteSummary


def test_a_corpus_is_loaded_on_first_use() -> None:
    """Importing the sub-package loads neither pandas nor YAML nor Dask."""
    program = (
        "import sys, afpak_claims.corpus; "
        "print(*sorted({'pandas', 'yaml', 'dask', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


def test_old_errors_are_the_new_ones() -> None:
    """An error that a project catches by its name of 1.1.0 is still caught."""
    assert ac.UnknownWordError is ac.UnknownValueError
    assert ac.UndatedWarning(2).fact == ac.UndatedWarning(2).summary
