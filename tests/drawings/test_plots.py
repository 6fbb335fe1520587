"""Charts: pictures compared with kept ones, and what every picture must say."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import findSystemFonts, fontManager
from matplotlib.testing.compare import compare_images

import afpak_claims as ac
from afpak_claims.drawings import fonts, plots
from afpak_claims.errors import UsageError
from afpak_claims.frames.frames import claims_frame, evidence_frame
from conftest import GOOD, ROOT
from examples import examples
from strategies import estimates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from subprocess import CompletedProcess

    from afpak_claims.evidence.dataset import Dataset
    from afpak_claims.records.estimates import Estimate

GOLDEN = ROOT / "tests" / "golden"
REGENERATE = "PYTHONPATH=src:tests python tests/drawings/test_plots.py"
TOLERANCE = 0.5
"""Root mean square over all pixels, of 255; the smallest change below makes more."""


@pytest.fixture(autouse=True)
def plain_style() -> Iterator[None]:
    """Draw without a screen and in matplotlib's own style, and close every picture."""
    mpl.use("Agg")
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["text.hinting"] = "none"
        yield
    plt.close("all")


def ranges() -> Axes:
    """Draw every figure of the fabricated world with its findings."""
    return ac.plot_ranges(ac.load_figures(path=GOOD), evidence=ac.load_evidence(path=GOOD))


def ranges_of_one_unit() -> Axes:
    """Draw ranges of one unit to a linear scale, one with a best value and a convention."""
    frame = pd.DataFrame(
        {
            "low": [2.0, 4.5, None],
            "best": [3.0, None, 5.0],
            "high": [None, 5.0, 7.0],
            "high_open": [None, True, False],
            "interpreted": ["low", "low", None],
            "unit": "percent",
        },
        index=["best above a convention", "nearly five", "from five to seven, and $5 for $6"],
    )
    return ac.plot_ranges(frame)


def findings() -> Axes:
    """Draw the findings on two claims by themselves."""
    return ac.plot_ranges(ac.load_evidence(path=GOOD, metric="people_displaced"))


def timeline() -> Axes:
    """Draw the dates of the fabricated world."""
    return ac.plot_timeline(ac.load_claims(path=GOOD))


def beside() -> Axes:
    """Draw both on small axes of a reader's own."""
    _, (left, right) = plt.subplots(1, 2, figsize=(11, 5), layout="constrained")
    ac.plot_timeline(ac.load_figures(path=GOOD, undated="include"), right)
    return ac.plot_ranges(ac.load_figures(path=GOOD), left)


PICTURES: list[Callable[[], Axes]] = [ranges, ranges_of_one_unit, findings, timeline, beside]


def save(axes: Axes, path: Path) -> None:
    """Write the shapes of a figure; its type, which each matplotlib sets anew, is tested apart."""
    figure = axes.figure
    figure.set_layout_engine("none")  # type: ignore[union-attr] # the data of the test has it
    for n, each in enumerate(figure.axes):
        share = 0.96 / len(figure.axes)
        each.set_position((0.02 + n * share, 0.04, share * 0.94, 0.92))
        each.get_legend().remove()  # type: ignore[union-attr] # the data of the test has it
        for text in [*each.texts, *each.get_yticklabels(), *each.get_xticklabels()]:
            text.set_visible(False)
        each.xaxis.label.set_visible(False)
        each.xaxis.get_offset_text().set_visible(False)
    figure.savefig(path, dpi=60, metadata={"Software": None})  # type: ignore[union-attr] # the data of the test has it


def texts(axes: Axes) -> str:
    """Return everything that is written in some axes."""
    legend = axes.get_legend()
    parts = [
        *axes.texts,
        *axes.get_yticklabels(),
        *(legend.get_texts() if legend else ()),
        axes.xaxis.label,
    ]
    return " ".join(" ".join(part.get_text().split()) for part in parts)


def refusal(draw: Callable[[], Axes]) -> str:
    """Return the message of a refusal."""
    with pytest.raises(UsageError) as caught:
        draw()
    return str(caught.value)


# Pictures


@pytest.mark.parametrize("draw", PICTURES, ids=lambda draw: draw.__name__)
def test_a_picture_is_the_kept_one(draw: Callable[[], Axes], tmp_path: Path) -> None:
    """The picture is what it was; a wanted change is written with the command in the message."""
    drawn = tmp_path / f"{draw.__name__}.png"
    save(draw(), drawn)
    apart = compare_images(str(GOLDEN / drawn.name), str(drawn), TOLERANCE)
    assert apart is None, f"{apart}; if it is right, run: {REGENERATE}"


@pytest.mark.parametrize(
    ("claim", "column", "value"),
    [
        ("floods-drowned", "high", 36),
        ("floods-drowned", "low_open", True),
        ("floods-displaced", "low", 3000),
        ("fields-under-water", "interpreted", None),
    ],
)
def test_the_tolerance_sees_a_changed_mark(
    tmp_path: Path, claim: str, column: str, value: object
) -> None:
    """One bound that is moved, opened or no longer hatched makes another picture."""
    changed = ac.load_figures(path=GOOD)
    changed.loc[claim, column] = value  # type: ignore[call-overload] # the data of the test has it
    drawn = tmp_path / "ranges.png"
    save(ac.plot_ranges(changed, evidence=ac.load_evidence(path=GOOD)), drawn)
    assert compare_images(str(GOLDEN / "ranges.png"), str(drawn), TOLERANCE) is not None


@pytest.mark.slow
@pytest.mark.parametrize("draw", PICTURES, ids=lambda draw: draw.__name__)
def test_no_writing_leaves_the_picture_and_no_labels_overlap(draw: Callable[[], Axes]) -> None:
    """All that is written lies in the figure, and each label ends before the next begins."""
    figure = draw().figure
    figure.canvas.draw()
    for axes in figure.axes:
        labels = axes.get_yticklabels()
        legend = axes.get_legend().get_texts()  # type: ignore[union-attr] # the data of the test has it
        left, right = axes.get_xlim()
        ticks = [tick for tick in axes.get_xticklabels() if left <= tick.get_position()[0] <= right]
        for text in (*labels, *axes.texts, *legend, *ticks, axes.xaxis.label):
            box = text.get_window_extent()
            if text.get_text():
                assert box.x0 >= -1, text
                assert box.x1 <= figure.bbox.width + 1, text
                assert box.y0 >= -1, text
                assert box.y1 <= figure.bbox.height + 1, text
        boxes = [label.get_window_extent() for label in labels]
        assert all(above.y0 >= below.y1 - 2 for above, below in pairwise(boxes))


# What a picture says


@pytest.mark.slow
@pytest.mark.parametrize("plot", [ac.plot_ranges, ac.plot_timeline])
def test_axes_are_taken_and_given_back(plot: Callable[..., Axes]) -> None:
    """The axes that came in come out; without any, new ones are made."""
    _, ax = plt.subplots()
    frame = ac.load_figures(path=GOOD)
    assert plot(frame, ax) is ax
    assert isinstance(plot(frame), Axes)


@pytest.mark.parametrize("plot", [ac.plot_ranges, ac.plot_timeline])
def test_the_source_and_the_data_version_stand_in_the_picture(
    world: Dataset, plot: Callable[..., Axes]
) -> None:
    """One line names the authors, the dataset, its version and the first digits of its digest."""
    line = (
        f"Source: Dolor Ipsum, Lorem Water Board: Claims on the floods of the Lorem "
        f"(lorem-floods, data version draft, {world.digest[:19]})."
    )
    assert line in texts(plot(claims_frame(world)))


def test_a_frame_of_your_own_has_no_source_to_name() -> None:
    """What no frame records is said to be unknown."""
    axes = ac.plot_ranges(pd.DataFrame({"low": [1], "best": [2], "high": [3]}))
    assert "Source: not recorded in the frame." in texts(axes)


def test_rows_without_a_range_are_counted(world: Dataset) -> None:
    """Assertions have no range, and the picture says how many there were."""
    assertions = len(world.select(kind="assertion").claims)
    said = texts(ac.plot_ranges(claims_frame(world)))
    assert f"{assertions} rows without a range not drawn." in said


def test_rows_without_a_date_are_counted(world: Dataset) -> None:
    """No claim without a date is dropped in silence."""
    undated = len(world.select(undated="only", include_retired=True).claims)
    assert f"{undated} rows without a date not drawn." in texts(
        ac.plot_timeline(claims_frame(world))
    )


def test_inputs_of_a_sum_are_drawn_as_the_sum(world: Dataset) -> None:
    """The sum is drawn, its two inputs are counted, and alone they are drawn."""
    frame, evidence = claims_frame(world), evidence_frame(world)
    assert "4 figures not drawn (their sum or ranking is)" in texts(
        ac.plot_ranges(frame, evidence=evidence)
    )
    assert "1990 to 1992" in texts(ac.plot_ranges(evidence))


def faces(axes: Axes) -> list[str]:
    """Return the inside of each round mark, as a finding has it, from the top down."""
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    marks.sort(key=lambda line: float(line.get_ydata()[0]))  # type: ignore[arg-type,index] # drawn from lists
    return [str(line.get_markerfacecolor()) for line in marks]


def test_what_counts_toward_the_verdict_is_filled_and_comes_first() -> None:
    """A finding that does not count is hollow and stands below those that do."""
    claim = pd.DataFrame({"low": [5.0], "best": None, "high": None, "unit": "people"}, index=["a"])
    found = pd.DataFrame(
        {"claim": "a", "low": None, "best": [4.0, 3.0], "high": None, "decides": [False, True]}
    )
    axes = ac.plot_ranges(claim, evidence=found)

    assert faces(axes) == ["#D55E00", "white"]
    assert "a figure found that counts toward the verdict" in texts(axes)
    assert "a figure found that counts a part or something else" in texts(axes)


def test_a_body_that_reports_often_has_one_row_and_the_credited_one_is_first(
    draft: Dataset,
) -> None:
    """Rows are those of the page: what counts, then the credited body, then who reports most."""
    dataset = draft.select(metric="civilians_killed", attributed_to="unama")
    axes = ac.plot_ranges(claims_frame(dataset), evidence=evidence_frame(dataset))
    labels = [" ".join(label.get_text().split()) for label in axes.get_yticklabels()]

    assert labels[1] == "UNAMA, January 2009 to June 2021"
    assert labels[2].startswith("UNAMA, 15 figures")
    assert sum("UNAMA" in label for label in labels) == 4


def test_a_ranking_begins_at_the_first_place(draft: Dataset) -> None:
    """No year is in place nought."""
    dataset = draft.select(topic="militant-violence", kind="figure", verdict="contradicted")
    axes = ac.plot_ranges(claims_frame(dataset), evidence=evidence_frame(dataset))

    assert axes.get_xlim() == (0.5, 10.5)
    assert axes.get_xlabel() == "place among the years, 1 the most"


def test_a_second_frame_is_told_where_it_belongs(world: Dataset) -> None:
    """The findings are passed by name."""
    frame = claims_frame(world)
    assert "evidence=findings" in refusal(lambda: ac.plot_ranges(frame, evidence_frame(world)))  # type: ignore[arg-type] # on purpose
    assert "one frame at a time" in refusal(lambda: ac.plot_timeline(frame, frame))  # type: ignore[arg-type] # on purpose


def test_the_range_of_a_claim_goes_on_as_a_band_through_its_findings(draft: Dataset) -> None:
    """From its bound to the edge of the picture, and as far down as the last finding."""
    dataset = draft.select(metric="drone_strikes")
    axes = ac.plot_ranges(claims_frame(dataset), evidence=evidence_frame(dataset))
    band = max(axes.patches, key=lambda patch: patch.get_height())  # type: ignore[attr-defined] # a rectangle

    assert band.get_x() == 430  # type: ignore[attr-defined] # likewise
    assert band.get_x() + band.get_width() == axes.get_xlim()[1]  # type: ignore[attr-defined] # likewise
    assert band.get_y() + band.get_height() > max(axes.get_yticks())  # type: ignore[attr-defined] # likewise


def test_findings_are_named_by_who_counted(draft: Dataset) -> None:
    """Names of origins stand beside the marks, and no id of a source."""
    dataset = draft.select(topic="drone-strikes", kind="figure")
    frame = evidence_frame(dataset)
    labels = " ".join(
        label.get_text().replace("\n", " ")
        for label in ac.plot_ranges(claims_frame(dataset), evidence=frame).get_yticklabels()
    )

    assert "The Bureau of Investigative Journalism, 2004 to 2018" in labels
    assert not [source for source in set(frame["source"]) if source in labels]


def test_another_unit_is_not_drawn_on_the_scale_of_the_claim() -> None:
    """Incidents have no place on a scale of people; they are counted below."""
    claim = pd.DataFrame({"low": [5.0], "best": None, "high": None, "unit": "people"}, index=["a"])
    found = pd.DataFrame(
        {
            "claim": "a",
            "low": None,
            "best": [4.0, 900.0],
            "high": None,
            "unit": ["people", "clashes"],
        }
    )
    axes = ac.plot_ranges(claim, evidence=found)

    assert len(axes.get_yticks()) == 2
    assert "1 row in another unit not drawn." in texts(axes)


def test_a_single_claim_with_its_findings_is_drawn_from_zero() -> None:
    """The distance from the edge of the band is then the difference, however small a part is."""
    claim = pd.DataFrame({"low": [500.0], "best": None, "high": None}, index=["a"])
    found = pd.DataFrame({"claim": "a", "low": None, "best": [4.0, 450.0], "high": None})
    axes = ac.plot_ranges(claim, evidence=found)

    assert axes.get_xscale() == "linear"
    assert axes.get_xlim()[0] <= 0
    assert axes.get_xlim()[1] == pytest.approx(500 / 0.64)  # the edge stands where the page has it


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"low": 5, "low_open": True}, {"the end itself is excluded", "no end is given"}),
        ({"low": 5, "interpreted": "low"}, {"read from a phrase", "no end is given"}),
        ({"high": 5}, {"no end is given"}),
        ({"low": 5, "high": 6}, set()),
        ({"best": 5}, set()),
    ],
)
def test_the_legend_explains_the_marks_that_there_are(row: dict[str, Any], said: set[str]) -> None:
    """A mark is explained where it is drawn, and only there."""
    every = {"the end itself is excluded", "no end is given", "read from a phrase"}
    frame = pd.DataFrame([{"low": None, "best": None, "high": None, **row}])
    written = texts(ac.plot_ranges(frame))
    assert {meaning for meaning in every if meaning in written} == said


@pytest.mark.parametrize(
    ("values", "scale"), [([1, 29], "linear"), ([1, 30], "log"), ([0, 1, 30], "symlog")]
)
def test_the_scale_is_logarithmic_where_the_span_needs_it(values: list[int], scale: str) -> None:
    """Less than thirty times is drawn to a linear scale; a zero keeps its place on the other."""
    axes = ac.plot_ranges(pd.DataFrame({"low": None, "best": values, "high": None}))
    assert axes.get_xscale() == scale
    assert ("logarithmic" in axes.get_xlabel()) == (scale != "linear")


@given(rows=st.lists(estimates(st.integers(-5, 10**7)), min_size=1, max_size=4))
@settings(max_examples=examples(40), deadline=None)
def test_every_bound_and_the_words_of_every_range_are_in_the_picture(rows: list[Estimate]) -> None:
    """Whatever the ranges are, no bound falls outside the axes and no range goes unsaid."""
    columns = ("low", "best", "high", "low_open", "high_open", "level")
    frame = pd.DataFrame([{name: getattr(row, name) for name in columns} for row in rows])
    frame["interpreted"] = [";".join(row.interpreted) for row in rows]
    axes = ac.plot_ranges(frame)
    left, right = axes.get_xlim()
    given_bounds = [b for row in rows for b in (row.low, row.best, row.high) if b is not None]
    written = texts(axes)
    plt.close(axes.get_figure())  # type: ignore[arg-type] # a figure, made by plot_ranges

    assert left < min(given_bounds) <= max(given_bounds) < right
    assert all(row.in_words() in written for row in rows)


def test_a_timeline_of_your_own_is_sorted_and_dated() -> None:
    """Open starts come first, then each first day; dates are said as they are, or computed."""
    frame = pd.DataFrame(
        {
            "start": pd.to_datetime(["1970-01-02", "1970-01-01", None, "1969-12-31"]),  # type: ignore[arg-type] # the data of the test has it
            "end": pd.to_datetime(["1970-01-02", None, "1971-05-06", "1970-02-01"]),  # type: ignore[arg-type] # the data of the test has it
            "period": [None, None, None, "the winter of that year"],
        },
        index=["second", "epoch", "open", "before"],
    )
    axes = ac.plot_timeline(frame)
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["open", "before", "epoch", "second"]
    beside = [text.get_text().replace("\n", " ") for text in axes.texts[:4]]
    assert beside == [
        "until 6 May 1971",
        "the winter of that year",
        "from 1 January 1970 on",
        "2 January 1970",
    ]


def test_a_long_label_is_wrapped_and_cut() -> None:
    """Forty-four columns and five lines at most, whatever a statement says."""
    frame = pd.DataFrame({"low": [1], "best": [1], "high": [1], "statement": ["many words " * 60]})
    (label,) = ac.plot_ranges(frame).get_yticklabels()
    lines = label.get_text().splitlines()
    assert len(lines) == 5
    assert max(map(len, lines)) <= 44
    assert lines[-1].endswith("…")


# What cannot be drawn


def test_missing_columns_are_named() -> None:
    """The message names them and a function whose frames have them."""
    frame = pd.DataFrame({"low": [1]})
    assert refusal(lambda: ac.plot_ranges(frame)) == (
        "found a frame without best, high; expected the columns low, best, high; "
        "pass a frame such as that of load_figures or load_evidence"
    )
    assert refusal(lambda: ac.plot_timeline(frame)) == (
        "found a frame without start, end; expected the columns start, end; "
        "pass a frame such as that of load_claims"
    )


def test_a_frame_with_nothing_to_draw_is_refused(world: Dataset) -> None:
    """An empty picture says nothing, so there is none."""
    empty = claims_frame(world.select(kind="assertion", undated="only"))
    assert refusal(lambda: ac.plot_ranges(empty)) == (
        "found no row with a range; expected low, best or high; select other claims"
    )
    assert refusal(lambda: ac.plot_timeline(empty)) == (
        "found no row with a date; expected start or end; select other claims"
    )


def test_evidence_of_another_version_is_refused(world: Dataset, draft: Dataset) -> None:
    """Claims and findings of one picture are of one data version."""
    assert refusal(lambda: ac.plot_ranges(claims_frame(world), evidence=evidence_frame(draft))) == (
        "found claims and evidence of different data versions; expected one; "
        "load both with the same version"
    )


def test_a_range_that_contradicts_itself_is_named() -> None:
    """A low bound above the high one is no range, and its row is named."""
    frame = pd.DataFrame({"low": [3], "best": [None], "high": [2]}, index=["upside-down"])
    assert refusal(lambda: ac.plot_ranges(frame)).startswith("upside-down: found low 3, high 2;")


@pytest.mark.slow
def test_without_matplotlib_the_extra_is_named() -> None:
    """A user without the extra is told what to install, whichever plot is wanted."""
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import afpak_claims as ac\n"
        f"frame = ac.load_figures(path={str(GOOD)!r})\n"
        "for plot in (ac.plot_ranges, ac.plot_timeline):\n"
        "    try: plot(frame)\n"
        "    except ac.UsageError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == 2 * (
        "found no matplotlib; expected it for plots; "
        "install it with: pip install 'afpak-claims[plot]'\n"
    )


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    mpl.use("Agg")
    mpl.rcParams["text.hinting"] = "none"
    for picture in PICTURES:
        save(picture(), GOLDEN / f"{picture.__name__}.png")


@pytest.mark.slow
def test_a_drawing_of_a_thousand_rows_is_bounded_with_a_warning() -> None:
    """No viewer opens a taller picture: the first rows are drawn, and the others are counted."""
    many = pd.concat([ac.load_figures()] * 60, ignore_index=True)
    with pytest.warns(UserWarning, match=r"found 1140 rows, which need \d+ inches; expected 100"):
        axes = ac.plot_ranges(many)
    drawn = len(axes.get_yticks())
    assert 100 < drawn < 1140
    assert axes.figure.bbox.height / axes.figure.dpi < 102
    notes = [text.get_text() for text in axes.texts]
    assert any(f"{1140 - drawn} rows more not drawn." in text for text in notes)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["ranges", "timeline"])
def test_a_thousand_rows_are_cut_into_pages(what: str) -> None:
    """Each page fits on one drawing, and together they have every row once, in their order."""
    frame = ac.load_figures() if what == "ranges" else ac.load_claims()
    many = pd.concat([frame] * (60 if what == "ranges" else 8), ignore_index=True)
    cut = plots.range_pages if what == "ranges" else plots.timeline_pages
    pages = cut(many)
    assert len(pages) > 1
    assert sorted(n for page in pages for n in page.index) == list(many.index)
    draw = ac.plot_ranges if what == "ranges" else ac.plot_timeline
    axes = draw(pages[-1])  # a taller one would warn
    assert axes.figure.bbox.height / axes.figure.dpi <= 102


@pytest.mark.slow
def test_the_command_writes_a_page_for_each_part(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one drawing would be too tall, the second is beside it with a number in its name."""
    monkeypatch.setattr(plots, "_TALLEST", 4)
    done = run("plot", "ranges", "--path", GOOD, "--output", tmp_path / "drawn.svg")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[0] == "drawn-2.svg"
    assert names[-1] == "drawn.svg"
    assert f"on {len(names)} pages, drawn.svg to drawn-{len(names)}.svg" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["svg", "png", "pdf"])
def test_pages_of_an_earlier_drawing_do_not_stay_behind_a_shorter_one(
    run: Callable[..., CompletedProcess[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    extension: str,
) -> None:
    """What the same command drew before is deleted and named; a picture of one's own stays."""
    output = tmp_path / f"drawn.{extension}"
    with monkeypatch.context() as patched:
        patched.setattr(plots, "_TALLEST", 4)
        run("plot", "ranges", "--path", GOOD, "--output", output)
    before = sorted(tmp_path.iterdir())
    own = tmp_path / f"drawn-{len(before) + 1}.{extension}"
    own.write_bytes(b"a picture of somebody")

    done = run("plot", "ranges", "--path", GOOD, "--output", output)

    assert len(before) > 1
    assert sorted(tmp_path.iterdir()) == sorted([output, own])
    assert done.stderr.count("deleted") == len(before) - 1


def test_letters_of_other_scripts_are_drawn_in_a_font_that_has_them() -> None:
    """What the usual font lacks and another has is set in that one, without a warning."""
    axes = ac.plot_ranges(pd.DataFrame({"low": [1], "best": [2], "high": [3]}, index=["\u1d6b"]))
    [label] = axes.get_yticklabels()
    assert label.get_fontfamily()[-1].startswith(("DejaVu Serif", "STIX"))
    axes.figure.canvas.draw()


def test_a_font_that_was_installed_since_matplotlib_looked_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever installs the font that a warning names sees its letters at the next drawing."""
    letter = "\u1d6b"
    if not any(letter in fonts.letters_of(path) for path in findSystemFonts()):
        pytest.skip("no font of this system has the letter that the usual font lacks")
    usual = [font for font in fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(fontManager, "ttflist", usual)
    fonts.find_new_fonts.cache_clear()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ac.plot_ranges(pd.DataFrame({"low": [1], "high": [3]}, index=[letter]).assign(best=2))


@pytest.fixture
def usual_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the fonts that come with matplotlib, whatever the machine has; none is looked for."""
    fonts.find_new_fonts()
    usual = [each for each in fontManager.ttflist if "DejaVu" in each.name]
    monkeypatch.setattr(fontManager, "ttflist", usual)


@pytest.mark.parametrize(
    ("label", "font"),
    [
        ("\u06c1\u06d2\u06d4", "Noto Naskh Arabic"),
        ("\u6751\u91cc", "Noto Sans CJK SC"),
        ("\u0928\u0926\u0940", "Noto Sans Devanagari"),
        ("\u0d26", "Noto Sans Malayalam"),
    ],
)
@pytest.mark.usefixtures("usual_fonts")
def test_a_font_that_is_missing_is_named(label: str, font: str) -> None:
    """Urdu, Chinese and Hindi labels without a font say which one to install."""
    frame = pd.DataFrame({"low": [1], "best": [2], "high": [3]}, index=[label])
    with pytest.warns(UserWarning, match=f"found no font with .*: install {font}; expected one"):
        ac.plot_ranges(frame)


@pytest.mark.slow
@pytest.mark.usefixtures("usual_fonts")
def test_the_command_names_a_missing_font_once(
    run: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    """The drawing of an Urdu article is written, and one line says what to install for it."""
    folder = GOOD.parent / "foreign" / "article-in-urdu"
    done = run("plot", "ranges", "--path", folder, "--output", tmp_path / "drawn.png")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("install Noto Naskh Arabic") == 1
    assert "Glyph" not in done.stderr
    assert (tmp_path / "drawn.png").stat().st_size > 1000


def test_a_timeline_has_room_for_the_first_and_the_last_year() -> None:
    """Years 1 and 9999 are drawn at the ends of the calendar, not beyond it."""
    ends = ac.load_claims().iloc[:2].assign(period=["0001", "9999"])
    for name, days in {
        "start": ("0001-01-01", "9999-01-01"),
        "end": ("0001-12-31", "9999-12-31"),
    }.items():
        ends[name] = pd.array(days, dtype="datetime64[s]")
    axes = ac.plot_timeline(ends)
    left, right = axes.get_xlim()
    assert left < right
    axes.figure.canvas.draw()


def test_a_number_of_unknown_origin_is_named_by_who_printed_it() -> None:
    """No label is the id of a source, which only this dataset knows."""
    axes = ac.plot_ranges(ac.load_evidence(claim="pakistan-inflation-2023", version="2.1.0"))
    labels = " ".join(label.get_text() for label in axes.get_yticklabels())
    plt.close("all")

    assert "MyDataJungle" in labels
    assert "mydatajungle-inflation" not in labels


def test_a_unit_of_several_words_is_told_in_words() -> None:
    """Neither axis nor value shows the underscores of an id."""
    axes = ac.plot_ranges(ac.load_figures(path=GOOD).assign(unit="per_1000_people"))
    assert axes.get_xlabel().startswith("per 1000 people")
    assert not [text for text in axes.texts if "_" in text.get_text().partition("Source")[0]]


def test_a_unit_is_called_as_its_dataset_calls_it(tmp_path: Path) -> None:
    """Axis and values have the words of the unit, in the language of the dataset, not its id."""
    shutil.copytree(GOOD, tmp_path / "own")
    file = tmp_path / "own" / "vocabulary" / "units.yaml"
    file.write_text(file.read_text("utf-8").replace("plural: people", "plural: Menschen"), "utf-8")

    figures = ac.load_figures(path=tmp_path / "own")
    axes = ac.plot_ranges(figures[figures["unit"] == "people"])

    assert axes.get_xlabel().startswith("Menschen")
    assert "Menschen" in _said(axes)
    assert "people" not in _said(axes).partition("Source")[0]


def _said(axes: Axes) -> str:
    return " ".join(" ".join(text.get_text() for text in axes.texts).split())


def _one_changed(frame: pd.DataFrame) -> pd.DataFrame:
    changed = frame.copy()
    changed.loc["floods-drowned", ["low", "best", "high"]] = [7, None, 8]
    return changed


@pytest.mark.parametrize(
    ("made", "is_kept"),
    [
        (lambda frame: frame[frame["unit"] == "people"].sort_values("low"), True),
        (lambda frame: frame.reset_index(), True),
        (lambda frame: frame.assign(mine=1), True),
        (_one_changed, False),
        (lambda frame: frame.assign(unit="days"), False),
        (lambda frame: pd.concat([frame, frame.head(2)]), False),
        (lambda frame: pd.concat([frame, frame.head(1).rename(index=str.upper)]), False),
    ],
    ids=["filtered", "reset", "column", "changed", "unit", "doubled", "added"],
)
def test_a_chart_of_altered_rows_does_not_claim_their_provenance(made: Any, is_kept: bool) -> None:  # noqa: FBT001 - a case
    """Rows that were changed or added are said to be; a choice of rows keeps its source."""
    frame = made(ac.load_figures(path=GOOD))
    said = _said(ac.plot_ranges(frame))

    assert ("Source: " in said) == is_kept
    assert ("With rows that were changed or added after they were loaded" in said) != is_kept


def test_a_chart_names_altered_findings_too() -> None:
    """Evidence beside unaltered claims is compared as well."""
    claims, evidence = ac.load_figures(path=GOOD), ac.load_evidence(path=GOOD)
    changed = evidence.assign(origin_name="Somebody else")

    assert "With rows that were changed" in _said(ac.plot_ranges(claims, evidence=changed))
    assert "Source: " in _said(ac.plot_ranges(claims, evidence=evidence))


def test_two_versions_below_each_other_have_no_source() -> None:
    """`pd.concat` of two versions drops the stamps, and the chart says that none is recorded."""
    both = pd.concat([ac.load_figures("1.0.0").head(2), ac.load_figures("1.1.0").tail(2)])

    assert "Source: not recorded in the frame." in _said(ac.plot_ranges(both))
