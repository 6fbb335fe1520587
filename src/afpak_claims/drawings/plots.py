"""Plots: the ranges and the dates of a frame as pictures, drawn by matplotlib.

A picture says where it comes from: its last line names the data and its version, and how many
rows had nothing to draw. Marks differ in shape and hatching as well as in colour, so that they
stay apart in print and for colour-blind readers.
"""

from __future__ import annotations

import datetime as dt
import math
import textwrap
import warnings
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pandas as pd

from afpak_claims.drawings.fonts import set_fonts
from afpak_claims.drawings.ranges import MARKS, hatched, needs_log_scale, scale_from_zero
from afpak_claims.errors import UsageError
from afpak_claims.frames.frames import Provenance
from afpak_claims.records.estimates import Estimate, format_number
from afpak_claims.records.findings import COVERAGES
from afpak_claims.records.periods import HOLDS, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from afpak_claims.records.vocabulary import Unit

__all__ = ["plot_ranges", "plot_timeline", "range_pages", "timeline_pages"]

_Drawn = TypeVar("_Drawn", "_Row", "_Span")

_INK, _PALE = "#333333", "#6b6b6b"
_HATCH = "/////"
_MOST_LINES = 5
_LINE_INCHES, _GAP_INCHES = 0.165, 0.11
_WIDTH, _TWO_COLUMNS = 7, 0.8
"""Inches of axes that have room for every column, and the share that has for two of a legend."""
_FONT, _SMALLEST_FONT, _ROOM_FOR_ARROWS = 8.5, 5, 16
"""Points."""
_CUT = " …"
_NO_WIDTH = 0.05
"""Percent of the axis below which a part of a bar cannot be seen."""
_TICKS = ((1.5, (1, 2, 5)), (3, (1, 3)), (99, (1,)))
"""Which multiples of a power of ten get a tick, by how many decades there are at most."""

_EXCLUDED, _CONVENTION, _GOES_ON = MARKS["excluded"], MARKS["hatched"], MARKS["open"]
_RANK = "rank"
_PLACES = "place among the years, 1 the most"


class _Style(NamedTuple):
    """How one sort of row is drawn; colours of Okabe and Ito, apart for every eye."""

    meaning: str
    colour: str
    tint: str
    hatch: str = ""
    half: float = 0.06
    """Half the height of a bar, in inches of the rows."""
    shape: str = "s"
    """The mark of a best value."""
    arrow: float = 12
    is_filled: bool = True


_CLAIM = _Style("the article\u2019s figure", "#0072B2", "#A6CEE6")
_TALLEST = 100
"""Inches of a drawing at most; a taller one no viewer opens."""
_FINDING = _Style(
    "a figure found",
    "#D55E00",
    "#F7CDB1",
    half=0.038,
    shape="o",
    arrow=9,
)
_COUNTS = _FINDING._replace(meaning=MARKS["counts"])
_ASIDE = _FINDING._replace(meaning=MARKS["aside"], tint="white", is_filled=False)
_BAND = MARKS["band"]
_BAND_COLOUR = "#E4EFF6"
_HOLDS = {
    "cumulative": _Style(HOLDS["cumulative"].meaning, "#0072B2", "#0072B2"),
    "throughout": _Style(HOLDS["throughout"].meaning, "#00785A", "#BFE5D8", "...."),
    "sometime": _Style(HOLDS["sometime"].meaning, "#B87A00", "white", _HATCH),
    "": _Style("the dates given", "#777777", "#DDDDDD"),
}
_LEGEND = (
    _CLAIM.meaning,
    _BAND,
    _FINDING.meaning,
    _COUNTS.meaning,
    _ASIDE.meaning,
    *(style.meaning for style in _HOLDS.values()),
    _EXCLUDED,
    _GOES_ON,
    _CONVENTION,
)


def plot_ranges(
    df: pd.DataFrame, ax: Axes | None = None, *, evidence: pd.DataFrame | None = None
) -> Axes:
    """Draw the range of each row to scale.

    A bar runs from the lower to the upper bound, and a filled mark is the best value. An end
    without a bound is an arrow, a bound that is itself excluded a hollow mark, and the half of a
    bar next to a bound that rests on a quantifier convention is hatched. The range of a claim goes
    on as a band through its findings; what counts toward its verdict is filled, what does not is
    hollow. The axis is logarithmic if the largest value is at least 30 times the smallest, but
    begins at zero for a single claim with its findings; places in a ranking begin at 1.

    Args:
        df: Any frame with the columns ``low``, ``best`` and ``high``, for example of
            `load_figures` or `load_evidence`. Where they are there, ``low_open``, ``high_open``,
            ``interpreted``, ``unit``, ``statement``, ``claim``, ``origin_name``, ``source``,
            ``period``, ``coverage`` and ``decides`` are used too.
        ax: The axes to draw on; new ones, as high as the rows need, where it is left out.
        evidence: A frame of `load_evidence`; each claim's findings are drawn below it, those of one
            body that count alike in one row. What counts comes first, then what the credited body
            has, then who reports most. What is added up in another finding of the frame, or counted
            in another unit than the claim, is left out.

    Returns:
        The axes.

    Raises:
        UsageError: A column is missing, no row has a range, matplotlib is not installed, *ax* is
            no axes, or the evidence is of another data version.

    Example:
        >>> import afpak_claims as ac
        >>> which = {"topic": "drone-strikes", "metric": "people_killed"}
        >>> ax = ac.plot_ranges(ac.load_figures(**which), evidence=ac.load_evidence(**which))
        >>> ax.get_xlabel()
        'people, from zero'
    """
    _need_columns(df, ("low", "best", "high"), "load_figures or load_evidence")
    _need_axes(ax, "pass the findings by name: plot_ranges(figures, evidence=findings)")
    if evidence is not None:
        _need_columns(evidence, ("claim", "low", "best", "high"), "load_evidence")
        _same_data(df, evidence)
    room = _Room.of(ax)
    shown, left_out = _ranges(df, evidence, room)
    if not shown:
        message = "found no row with a range; expected low, best or high; select other claims"
        raise UsageError(message)
    shown = _bounded(shown, left_out, ax)
    axes, font = _axes(ax, shown)
    is_one = evidence is not None and sum(row.is_claim for row in shown) == 1
    _scale(
        axes,
        [each for row in shown for each in row.estimates],
        from_zero=is_one,
        ranked={row.unit.id for row in shown} == {_RANK},
    )
    places = _rows_down(axes, shown, font)
    _set_claims_apart(axes, shown, places)
    marks = _Marks()
    _draw_bands(axes, shown, places, marks)
    for row, y in zip(shown, places, strict=True):
        _draw_range(axes, row, y, marks)
    words = _quantity(df, shown) + (", from zero" if is_one else _scale_words(axes))
    ranked = {row.unit.id for row in shown} == {_RANK}
    axes.set_xlabel(_PLACES if ranked else words, fontsize=_FONT, color=_INK)
    _legend(axes, marks, room)
    _stamp(axes, [df] if evidence is None else [df, evidence], left_out, room)
    set_fonts(axes)
    return axes


def plot_timeline(df: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the dates of each row as a bar from its first to its last day, the earliest first.

    An end without a date is an arrow. Colour and hatching say how a claim holds: as a total over
    its days, on every one, or on at least one. Rows without a date are counted below.

    Args:
        df: Any frame with the columns ``start`` and ``end``, for example of `load_claims`. Where
            they are there, ``holds``, ``period``, ``statement``, ``claim`` and ``source`` are
            used too.
        ax: The axes to draw on; new ones, as high as the rows need, where it is left out.

    Returns:
        The axes.

    Raises:
        UsageError: A column is missing, no row has a date, or matplotlib is not installed.

    Example:
        >>> import afpak_claims as ac
        >>> ax = ac.plot_timeline(ac.load_figures(topic="drone-strikes"))
        >>> len(ax.get_yticks())
        3
    """
    _need_columns(df, ("start", "end"), "load_claims")
    _need_axes(ax, "plot one frame at a time, or join them with pandas.concat")
    room = _Room.of(ax)
    shown = sorted(_spans(df, room), key=_first_days)
    if not shown:
        message = "found no row with a date; expected start or end; select other claims"
        raise UsageError(message)
    undated = len(df) - len(shown)
    left_out: list[str] = []
    shown = _bounded(shown, left_out, ax)
    axes, font = _axes(ax, shown)
    _date_scale(axes, shown)
    places = _rows_down(axes, shown, font)
    marks = _Marks()
    for span, y in zip(shown, places, strict=True):
        _draw_span(axes, span, y, marks)
    _legend(axes, marks, room)
    if undated:
        left_out.append(f"{_rows(undated)} without a date not drawn")
    _stamp(axes, [df], left_out, room)
    set_fonts(axes)
    return axes


def range_pages(df: pd.DataFrame, evidence: pd.DataFrame | None = None) -> list[pd.DataFrame]:
    """Return the rows of a frame in parts, each of which fits on one drawing with its findings.

    Args:
        df: A frame as `plot_ranges` takes it.
        evidence: The findings that are drawn below each claim.
    """
    heights = [0.0] * len(df)
    for row in _ranges(df, evidence, _Room.of(None))[0]:
        heights[row.at] += _height(row)
    return _pages(df, heights)


def timeline_pages(df: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of a frame in parts, the earliest first, each of which fits on one drawing.

    Args:
        df: A frame as `plot_timeline` takes it.
    """
    spans = sorted(_spans(df, _Room.of(None)), key=_first_days)
    order = [span.at for span in spans]
    undated = sorted({*range(len(df))} - {*order})
    heights = [*map(_height, spans), *(0.0 for _ in undated)]
    return _pages(df.iloc[[*order, *undated]], heights)


def _pages(df: pd.DataFrame, heights: Sequence[float]) -> list[pd.DataFrame]:
    """Cut a frame where a drawing of the rows so far would be too tall."""
    starts, inches = [0], 0.0
    for n, height in enumerate(heights):
        if inches and inches + height > _TALLEST:
            starts.append(n)
            inches = 0
        inches += height
    return [df.iloc[start:end] for start, end in pairwise([*starts, len(df)])]


class _Room(NamedTuple):
    """How many columns of text the width of the axes has room for."""

    label: int
    value: int
    stamp: int
    legend: int

    @classmethod
    def of(cls, ax: Axes | None) -> _Room:
        inches = _WIDTH if ax is None else ax.bbox.width / ax.figure.dpi
        wide = min(inches / _WIDTH, 1)
        return cls(
            max(round(44 * wide), 16),
            max(round(24 * wide), 10),
            max(round(120 * wide), 40),
            2 if wide > _TWO_COLUMNS else 1,
        )


class _Unit(NamedTuple):
    """A unit as the frame has it, with its words where its dataset is known."""

    id: str
    known: Unit | None = None

    @classmethod
    def reader(cls, frame: pd.DataFrame) -> Callable[[str], _Unit]:
        """Return what finds the units of the dataset that a frame was made of."""
        stamp = frame.attrs.get("afpak_claims")
        units = stamp.units if isinstance(stamp, Provenance) else {}
        return lambda unit: cls(unit, units.get(unit))

    def words(self, value: float | None) -> str:
        """Return the word behind a number."""
        return self.known.words(value) if self.known else self.id.replace("_", " ")


class _Row(NamedTuple):
    """One range to draw, or those of one body that count alike."""

    label: str
    value: str
    estimates: tuple[Estimate, ...]
    style: _Style
    unit: _Unit
    at: int = 0
    """The number of its row in the frame."""

    @property
    def is_claim(self) -> bool:
        """Whether it is what the article says, and not what was found."""
        return self.style is _CLAIM


class _Found(NamedTuple):
    """One finding: its id, its row of the frame and its range."""

    key: Hashable
    row: Mapping[Hashable, Any]
    estimate: Estimate


class _Span(NamedTuple):
    """One time to draw, in days as matplotlib counts them."""

    label: str
    value: str
    start: float | None
    end: float | None
    holds: str
    at: int = 0
    """The number of its row in the frame."""


def _first_days(span: _Span) -> tuple[float, float]:
    """Return what spans are sorted by: an open start lies before, an open end after every day."""
    start = -math.inf if span.start is None else span.start
    return start, math.inf if span.end is None else span.end


def _height(row: _Row | _Span) -> float:
    """Return the inches that the lines of a row take."""
    lines = max(row.label.count("\n"), row.value.count("\n")) + 1
    return lines * _LINE_INCHES + _GAP_INCHES


class _Marks:
    """The sorts of mark that a picture has, each once, for its legend."""

    def __init__(self) -> None:
        self.by_meaning: dict[str, Artist] = {}

    def add(self, meaning: str, mark: Artist) -> None:
        self.by_meaning.setdefault(meaning, mark)


def _pyplot() -> Any:
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        message = (
            "found no matplotlib; expected it for plots; "
            "install it with: pip install 'afpak-claims[plot]'"
        )
        raise UsageError(message) from None
    return plt


def _need_columns(df: pd.DataFrame, names: Iterable[str], source: str) -> None:
    if not hasattr(df, "columns"):
        message = (
            f"found a {type(df).__name__}; expected a frame; pass one such as that of {source}"
        )
        raise UsageError(message)
    missing = [name for name in names if name not in df.columns]
    if missing:
        message = (
            f"found a frame without {', '.join(missing)}; expected the columns "
            f"{', '.join(names)}; pass a frame such as that of {source}"
        )
        raise UsageError(message)


def _need_axes(ax: object, remedy: str) -> None:
    if ax is not None and not hasattr(ax, "figure"):
        message = f"found a {type(ax).__name__} as ax; expected axes of matplotlib; {remedy}"
        raise UsageError(message)


def _same_data(df: pd.DataFrame, evidence: pd.DataFrame) -> None:
    digests = {
        stamp["digest"] for frame in (df, evidence) if (stamp := frame.attrs.get("afpak_claims"))
    }
    if len(digests) > 1:
        message = (
            "found claims and evidence of different data versions; expected one; "
            "load both with the same version"
        )
        raise UsageError(message)


def _ranges(
    df: pd.DataFrame, evidence: pd.DataFrame | None, room: _Room
) -> tuple[list[_Row], list[str]]:
    """Return the ranges to draw, and what is left out."""
    shown: list[_Row] = []
    without_range = added_up = other_units = 0
    findings, inputs = _by_claim(evidence)
    one_claim = "claim" in df.columns and len(set(df["claim"])) == 1
    unit_of = _Unit.reader(df)
    for n, (key, row) in enumerate(_records(df)):
        estimate = _estimate(key, row)
        if estimate is None:
            without_range += 1
            continue
        unit = _text(row, "unit")
        style = _finding_style(row) if "claim" in row else _CLAIM
        label = _label(key, row, one_claim=one_claim)
        drawn = _row(label, estimate, unit_of(unit), room, style)
        shown.append(drawn._replace(at=n))
        own = set(_text(row, "attributed_to").split(";"))
        alike: dict[tuple[object, ...], list[_Found]] = {}
        for name, finding in findings.get(key, ()):
            value = _estimate(name, finding)
            if value is None:
                continue
            if name in inputs:
                added_up += 1
            elif _text(finding, "unit") not in {"", unit}:
                other_units += 1
            else:
                alike.setdefault(_alike(name, finding, value), []).append(
                    _Found(name, finding, value)
                )
        shown += [
            _found_row(its, unit_of(unit), room)._replace(at=n)
            for its in sorted(alike.values(), key=lambda its: _as_on_the_page(its, own))
        ]
    notes = [f"{_rows(without_range)} without a range not drawn"] if without_range else []
    if added_up:
        inputs_words = "1 figure" if added_up == 1 else f"{added_up} figures"
        notes.append(f"{inputs_words} not drawn (their sum or ranking is)")
    if other_units:
        notes.append(f"{_rows(other_units)} in another unit not drawn")
    return shown, notes


def _row(label: str, estimate: Estimate, unit: _Unit, room: _Room, style: _Style) -> _Row:
    value = _wrapped(estimate.in_words(unit.words(estimate.best)), room.value)
    return _Row(_wrapped(label, room.label), value, (estimate,), style, unit)


def _alike(name: Hashable, finding: Mapping[Hashable, Any], value: Estimate) -> tuple[object, ...]:
    """Return what findings have in common that stand in one row."""
    if not _text(finding, "origin_name"):
        return (name,)
    has_end = value.lower is None or value.upper is None
    facts = (_text(finding, word) for word in ("origin_name", "coverage", "relation"))
    return (*facts, _decides(finding), has_end)


def _as_on_the_page(its: Sequence[_Found], credited: set[str]) -> tuple[bool, bool, int]:
    """Return what rows are sorted by: what counts, the credited body, who reports most."""
    finding = its[0].row
    is_own = not credited.isdisjoint(_text(finding, "origin").split(";"))
    return not _decides(finding), not is_own, -len(its)


def _found_row(its: Sequence[_Found], unit: _Unit, room: _Room) -> _Row:
    """Return one row of what a body reports."""
    first = its[0]
    style = _finding_style(first.row)
    if len(its) == 1:
        label = _source(first.key, first.row)
        return _row(_up(label), first.estimate, unit, room, style)
    who, comma, rest = _source(first.key, {**first.row, "period": ""}).partition(", ")
    estimates = tuple(each.estimate for each in its)
    ends = [v for e in estimates for v in (e.lower, e.best, e.upper) if v is not None]
    words = Estimate(low=min(ends), high=max(ends)).in_words(unit.words(None))
    label = _up(f"{who}, {len(its)} figures{comma}{rest}")
    return _Row(_wrapped(label, room.label), _wrapped(words, room.value), estimates, style, unit)


def _up(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _decides(finding: Mapping[Hashable, Any]) -> bool:
    return _truth(finding, "decides")


def _finding_style(finding: Mapping[Hashable, Any]) -> _Style:
    """Return how a finding is drawn: filled if it counts toward a verdict, else hollow."""
    if "decides" not in finding:
        return _FINDING
    return _COUNTS if _decides(finding) else _ASIDE


def _by_claim(
    evidence: pd.DataFrame | None,
) -> tuple[dict[Hashable, list[tuple[Hashable, Mapping[Hashable, Any]]]], set[str]]:
    """Return the findings on each claim, and which of them another one adds up."""
    grouped: dict[Hashable, list[tuple[Hashable, Mapping[Hashable, Any]]]] = {}
    inputs: set[str] = set()
    if evidence is not None:
        for key, row in _records(evidence):
            grouped.setdefault(row["claim"], []).append((key, row))
            inputs.update(_text(row, "inputs").split(";"))
    return grouped, inputs


def _records(df: pd.DataFrame) -> Iterator[tuple[Hashable, Mapping[Hashable, Any]]]:
    return zip(df.index, df.to_dict("records"), strict=True)


def _estimate(key: Hashable, row: Mapping[Hashable, Any]) -> Estimate | None:
    bounds = {name: _number(row[name]) for name in ("low", "best", "high")}
    if all(value is None for value in bounds.values()):
        return None
    interpreted = _text(row, "interpreted").split(";")
    try:
        return Estimate(
            low=bounds["low"],
            best=bounds["best"],
            high=bounds["high"],
            low_open=_truth(row, "low_open"),
            high_open=_truth(row, "high_open"),
            interpreted=tuple(side for side in ("low", "high") if side in interpreted),
            level=_number(row.get("level")),
        )
    except ValueError as error:
        message = f"{key}: {error}"
        raise UsageError(message) from None


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _truth(row: Mapping[Hashable, Any], name: str) -> bool:
    value = row.get(name)
    return not pd.isna(value) and bool(value)


def _text(row: Mapping[Hashable, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value)


def _label(key: Hashable, row: Mapping[Hashable, Any], *, one_claim: bool) -> str:
    if "claim" not in row:
        return _text(row, "statement") or str(key)
    return _source(key, row) if one_claim else f"{row['claim']}: {_source(key, row)}"


def _source(key: Hashable, row: Mapping[Hashable, Any]) -> str:
    """Name a finding by its source, its dates and what it counts beside its claim."""
    coverage = _text(row, "coverage")
    facts = [
        _text(row, "origin_name").replace(";", " and ") or _printed(row) or str(key),
        _when(_text(row, "period")),
        "" if coverage in {"", "same"} else COVERAGES[coverage].phrase,  # type: ignore[index] # one of four words
    ]
    return ", ".join(fact for fact in facts if fact)


def _printed(row: Mapping[Hashable, Any]) -> str:
    """Say where a number of unknown origin was printed, in words where the frame has them."""
    return next((said for name in _PRINTED if (said := _text(row, name))), "")


_PRINTED = ("publisher", "source_title", "source")


def _when(edtf: str) -> str:
    """Say dates in words; a text that is none of our dates stays as it is."""
    try:
        return Period(edtf=edtf, holds="cumulative").in_words() if edtf else ""
    except ValueError:
        return edtf


@lru_cache(maxsize=8192)  # a page is measured before it is drawn
def _wrapped(text: str, columns: int) -> str:
    """Wrap a text into as few lines as the columns allow, each about as long as the others."""
    lines = _lines(text, columns)
    for narrower in range(columns - 1, columns // 2, -1):
        tried = _lines(text, narrower)
        cut = tried[-1].endswith(_CUT) and not lines[-1].endswith(_CUT)
        if len(tried) > len(lines) or cut or max(map(len, text.split())) > narrower:
            break
        lines = tried
    return "\n".join(lines)


def _lines(text: str, columns: int) -> list[str]:
    return textwrap.wrap(text, columns, max_lines=_MOST_LINES, placeholder=_CUT) or [text]


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _bounded(rows: list[_Drawn], left_out: list[str], ax: Axes | None) -> list[_Drawn]:
    """Return the first rows, as many as one drawing takes; warn of the others and note them."""
    edges = [*accumulate(map(_height, rows))]
    if ax is not None or edges[-1] <= _TALLEST:
        return rows
    most = max(sum(edge <= _TALLEST for edge in edges), 1)
    left_out.append(f"{_rows(len(rows) - most)} more not drawn")
    message = (
        f"found {_rows(len(rows))}, which need {edges[-1]:.0f} inches; expected {_TALLEST} at "
        f"most; the first {most} are drawn; draw a part at a time, for example a topic, or let "
        "afpak-claims plot write several pages"
    )
    warnings.warn(message, stacklevel=3)
    return rows[:most]


def _axes(ax: Axes | None, rows: Sequence[_Row | _Span]) -> tuple[Axes, float]:
    """Return the axes, plain but for the grid, and the size of type that their height allows."""
    plt = _pyplot()
    inches = sum(map(_height, rows))
    font = _FONT
    if ax is None:
        _, ax = plt.subplots(figsize=(_WIDTH + 2, inches + 1.5), layout="constrained")
    else:
        font = max(_FONT * min(ax.bbox.height / ax.figure.dpi / inches, 1), _SMALLEST_FONT)
    assert ax is not None  # noqa: S101 - one was given or made
    ax.spines[["top", "left", "right"]].set_visible(False)
    ax.grid(visible=True, axis="x", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0, pad=_ROOM_FOR_ARROWS)
    ax.tick_params(axis="x", labelsize=_FONT, colors=_INK)
    return ax, font


def _rows_down(axes: Axes, rows: Sequence[_Row | _Span], font: float) -> list[float]:
    """Give each row the height that its lines need, from the top down, and write beside it."""
    edges = [0.0]
    for height in map(_height, rows):
        edges.append(edges[-1] + height)
    places = [(above + below) / 2 for above, below in pairwise(edges)]
    axes.set_yticks(places)
    labels = axes.set_yticklabels([row.label for row in rows], fontsize=font, color=_INK)
    for text in labels:
        text.set_parse_math(False)
    for row, y in zip(rows, places, strict=True):
        axes.annotate(
            row.value,
            (1, y),
            xycoords=axes.get_yaxis_transform(),
            xytext=(_ROOM_FOR_ARROWS, 0),
            textcoords="offset points",
            va="center",
            fontsize=font,
            color=_INK,
            parse_math=False,
            annotation_clip=False,
        )
    axes.set_ylim(edges[-1], 0)
    return places


def _scale(
    axes: Axes, estimates: Sequence[Estimate], *, from_zero: bool = False, ranked: bool = False
) -> None:
    """Choose the scale and the limits: room for every bound, and for an arrow beyond it."""
    from matplotlib import ticker

    values = [v for e in estimates for v in (e.low, e.best, e.high) if v is not None]
    least, greatest = min(values), max(values)
    positive = [value for value in values if value > 0]
    if ranked:
        axes.set_xlim(0.5, greatest + 0.5)
        axes.xaxis.set_major_locator(ticker.MaxNLocator(10, integer=True))
    elif not from_zero and least >= 0 and positive and needs_log_scale(min(positive), greatest):
        first = min(positive)
        if least > 0:
            axes.set_xscale("log")
        else:
            axes.set_xscale("symlog", linthresh=first, linscale=0.5)
        axes.set_xlim(first / 1.8 if least > 0 else -first / 4, greatest * 1.8)
        decades = math.log10(greatest / first)
        if least > 0:
            subs = next(steps for most, steps in _TICKS if decades <= most)
            axes.xaxis.set_major_locator(ticker.LogLocator(subs=subs, numticks=6))
        axes.xaxis.set_minor_locator(ticker.NullLocator())
    else:
        room = (greatest - min(least, 0)) * 0.12 or 1
        right = max(greatest, 0) + room
        if from_zero and least >= 0:  # as on the page
            claim, *found = estimates
            right = scale_from_zero(claim, found).high
        axes.set_xlim(min(least, 0) - room / 6, right)
        axes.xaxis.set_major_locator(ticker.MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: format_number(value)))


def _set_claims_apart(axes: Axes, rows: Sequence[_Row], places: Sequence[float]) -> None:
    """Head the findings on each claim with its statement in bold, below a thin line."""
    if len({row.is_claim for row in rows}) == 1:
        return
    for row, y, label in zip(rows, places, axes.get_yticklabels(), strict=True):
        if row.is_claim:
            label.set_fontweight("bold")
            top = y - _height(row) / 2
            if top > 0:
                axes.axhline(top, color="#cccccc", linewidth=0.6)


def _draw_bands(axes: Axes, rows: Sequence[_Row], places: Sequence[float], marks: _Marks) -> None:
    """Carry the range of each claim on through the rows of its findings."""
    from matplotlib.patches import Rectangle

    left, right = axes.get_xlim()
    for n, (row, y) in enumerate(zip(rows, places, strict=True)):
        own = next((m for m in range(n + 1, len(rows)) if rows[m].is_claim), len(rows))
        if not row.is_claim or own == n + 1:
            continue
        (estimate,) = row.estimates
        lower, upper = estimate.lower, estimate.upper
        start, end = left if lower is None else lower, right if upper is None else upper
        bottom = places[own - 1] + _height(rows[own - 1]) / 2
        look: dict[str, Any] = {"facecolor": _BAND_COLOUR, "linewidth": 0}
        if start == end:  # a single number has no width of its own
            look = {"edgecolor": _BAND_COLOUR, "linewidth": 3}
        axes.add_patch(Rectangle((start, y), end - start, bottom - y, zorder=0.6, **look))
        marks.add(_BAND, _patch(_CLAIM._replace(tint=_BAND_COLOUR, colour=_BAND_COLOUR)))


def _draw_range(axes: Axes, row: _Row, y: float, marks: _Marks) -> None:
    for estimate in row.estimates:
        _draw_estimate(axes, estimate, y, row.style, marks)


def _draw_estimate(axes: Axes, estimate: Estimate, y: float, style: _Style, marks: _Marks) -> None:
    lower, upper = estimate.lower, estimate.upper
    if lower is None or lower != upper:
        left, right = axes.get_xlim()
        ends = (left if lower is None else lower, right if upper is None else upper)
        for start, end, is_hatched in _stretches(axes, estimate, *ends):
            _bar(axes, (start, end), y, _hatched(style) if is_hatched else style)
        _ends(axes, estimate, y, style)
        _arrows(axes, (lower, upper), y, style, marks)
    if estimate.best is not None:
        face = style.colour if style.is_filled else "white"
        axes.plot(
            estimate.best, y, style.shape, color=style.colour, mfc=face, markersize=7, zorder=4
        )
    _explain(estimate, style, marks)


def _hatched(style: _Style) -> _Style:
    return style._replace(tint="white", hatch=_HATCH)


def _stretches(
    axes: Axes, estimate: Estimate, left: float, right: float
) -> Iterator[tuple[float, float, bool]]:
    """Return the parts of a bar in the values of the axis, and whether each is hatched."""
    across = axes.transScale + axes.transLimits

    def percent(value: float) -> float:
        return float(across.transform((value, 0))[0]) * 100

    def value(place: float) -> float:
        return float(across.inverted().transform((place / 100, 0))[0])

    first, last = percent(left), percent(right)
    parts = [(start, start + width, True) for start, width in hatched(estimate, first, last)]
    if len(parts) > 1:
        parts = [(first, last, True)]  # two halves side by side are one stretch
    inner = [first, *(edge for start, end, _ in parts for edge in (start, end)), last]
    parts += [
        (start, end, False)
        for start, end in zip(inner[::2], inner[1::2], strict=True)
        if end - start > _NO_WIDTH
    ]
    for start, end, is_hatched in sorted(parts):
        yield (
            left if start == first else value(start),
            right if end == last else value(end),
            is_hatched,
        )


def _bar(axes: Axes, ends: tuple[float, float], y: float, style: _Style) -> None:
    from matplotlib.patches import Rectangle

    start, end = ends
    axes.add_patch(
        Rectangle(
            (start, y - style.half),
            end - start,
            2 * style.half,
            facecolor=style.tint,
            edgecolor=style.colour,
            hatch=style.hatch,
            linewidth=1,
            zorder=3,
        )
    )


def _ends(axes: Axes, estimate: Estimate, y: float, style: _Style) -> None:
    """Mark each end that has a bound: a line across, or a hollow mark where it is excluded."""
    for value, is_open in (
        (estimate.lower, estimate.low_open),
        (estimate.upper, estimate.high_open),
    ):
        if value is None or value == estimate.best:
            continue
        if is_open:
            axes.add_line(_hollow(style.colour, ([value], [y])))
        else:
            reach = style.half + 0.035
            axes.plot([value] * 2, [y - reach, y + reach], color=style.colour, lw=2, zorder=5)


def _hollow(colour: str, at: tuple[list[float], list[float]] = ([], [])) -> Line2D:
    from matplotlib.lines import Line2D

    return Line2D(*at, color=colour, marker="D", mfc="white", ls="", markersize=6, zorder=5)


def _arrows(
    axes: Axes, ends: tuple[float | None, float | None], y: float, style: _Style, marks: _Marks
) -> None:
    """Point out of the picture at each end without a bound."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    inches = axes.figure.dpi_scale_trans
    for value, shape, edge in zip(ends, "<>", (0, 1), strict=True):
        if value is None:
            outwards = ScaledTranslation((edge - 0.5) * style.arrow / 72, 0, inches)
            across = axes.get_yaxis_transform() + outwards
            drawn: dict[str, Any] = {
                "transform": across,
                "clip_on": False,
                "markersize": style.arrow,
                "zorder": 4,
            }
            axes.plot(edge, y, shape, color=style.colour, **drawn)
            marks.add(_GOES_ON, Line2D([], [], color=_PALE, marker=shape, ls="", markersize=8))


def _explain(estimate: Estimate, style: _Style, marks: _Marks) -> None:
    """Put into the legend what the marks of a row mean."""
    from matplotlib.lines import Line2D

    shape: dict[str, Any] = {"marker": style.shape, "markersize": 7}
    shape["mfc"] = style.colour if style.is_filled else "white"
    width = style.half * 144
    marks.add(style.meaning, Line2D([], [], color=style.tint, mec=style.colour, lw=width, **shape))
    if estimate.low_open or estimate.high_open:
        marks.add(_EXCLUDED, _hollow(_PALE))
    if estimate.interpreted:
        marks.add(_CONVENTION, _patch(_hatched(style)._replace(colour=_PALE)))


def _patch(style: _Style) -> Artist:
    from matplotlib.patches import Patch

    return Patch(facecolor=style.tint, edgecolor=style.colour, hatch=style.hatch)


def _quantity(df: pd.DataFrame, rows: Sequence[_Row]) -> str:
    """Say what the axis counts."""
    units = {row.unit for row in rows}
    if {unit.id for unit in units} == {""} and "claim" in df.columns:
        claims = df["claim"].unique()
        return f"on {claims[0]}, in its unit" if len(claims) == 1 else "in the unit of each claim"
    return units.pop().words(None) if len(units) == 1 else "each row in its own unit"


def _scale_words(axes: Axes) -> str:
    scale = axes.get_xscale()
    if scale == "linear":
        return ""
    if scale == "log":
        return ", logarithmic scale"
    first = axes.xaxis.get_transform().linthresh  # type: ignore[attr-defined] # symlog has it
    return f", logarithmic scale from {format_number(first)} on"


def _legend(axes: Axes, marks: _Marks, room: _Room) -> None:
    meanings = [meaning for meaning in _LEGEND if meaning in marks.by_meaning]
    axes.legend(
        [marks.by_meaning[meaning] for meaning in meanings],
        meanings,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=room.legend,
        fontsize=8,
        frameon=False,
        borderaxespad=0.3,
    )


def _provenance(frames: Sequence[pd.DataFrame]) -> str:
    """Return where the rows of a picture come from; rows that were changed claim no source."""
    stamp = frames[0].attrs.get("afpak_claims")
    if not stamp:
        return "Source: not recorded in the frame."
    citation = str(stamp["citation"]).replace(stamp["digest"], stamp["digest"][:19])
    for frame in frames:
        known = frame.attrs.get("afpak_claims")
        if isinstance(known, Provenance) and not known.covers(frame):
            return f"With rows that were changed or added after they were loaded from: {citation}"
    return f"Source: {citation}"


def _stamp(
    axes: Axes, frames: Sequence[pd.DataFrame], left_out: Sequence[str], room: _Room
) -> None:
    """Write one line below the axis: where the picture comes from, and what is not in it."""
    lines = textwrap.wrap(_provenance(frames), room.stamp)
    lines += [f"{'; '.join(left_out)}."] if left_out else []
    axes.annotate(
        "\n".join(lines),
        (1, 0),
        xycoords="axes fraction",
        xytext=(0, -38),
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=7,
        color=_PALE,
        parse_math=False,
        annotation_clip=False,
    )


def _spans(df: pd.DataFrame, room: _Room) -> Iterator[_Span]:
    """Return the rows that have a date."""
    _pyplot()
    for n, (key, row) in enumerate(_records(df)):
        start, end = _day(row["start"], 0), _day(row["end"], 1)
        if start is None and end is None:
            continue
        label = _wrapped(_label(key, row, one_claim=False), room.label)
        when = _wrapped(_when(_text(row, "period") or _dates(row)), room.value)
        holds = _text(row, "holds")
        yield _Span(label, when, start, end, holds if holds in _HOLDS else "", n)


def _day(value: Any, days_on: int) -> float | None:
    """Return a day as matplotlib counts days; the last day of a span runs to its midnight."""
    from matplotlib.dates import date2num

    if pd.isna(value):
        return None
    day = date2num(pd.Timestamp(value).to_pydatetime())  # type: ignore[no-untyped-call] # by matplotlib
    return float(day) + days_on


def _dates(row: Mapping[Hashable, Any]) -> str:
    start, end = (
        ".." if pd.isna(row[name]) else pd.Timestamp(row[name]).date().isoformat()
        for name in ("start", "end")
    )
    return start if start == end else f"{start}/{end}"


def _date_scale(axes: Axes, spans: Sequence[_Span]) -> None:
    from matplotlib import dates

    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    room = max((max(days) - min(days)) * 0.06, 1)
    # The calendar of matplotlib begins with the year 1 and ends with 9999.
    first, last = (dates.date2num(day) for day in (dt.date.min, dt.date.max))  # type: ignore[no-untyped-call] # by matplotlib
    axes.set_xlim(max(min(days) - room, first), min(max(days) + room, last))
    locator = dates.AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call] # by matplotlib
    axes.xaxis.set_major_locator(locator)
    formatter = dates.ConciseDateFormatter(locator)  # type: ignore[no-untyped-call] # likewise
    axes.xaxis.set_major_formatter(formatter)
    axes.xaxis.get_offset_text().set_fontsize(_FONT)


def _draw_span(axes: Axes, span: _Span, y: float, marks: _Marks) -> None:
    style = _HOLDS[span.holds]
    left, right = axes.get_xlim()
    start = left if span.start is None else span.start
    end = right if span.end is None else span.end
    shortest = (right - left) * 0.004
    _bar(axes, (start, max(end, start + shortest)), y, style)
    marks.add(style.meaning, _patch(style))
    _arrows(axes, (span.start, span.end), y, style, marks)
