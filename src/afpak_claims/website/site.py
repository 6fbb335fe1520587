"""Site: a folder of pages that can be linked, one for each claim, made from a dataset.

A pure function of the dataset and of the address where it will stand: no clock, so the same data
makes the same bytes. The folder is written aside and replaced whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from afpak_claims.errors import UsageError
from afpak_claims.evidence.error_reports import error_report
from afpak_claims.evidence.results import VERDICTS
from afpak_claims.exports.formats import FORMATS, check_replaceable, describe, export
from afpak_claims.files.atomic_files import atomic_folder
from afpak_claims.records.claims import Figure
from afpak_claims.website.claim_cards import ClaimView, claim_evidence, claim_views, wordings
from afpak_claims.website.claim_documents import claim_document, claim_schema
from afpak_claims.website.feed import feed
from afpak_claims.website.history import VersionChanges, of_claim, version_changes
from afpak_claims.website.page import page
from afpak_claims.website.previews import preview
from afpak_claims.website.script_data import packed_index
from afpak_claims.website.source_list import source_entries
from afpak_claims.website.templates import policy, script, style, template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markupsafe import Markup

    from afpak_claims.evidence.dataset import Dataset

__all__ = ["claim_folder", "write_site"]

_NEAR = 3
"""How many claims before and after it in the article a claim page names."""


def write_site(
    dataset: Dataset,
    output: Path,
    base_url: str | None = None,
    progress: Callable[[str], object] | None = None,
    *,
    force: bool = False,
) -> list[str]:
    """Write a site of the dataset into a folder, and return the names of its files.

    Args:
        dataset: The dataset; a selection of one makes a site of that selection.
        output: The folder. What is there is replaced whole if it is empty or an earlier site.
        base_url: Where the site will stand; canonical links, the feed and the sitemap need it.
        progress: Called with what is about to be written.
        force: Whether to replace a folder that no site is in.

    Raises:
        UsageError: The base address is none, or the folder cannot be written.
    """
    base_url = _checked(base_url)
    place = output.resolve()
    if place.exists() and not place.is_dir():
        message = f"found a file at {output}; expected a folder; choose another output"
        raise UsageError(message)
    if not place.parent.is_dir():
        message = (
            f"found no folder {output.parent}; expected the parent folder of {output.name} to "
            "exist; create it or choose another path"
        )
        raise UsageError(message)
    if place.is_dir() and any(place.iterdir()) and not force:
        check_replaceable(place / "index.html", b'name="generator"', output)
    try:
        with atomic_folder(place) as aside:
            writer = _Writer(dataset, aside, base_url, progress or (lambda _: None))
            writer.write()
            return sorted(file.relative_to(aside).as_posix() for file in aside.rglob("*.*"))
    except OSError as error:
        message = (
            f"can't write {output} ({error}); expected disk space and write permission; "
            "the old content is unchanged; choose another output"
        )
        raise UsageError(message) from error


def claim_folder(claim_id: str) -> str:
    """Return where the page of a claim stands, below the site's address.

    >>> claim_folder("drone-strikes-count")
    'claim/drone-strikes-count/'
    """
    return f"claim/{claim_id}/"


def _checked(base_url: str | None) -> str | None:
    if base_url is None:
        return None
    if not base_url.startswith(("https://", "http://")) or "#" in base_url or "?" in base_url:
        message = (
            f"found the base address {base_url!r}; expected the address where the site will stand, "
            "such as https://example.org/claims/; correct --base-url"
        )
        raise UsageError(message)
    return base_url.rstrip("/") + "/"


@dataclass(frozen=True, slots=True)
class _Topic:
    """The assertions of a topic."""

    topic: str
    title: str
    views: tuple[ClaimView, ...]


class _Writer:
    """What all pages of one site share."""

    def __init__(
        self, dataset: Dataset, folder: Path, base_url: str | None, step: Callable[[str], object]
    ) -> None:
        self.dataset = dataset
        self.folder = folder
        self.base_url = base_url
        self.step = step
        self.views = claim_views(dataset)
        self.current = [view for view in self.views if not view.trace.claim.retired]
        self.versions: tuple[VersionChanges, ...] = version_changes(dataset)
        self.shared: dict[str, Any] = {
            "dataset": dataset,
            "stamp": str(dataset.stamp),
            "base_url": base_url,
            "date": self.versions[0].date if self.versions else None,
            "current": len(self.current),
            "has_feed": bool(base_url and self.versions),
            **wordings(),
        }

    def write(self) -> None:
        """Write every file."""
        self.step("the index")
        self._index()
        for view in self.views:
            self.step(f"claim {view.trace.claim.id}")
            self._claim(view)
        self.step("sources and corrections")
        entries = source_entries(self.dataset, [view.trace for view in self.views])
        self._text("sources.html", "site_sources.html", "Sources", sources=entries)
        self._text("changes.html", "site_changes.html", "Corrections", versions=self.versions)
        self._put("schema/claim.json", _json(claim_schema()))
        self._downloads()
        self._missing()
        if self.base_url:
            self._for_machines(self.base_url)

    def _index(self) -> None:
        figures = [view for view in self.current if isinstance(view.trace.claim, Figure)]
        order = list(VERDICTS)
        figures.sort(
            key=lambda v: (order.index(v.trace.verdict), -(v.trace.result.relative_gap or 0))
        )
        groups: dict[str, list[ClaimView]] = {}
        for view in self.current:
            if not isinstance(view.trace.claim, Figure):
                groups.setdefault(view.trace.claim.topic, []).append(view)
        topics = [
            _Topic(topic, self.dataset.topics[topic], tuple(views))
            for topic, views in groups.items()
        ]
        article = self.dataset.sources[self.dataset.article.source]
        styles = style("shared.css", "hits.css", "site.css")
        own_script = script("search.js", "site_index.js")
        made = self._render(
            "site_index.html", styles, figures=figures, topics=topics, article=article, root="",
            policy=policy([styles], [own_script], forms="self"), script=own_script,
            index=packed_index(self.dataset),
        )  # fmt: skip
        self._put("index.html", made)
        self._put("all.html", page(self.dataset))

    def _claim(self, view: ClaimView) -> None:
        trace, claim = view.trace, view.trace.claim
        name = f"claim/{claim.id}"
        short = claim.short if isinstance(claim, Figure) else None
        label = f"{short[0].upper()}{short[1:]}" if short else claim.statement.rstrip(".")
        verdict = VERDICTS[trace.verdict]
        values: dict[str, Any] = {
            "view": view,
            "folder": claim_folder(claim.id),
            "title": f"{label}: {verdict.phrase[0].lower()}{verdict.phrase[1:]}",
            "summary": trace.headline or claim.statement,
            "root": "../../",
        }
        drawn = preview(trace)
        if drawn is not None:
            self._put(f"{name}/preview.png", drawn)
        changes = of_claim(claim.id, self.versions)
        made = self._render(
            "site_claim.html", style("shared.css", "site.css"), **values,
            evidence=_lifted(claim_evidence(view)), preview=drawn is not None,
            reference=self._reference(view), frame=self._frame(claim.id, label),
            changes=changes, near=self._near(view),
            sources=self._sources(view),
            report=error_report(self.dataset, claim.id, "the site"),
        )  # fmt: skip
        self._put(f"{name}/index.html", made)
        title = f"{label}: what was found" if short else "A claim, and what others report"
        embed = self._render(
            "site_embed.html", style("shared.css", "embed.css"), **{**values, "title": title}
        )
        self._put(f"{name}/embed.html", embed)
        told = [{"version": v.version, "date": v.date, "changes": words} for v, words in changes]
        self._put(f"{name}.json", _json(claim_document(trace, told)))

    def _sources(self, view: ClaimView) -> list[Any]:
        return source_entries(self.dataset, [view.trace], view.trace.sources)

    def _reference(self, view: ClaimView) -> str:
        address = f" {self.base_url}{claim_folder(view.trace.claim.id)}" if self.base_url else ""
        return f"{self.dataset.citation} Claim {view.trace.claim.id}.{address}"

    def _frame(self, claim_id: str, label: str) -> str:
        where = f"{self.base_url or ''}{claim_folder(claim_id)}embed.html"
        return (
            f'<iframe src="{escape(where)}" title="{escape(label)}: what was claimed and what was '
            'found" width="100%" height="480" loading="lazy" style="border:0"></iframe>'
        )

    def _near(self, view: ClaimView) -> list[Any]:
        at = next((n for n, other in enumerate(self.current) if other is view), None)
        if at is None:
            return []
        around = self.current[max(0, at - 1) : at + _NEAR]
        return [other.trace for other in around if other is not view]

    def _downloads(self) -> None:
        listed = []
        for name in FORMATS:
            self.step(f"the export {name}")
            known = describe(name)
            place = self.folder / "downloads" / name
            place.parent.mkdir(exist_ok=True)
            if not known.files:
                extension = known.extension or name
                place = place.parent / f"{self.dataset.header.name}.{extension}"
            try:
                export(self.dataset, name, place)
            except UsageError:  # its package is not installed
                continue
            files = sorted(place.iterdir()) if place.is_dir() else [place]
            sized = [(file.relative_to(self.folder).as_posix(), _size(file)) for file in files]
            listed.append((name, known.meaning, sized))
        self._text("downloads.html", "site_downloads.html", "Downloads", downloads=listed)

    def _missing(self) -> None:
        self._text(
            "404.html", "site_missing.html", "Nothing here", root=self.base_url or "/",
            robots="noindex", address=None,
        )  # fmt: skip

    def _for_machines(self, base_url: str) -> None:
        if self.versions:
            self._put("feed.xml", feed(self.dataset, self.versions, base_url, claim_folder))
        pages = ["", "sources.html", "changes.html", "downloads.html"]
        pages += [claim_folder(view.trace.claim.id) for view in self.current]
        urls = "\n".join(f"<url><loc>{escape(base_url + name)}</loc></url>" for name in pages)
        self._put(
            "sitemap.xml",
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}\n</urlset>\n',
        )

    def _text(self, name: str, made_from: str, title: str, **values: Any) -> None:
        told = {"root": "", "robots": None, "address": name, **values}
        made = self._render(made_from, style("shared.css", "site.css"), title=title, **told)
        self._put(name, made)

    def _render(self, name: str, styles: Markup, **values: Any) -> str:
        told = {"policy": policy([styles]), "style": styles, **self.shared, **values}
        return template(name).render(told)

    def _put(self, name: str, content: str | bytes) -> None:
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)


def _lifted(evidence: Markup) -> Markup:
    """Raise the headings of a card by two levels: on its own page they stand below the first."""
    text = str(evidence)
    for level in (4, 5):
        text = text.replace(f"<h{level}", f"<h{level - 2}").replace(
            f"</h{level}", f"</h{level - 2}"
        )
    return type(evidence)(text)


def _size(file: Path) -> str:
    return f"{max(1, round(file.stat().st_size / 1000)):,} kB"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
