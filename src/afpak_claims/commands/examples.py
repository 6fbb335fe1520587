"""Examples: the help of a command with words of the dataset that the command line names."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TeachingCommand", "TeachingGroup", "words_of"]

_SHOWN = {
    "46000 civilians unama": "search",
    "afghan-civilians-killed": "claim",
    "drone-strikes-killed": "claim",
    "drone-strikes-count": "other",
    "drone-strikes": "topic",
    "civilians_killed": "metric",
    "unama": "actor",
    "pk": "place",
    "name, afpak-claims": "name",
}
"""The words of the bundled dataset that a help shows, the longer ones first, and their kind."""
_PLACEHOLDERS = {
    "search": "WORDS",
    "claim": "ID",
    "other": "ID",
    "topic": "TOPIC",
    "metric": "METRIC",
    "actor": "ACTOR",
    "place": "PLACE",
    "name": "name",
}
_ID = r"(?m)^ *- *\{? *id: *['\"]?([\w-]+)"
_TOPIC = r"(?m)^topic: *['\"]?([\w-]+)"
_NAME = r"(?m)^name: *['\"]?([\w-]+)"
_WORD = r"(?:name, )?[\w-]+(?: [\w-]+)*"
_MOST_READ = 100_000
"""Characters of a file that are looked through: help is not to wait for a dataset."""
_PATH = f"{__name__}.arguments"


class TeachingCommand(click.Command):
    """A command whose help shows words of the dataset that ``--path`` names."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments, since help is printed before they are read."""
        ctx.meta[_PATH] = list(args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help, without words of the bundled dataset where another one is named."""
        path = self._path(ctx)
        if path is None:
            return super().get_help(ctx)
        words = words_of(path)
        taught = copy.copy(self)
        taught.help = _taught(self.help or "", words)
        taught.params = [_with_help(param, words) for param in self.params]
        return click.Command.get_help(taught, ctx)

    def _path(self, ctx: click.Context) -> Path | None:
        try:
            found = self.make_parser(ctx).parse_args(list(ctx.meta.get(_PATH, ())))[0].get("path")
        except click.UsageError:  # help is for those too who have an option wrong
            return None
        return Path(found) if isinstance(found, str) else None


class TeachingGroup(click.Group):
    """A group of such commands."""

    command_class = TeachingCommand


def words_of(path: Path) -> dict[str, str]:
    """Return words of a dataset folder, or of a frozen file, for examples; none where none are.

    Nothing is validated: the command itself says what is wrong with a dataset.

    >>> words_of(Path("no-such-folder"))
    {}
    """
    try:
        ids, name, topic = _of_file(path) if path.is_file() else _of_folder(path)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    claims = ids.pop("claims", [])
    found = {
        "claim": claims[0] if claims else None,
        "other": claims[min(1, len(claims) - 1)] if claims else None,
        "search": claims[0].replace("-", " ") if claims else None,
        "topic": topic,
        "name": name and f"name, {name}",
        **{kind.removesuffix("s"): words[0] for kind, words in ids.items() if words},
    }
    # Nobody has checked them, and they are printed.
    return {kind: word for kind, word in found.items() if word and re.fullmatch(_WORD, word)}


_VOCABULARY = ("metrics", "actors", "places")


def _of_folder(path: Path) -> tuple[dict[str, list[str]], str | None, str | None]:
    claims = _head(next(iter(sorted(path.glob("claims/*.yaml"))), path / "claims"))
    ids = {
        kind: re.findall(_ID, _head(path / "vocabulary" / f"{kind}.yaml")) for kind in _VOCABULARY
    }
    name, topic = re.search(_NAME, _head(path / "dataset.yaml")), re.search(_TOPIC, claims)
    return {**ids, "claims": re.findall(_ID, claims)}, name and name[1], topic and topic[1]


def _head(file: Path) -> str:
    if not file.is_file():
        return ""
    with file.open(encoding="utf-8") as stream:
        return stream.read(_MOST_READ)


def _of_file(path: Path) -> tuple[dict[str, list[str]], str | None, str | None]:
    values = json.loads(path.read_bytes())
    ids = {kind: [record["id"] for record in values[kind]] for kind in (*_VOCABULARY, "claims")}
    topic = next((claim["topic"] for claim in values["claims"]), None)
    return ids, values["dataset"]["name"], topic


def _with_help(param: click.Parameter, words: Mapping[str, str]) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    taught = copy.copy(param)
    taught.help = _taught(param.help, words)
    return taught


def _taught(text: str, words: Mapping[str, str]) -> str:
    for shown, kind in _SHOWN.items():
        whole = rf"(?<![\w-]){re.escape(shown)}(?![\w-])"
        if kind not in words:
            text = re.sub(rf", such as {whole}", "", text)
        text = re.sub(whole, words.get(kind, _PLACEHOLDERS[kind]), text)
    return text
