"""Previews: the picture that other sites show beside a link to a claim."""

from __future__ import annotations

import io
import textwrap
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from afpak_claims.evidence.results import VERDICTS

if TYPE_CHECKING:
    from afpak_claims.evidence.traces import Trace

__all__ = ["preview"]

_INCHES, _DOTS = (12.0, 6.3), 100
_AGREE = frozenset({"consistent", "supported"})
_DIFFER = frozenset({"above", "below", "contradicted"})
_MIXED = frozenset({"borderline", "contested", "qualified"})
_COLUMNS = 52


def preview(trace: Trace) -> bytes | None:
    """Draw verdict and headline as a PNG of 1200 by 630; None where matplotlib is absent."""
    if find_spec("matplotlib") is None:
        return None
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    verdict = VERDICTS[trace.verdict]
    figure = Figure(figsize=_INCHES, dpi=_DOTS, facecolor="#fbfaf7")
    FigureCanvasAgg(figure)
    said: dict[str, Any] = {"transform": figure.transFigure, "family": "DejaVu Sans", "x": 0.06}
    title = f"{verdict.mark} {verdict.phrase}"
    colour = _colour(trace.verdict)
    figure.text(y=0.88, s=title, fontsize=22, weight="bold", color=colour, va="top", **said)
    lines = "\n".join(textwrap.wrap(trace.headline or trace.claim.statement, _COLUMNS))
    figure.text(y=0.76, s=lines, fontsize=27, color="#1d1f21", va="top", linespacing=1.35, **said)
    stamp = trace.stamp
    below = f"afpak-claims, data {stamp.data_version}: what is claimed, beside what was found"
    figure.text(y=0.06, s=below, fontsize=15, color="#555a5f", **said)
    made = io.BytesIO()
    figure.savefig(made, format="png", metadata={"Software": None, "Description": str(stamp)})
    return made.getvalue()


def _colour(verdict: str) -> str:
    if verdict in _AGREE:
        return "#2b6636"
    if verdict in _DIFFER:
        return "#96401f"
    return "#765200" if verdict in _MIXED else "#555a5f"
