"""Init: a new dataset is whole and valid from the start."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from afpak_claims.api import open_dataset
from afpak_claims.commands.starting import name_of
from afpak_claims.files.folders import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

TEXTS = {
    "en": "By 2017 the river had risen. It fell.\nMore than 300 people left.\n",
    "ur": "\u062f\u0631\u06cc\u0627 \u0686\u0691\u06be\u0627\u06d4 \u0631\u06a9\u0627\u06d4\n",
    "de": "Am 3. Oktober stieg der Fluss. Er fiel.\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_new_dataset_passes_every_check(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, language: str
) -> None:
    """Check finds nothing, not even a warning, and the text verifies against its outline."""
    article = tmp_path / "article.txt"
    article.write_text(TEXTS[language], encoding="utf-8")
    folder = tmp_path / "on-the-river"
    said = () if language == "en" else ("--language", language)

    made = run("init", folder, "--article", article, *said)
    assert made.returncode == 0, made.stderr
    assert run("check", folder, "--strict").returncode == 0
    assert run("verify", article, "--path", folder).returncode == 0
    dataset = open_dataset(path=folder)
    assert dataset.header.title == "On the river"
    assert dataset.header.language == (None if language == "en" else language)


def test_the_next_two_commands_are_said_last_and_work(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    """Init ends with two commands that can be pasted, also where the folder's name has a space."""
    article = tmp_path / "article.txt"
    article.write_text(TEXTS["en"], encoding="utf-8")
    made = run("init", tmp_path / "on the river", "--article", article)

    head, *commands = made.stderr.splitlines()
    assert head == "Next:"
    words = [shlex.split(command) for command in commands]
    assert [(name, word) for name, word, *_ in words] == [
        ("afpak-claims", "check"),
        ("afpak-claims", "list"),
    ]
    assert [run(*rest).returncode for _, *rest in words] == [0, 0]


def test_the_examples_are_comments_that_hold_once_they_are_none(tmp_path: Path) -> None:
    """A commented example, uncommented, breaks no rule of form."""
    from afpak_claims.commands.starting import starting_files

    for name, text in starting_files("river", "A river", TEXTS["en"]).items():
        kind = name.removeprefix("vocabulary/").removesuffix(".yaml")
        if name.startswith("vocabulary/") and text.endswith(f"{kind}: []\n"):
            lines = [line[1:] for line in text.splitlines() if line.startswith("#  ")]
            text = "\n".join((f"{kind}:", *lines)) + "\n"  # noqa: PLW2901 - the example instead
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    _, problems = read_draft(tmp_path)
    assert [p for p in problems if "unused" not in p.message] == []


def test_a_byline_that_is_left_out_is_said(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    """Whoever starts a dataset sees which line has no digest; a first sentence has one."""
    article = tmp_path / "article.txt"
    article.write_text("By Vera Ficta\nThe river rose.\n", encoding="utf-8")
    made = run("init", tmp_path / "river", "--article", article)
    assert made.stderr.startswith("left out as a byline, not as a sentence: By Vera Ficta\nNext:\n")

    article.write_text("By Christmas, Everything Changed\nThe river rose.\n", encoding="utf-8")
    made = run("init", tmp_path / "flood", "--article", article)
    assert made.stderr.startswith("Next:\n")
    article.write_text("By Easter, Everything Changed\nThe river rose.\n", encoding="utf-8")
    assert run("verify", article, "--path", tmp_path / "flood").returncode == 1


def test_nothing_is_overwritten(run: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    """A folder that holds something is left as it is."""
    article = tmp_path / "article.txt"
    article.write_text(TEXTS["en"], encoding="utf-8")
    refused = run("init", tmp_path, "--article", article)
    assert refused.returncode == 1
    assert "expected an empty folder or none" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["article.txt"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The floods of 1990", "the-floods-of-1990"),
        ("\u062f\u0631\u06cc\u0627", "claims"),
        ("\u00c9t\u00e9", "ete"),
        ("Con", "con-claims"),
        ("LPT1", "lpt1-claims"),
    ],
)
def test_a_name_is_made_from_the_title(title: str, name: str) -> None:
    """Letters without accents, in lower case, with hyphens; a plain word where none is left."""
    assert name_of(title) == name


@pytest.mark.parametrize("title", ["Con", "Aux"])
def test_a_title_that_names_a_device_makes_a_valid_dataset(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, title: str
) -> None:
    """The dataset has the title, and a name that a file may have on every system."""
    article = tmp_path / "article.txt"
    article.write_text(TEXTS["en"], encoding="utf-8")
    run("init", tmp_path / "new", "--article", article, "--title", title)
    assert run("check", tmp_path / "new", "--strict").returncode == 0
    assert open_dataset(path=tmp_path / "new").header.title == title
