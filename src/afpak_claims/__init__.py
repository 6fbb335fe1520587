"""A source-tracked dataset of claims, and the library that opens it.

>>> import afpak_claims as ac
>>> ac.load_figures().loc["drone-strikes-civilians-killed", "interpreted"]
'low;high'

What ``afpak_claims.__all__`` names is public, and the sub-package `afpak_claims.corpus`;
everything else is private. Each name is loaded on first use, so that importing the package costs
nothing and loads no pandas.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from afpak_claims.stamps import __version__

if TYPE_CHECKING:
    from afpak_claims.api import (
        changes_for,
        cite,
        diff,
        export,
        load_assertions,
        load_claims,
        load_evidence,
        load_figures,
        load_sources,
        open_dataset,
        page,
        search,
        sensitivity,
        site,
        total,
    )
    from afpak_claims.drawings.plots import plot_ranges, plot_timeline
    from afpak_claims.errors import (
        ClaimsError,
        DataError,
        DataNotFoundError,
        Problem,
        RetiredWarning,
        UndatedWarning,
        UnknownValueError,
        UnknownWordError,
        UsageError,
    )
    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.evidence.totals import Total
    from afpak_claims.evidence.traces import Trace
    from afpak_claims.records.claims import Assertion, Claim, Figure
    from afpak_claims.records.estimates import Estimate
    from afpak_claims.records.findings import Finding
    from afpak_claims.records.periods import Period
    from afpak_claims.records.sources import Source
    from afpak_claims.releases.versions import require, versions

__all__ = [
    "Assertion",
    "Claim",
    "ClaimsError",
    "DataError",
    "DataNotFoundError",
    "Dataset",
    "Estimate",
    "Figure",
    "Finding",
    "Period",
    "Problem",
    "RetiredWarning",
    "Source",
    "Total",
    "Trace",
    "UndatedWarning",
    "UnknownValueError",
    "UnknownWordError",
    "UsageError",
    "__version__",
    "changes_for",
    "cite",
    "diff",
    "export",
    "load_assertions",
    "load_claims",
    "load_evidence",
    "load_figures",
    "load_sources",
    "open_dataset",
    "page",
    "plot_ranges",
    "plot_timeline",
    "require",
    "search",
    "sensitivity",
    "site",
    "total",
    "versions",
]

_HOMES = {
    "api": (
        "changes_for",
        "cite",
        "diff",
        "export",
        "load_assertions",
        "load_claims",
        "load_evidence",
        "load_figures",
        "load_sources",
        "open_dataset",
        "page",
        "search",
        "sensitivity",
        "site",
        "total",
    ),
    "drawings.plots": ("plot_ranges", "plot_timeline"),
    "errors": (
        "ClaimsError",
        "DataError",
        "DataNotFoundError",
        "Problem",
        "RetiredWarning",
        "UndatedWarning",
        "UnknownValueError",
        "UnknownWordError",
        "UsageError",
    ),
    "evidence.dataset": ("Dataset",),
    "evidence.totals": ("Total",),
    "evidence.traces": ("Trace",),
    "records.claims": ("Assertion", "Claim", "Figure"),
    "records.estimates": ("Estimate",),
    "records.findings": ("Finding",),
    "records.periods": ("Period",),
    "records.sources": ("Source",),
    "releases.versions": ("require", "versions"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names only."""
    return list(__all__)


class _OldModule(ModuleType):
    """A module by the name that it had until 1.1.0; the new one is loaded on first use."""

    def __getattr__(self, name: str) -> object:
        """Return a name of the module by its old or its new name."""
        home, names = _OLD_MODULES[self.__name__.rpartition(".")[2]]
        return getattr(import_module(f"{__package__}.{home}"), names.get(name, name))


_OLD_MODULES = {
    "articles": (
        "files.article_text",
        {"split": "split_sentences", "verify": "compare_with_index", "Report": "TextComparison"},
    )
}
for _name in _OLD_MODULES:
    sys.modules[f"{__name__}.{_name}"] = _OldModule(f"{__name__}.{_name}")
