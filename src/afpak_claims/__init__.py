"""A source-tracked dataset of claims, and the library that opens it.

>>> import afpak_claims as ac
>>> ac.load_figures().loc["drone-strikes-civilians-killed", "interpreted"]
'low;high'

Everything public is here. Each name is loaded on first use, so that importing the package costs
nothing and loads no pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from afpak_claims.stamps import __version__

if TYPE_CHECKING:
    from afpak_claims.charts import plot_ranges, plot_timeline
    from afpak_claims.dataset import Dataset
    from afpak_claims.door import cite, open_dataset
    from afpak_claims.errors import (
        ClaimsError,
        DataError,
        DataNotFoundError,
        Problem,
        UndatedWarning,
        UnknownWordError,
        UsageError,
    )
    from afpak_claims.estimates import Estimate
    from afpak_claims.frames import (
        diff,
        load_assertions,
        load_claims,
        load_evidence,
        load_figures,
        load_sources,
    )
    from afpak_claims.periods import Period
    from afpak_claims.records import Assertion, Claim, Figure, Finding, Source
    from afpak_claims.releases import require, versions
    from afpak_claims.totals import Total, total
    from afpak_claims.traces import Trace

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
    "Source",
    "Total",
    "Trace",
    "UndatedWarning",
    "UnknownWordError",
    "UsageError",
    "__version__",
    "cite",
    "diff",
    "load_assertions",
    "load_claims",
    "load_evidence",
    "load_figures",
    "load_sources",
    "open_dataset",
    "plot_ranges",
    "plot_timeline",
    "require",
    "total",
    "versions",
]

_HOMES = {
    "charts": ("plot_ranges", "plot_timeline"),
    "dataset": ("Dataset",),
    "door": ("cite", "open_dataset"),
    "releases": ("require", "versions"),
    "errors": (
        "ClaimsError",
        "DataError",
        "DataNotFoundError",
        "Problem",
        "UndatedWarning",
        "UnknownWordError",
        "UsageError",
    ),
    "estimates": ("Estimate",),
    "frames": (
        "diff",
        "load_assertions",
        "load_claims",
        "load_evidence",
        "load_figures",
        "load_sources",
    ),
    "periods": ("Period",),
    "records": ("Assertion", "Claim", "Figure", "Finding", "Source"),
    "totals": ("Total", "total"),
    "traces": ("Trace",),
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
