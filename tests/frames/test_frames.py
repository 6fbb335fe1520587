"""Frames: fixed columns and dtypes, one value a cell, nothing invented."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa
import pytest

import afpak_claims as ac
from afpak_claims.errors import UnknownValueError
from afpak_claims.frames import frames
from conftest import GOOD, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from afpak_claims.evidence.dataset import Dataset
from afpak_claims.stamps import SCHEMA_VERSION

LOADERS = [
    (ac.load_claims, frames.CLAIM_COLUMNS),
    (ac.load_evidence, frames.EVIDENCE_COLUMNS),
    (ac.load_sources, frames.SOURCE_COLUMNS),
]


@pytest.mark.parametrize(("load", "columns"), LOADERS)
def test_columns_and_dtypes_are_the_contract(
    load: Callable[..., pd.DataFrame], columns: dict[str, str]
) -> None:
    """Names, order and dtypes are those that the module declares."""
    frame = load(path=GOOD)

    assert list(columns) == list(frame.columns)
    assert list(columns.values()) == [_spelled(dtype) for dtype in frame.dtypes]
    assert frame.index.name == "id"
    assert frame.index.is_unique


def _spelled(dtype: object) -> str:
    return "string[python]" if isinstance(dtype, pd.StringDtype) else str(dtype)


def test_the_columns_are_the_ones_of_the_design() -> None:
    """The names of the columns are part of the contract."""
    claims = """kind topic statement headline metric unit share_of growth_of reference low best
        high lower upper low_open high_open level interpreted wording type period start end holds
        places actors naming attributed_to article paragraph sentence digest spot part_of disputes
        cautions verdict basis n_findings n_origins independent gap relative_gap robust
        attribution_check credited note"""
    evidence = """claim about metric unit share_of growth_of reference places origin origin_name
        source source_title publisher reading locator spot low best high lower upper low_open
        high_open level period start end holds whole_year counted_as series coverage covers
        covers_why scope stance relation side decides gap relative_gap operation inputs revises
        note"""
    sources = """type title author container_title publisher issued accessed url read_at archive
        licence note used_by"""

    assert claims.split() == list(frames.CLAIM_COLUMNS)
    assert evidence.split() == list(frames.EVIDENCE_COLUMNS)
    assert sources.split() == list(frames.SOURCE_COLUMNS)


@pytest.mark.parametrize(
    ("make", "columns"),
    [
        (frames.claims_frame, frames.CLAIM_COLUMNS),
        (frames.evidence_frame, frames.EVIDENCE_COLUMNS),
    ],
)
def test_an_empty_frame_has_the_same_columns(
    make: Callable[[Dataset], pd.DataFrame], columns: dict[str, str], world: Dataset
) -> None:
    """Zero rows change neither the columns nor their dtypes."""
    empty = world.select(topic=next(iter(world.topics)), kind="figure", during="0001")

    frame = make(empty)

    assert len(frame) == 0
    assert list(columns.values()) == [_spelled(dtype) for dtype in frame.dtypes]


def test_figures_and_assertions_part_the_claims() -> None:
    """Each claim is in one of the two frames, which leave the columns of the other kind out."""
    claims = ac.load_claims(path=GOOD)
    figures = ac.load_figures(path=GOOD)
    assertions = ac.load_assertions(path=GOOD)

    assert {*claims.index} == {*figures.index} ^ {*assertions.index}
    assert "type" not in figures.columns
    assert "low" not in assertions.columns
    assert figures["metric"].notna().all()
    assert assertions["type"].notna().all()


def test_the_frame_says_what_it_was_made_of(world: Dataset) -> None:
    """Versions, digest and a citation travel with the frame, also through a filter."""
    frame = ac.load_claims(path=GOOD)
    about = frame[frame["kind"] == "figure"].attrs["afpak_claims"]

    assert about["digest"] == world.digest
    assert about["data_version"] == "draft"
    assert about["schema_version"] == SCHEMA_VERSION
    assert about["package_version"] == ac.__version__
    assert world.digest in about["citation"]


def test_cells_with_several_ids_split_on_semicolons(draft: Dataset) -> None:
    """Joined ids come apart again with the methods that pandas users know."""
    frame = frames.claims_frame(draft)
    places = frame["places"].dropna().str.get_dummies(";")

    assert {*places.columns} <= {*draft.places}
    assert places.to_numpy().sum() == sum(len(claim.places) for claim in draft)


def test_bounds_are_those_of_the_records(draft: Dataset) -> None:
    """A bound that the record lacks is <NA> in the frame, and the others are equal."""
    frame = frames.claims_frame(draft)
    for claim in draft.select(kind="figure"):
        for name in ("low", "best", "high"):
            due, cell = getattr(claim.estimate, name), frame.loc[claim.id, name]  # type: ignore[attr-defined] # a figure has one
            assert cell is pd.NA if due is None else due == cell


def test_the_frame_passes_a_schema_of_its_own(draft: Dataset) -> None:
    """An independent checker agrees on order of bounds and of dates."""
    schema = pa.DataFrameSchema(
        checks=[
            pa.Check(lambda f: (f["low"] <= f["high"]).fillna(value=True)),
            pa.Check(lambda f: (f["low"] <= f["best"]).fillna(value=True)),
            pa.Check(lambda f: (f["best"] <= f["high"]).fillna(value=True)),
            pa.Check(lambda f: (f["start"] <= f["end"]) | f["start"].isna() | f["end"].isna()),
        ],
        index=pa.Index(unique=True),
    )

    schema.validate(frames.claims_frame(draft), lazy=True)


def test_retired_claims_are_left_out_unless_asked_for(world: Dataset) -> None:
    """A retired claim is found by id, and in a frame only on request."""
    retired = {claim.id for claim in world if claim.retired}

    assert retired
    assert retired.isdisjoint(ac.load_claims(path=GOOD).index)
    assert retired <= {*ac.load_claims(path=GOOD, include_retired=True).index}
    assert all(world[name].retired for name in retired)


@pytest.mark.parametrize("load", [ac.load_claims, ac.load_figures])
def test_a_retired_claim_asked_of_a_frame_names_reason_and_successor(load: Any) -> None:
    """`.loc` and `.at` say why a retired claim is not in a frame; another id is pandas' matter."""
    reason = r"RETIRED in data version 0.2.0: The sentence names the days. Use 'floods-drowned'"
    frame = load(path=GOOD)
    for one in (frame.loc, frame.at):
        with pytest.raises(UnknownValueError, match=reason):
            one["floods-drowned-june", "low"]
        with pytest.raises(KeyError, match=r"^'floods-drowned-juni'$"):
            one["floods-drowned-juni", "low"]
    with pytest.raises(UnknownValueError, match=reason):
        frame.loc["floods-drowned-june"]
    assert load(path=GOOD, include_retired=True).loc["floods-drowned-june", "low"] == 20


def test_a_retired_finding_asked_of_a_frame_names_reason_and_successor() -> None:
    """So does the evidence, also that of one claim."""
    reason = "The newspaper took the number back. Use 'drowned-courier' instead"
    for evidence in (ac.load_evidence(path=GOOD), ac.load_evidence(path=GOOD, about="value")):
        with pytest.raises(UnknownValueError, match=reason):
            evidence.loc["drowned-courier-first"]


@pytest.mark.parametrize(
    "made",
    [
        lambda frame: frame.copy(),
        lambda frame: frame[frame["low"].notna()],
        lambda frame: frame.sort_values("low"),
        lambda frame: frame.head(3),
        lambda frame: frame.drop(index=[frame.index[0]]),
        lambda frame: frame.query("low > 1")[["low", "high"]].assign(mean=1.5),
        lambda frame: frame["low"],
        lambda frame: frame.loc[[*frame.index[:2]]],
    ],
    ids=["copy", "filter", "sort", "head", "drop", "query", "column", "ids"],
)
def test_what_pandas_makes_of_a_frame_names_retired_ids_too(made: Any) -> None:
    """So do copies, filters, sorted frames and columns, asked for one id or for a list with it."""
    derived = made(ac.load_figures(path=GOOD))
    for asked in ("floods-drowned-june", [derived.index[0], "floods-drowned-june"]):
        with pytest.raises(UnknownValueError, match=r"RETIRED in data version 0\.2\.0"):
            derived.loc[asked]
    with pytest.raises(KeyError, match=r"no-such-id"):
        derived.loc[[derived.index[0], "no-such-id"]]


def test_several_retired_ids_are_all_named() -> None:
    """A list of ids is answered with the reason of each that is retired."""
    asked = [f"operations-{who}-killed-five-years-2013" for who in ("soldiers", "militants")]
    with pytest.raises(UnknownValueError) as caught:
        ac.load_evidence().loc[asked]
    assert all(f"{name!r}" in str(caught.value) for name in asked)
    assert str(caught.value).count("RETIRED") == 2


def test_a_frame_that_names_retired_ids_is_a_plain_frame(world: Dataset) -> None:
    """It equals one without reasons, in type too, and passes through pickle and copies."""
    plain = frames.claims_frame(world.select())
    frame = ac.load_claims(dataset=world)

    assert type(frame.index) is type(plain.index)
    pd.testing.assert_frame_equal(plain, frame)
    pd.testing.assert_frame_equal(plain, pickle.loads(pickle.dumps(frame)))  # noqa: S301 - its own
    pd.testing.assert_frame_equal(plain, frame.copy())


def test_an_unknown_word_names_the_nearest() -> None:
    """A misspelt topic is refused with a remedy."""
    with pytest.raises(ac.UnknownValueError, match="did you mean 'drone-strikes'"):
        ac.load_claims("draft", topic="drone-strike")


def test_importing_the_package_loads_no_pandas() -> None:
    """The front door is free, and a record can be read without pandas, pydantic or the method."""
    code = (
        "import sys, afpak_claims as ac; loaded = {'pandas', 'pydantic', 'yaml'} & {*sys.modules};"
        "assert not loaded, loaded; ac.open_dataset()['drone-strikes-count'];"
        "loaded = {'pandas', 'pydantic', 'yaml', 'afpak_claims.method'} & {*sys.modules}; "
        "assert not loaded, loaded"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("version", ["1.1.0", None])
def test_a_frame_of_a_released_version_computes_nothing(version: str | None) -> None:
    """The cells of a released version are looked up: neither the method nor a card is loaded."""
    code = (
        "import sys, afpak_claims as ac; from afpak_claims.frames.columns import cells, rows; "
        f"cells('claims', rows(ac.open_dataset({version!r}), 'claims')); "
        "unwanted = ('method', 'cards', 'files', 'evidence.traces', 'evidence.headlines'); "
        "print(*(name for name in unwanted if f'afpak_claims.{name}' in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stdout == "\n"


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"claim": "floods-drowned"}, {"drowned-courier"}),
        ({"metric": "households_displaced"}, {"displaced-courier"}),
        ({"series": "survey-yearly"}, {"flood-year-1993", "flood-year-1994"}),
        ({"origin": "dolor-council"}, {"gauge-missing-credited"}),
        ({"source": "basin-bulletin", "about": "attribution"}, {"gauge-missing-credited"}),
        ({"reading": "derived"}, {"displaced-survey", "flood-year-rank-survey"}),
        ({"during": "1994-06-20"}, {"fields-courier", "fields-bulletin", "displaced-survey"}),
    ],
)
def test_evidence_is_asked_for_by_its_own_fields(asked: dict[str, str], ids: set[str]) -> None:
    """Each keyword asks of the finding itself; several of them narrow it together."""
    found = set(ac.load_evidence(path=GOOD, **asked).index)  # type: ignore[arg-type] # names of its keywords

    assert ids <= found
    assert "during" in asked or ids == found


def test_a_word_that_no_finding_can_have_is_refused() -> None:
    """The message names the argument and the near word."""
    with pytest.raises(ac.UnknownValueError, match="did you mean 'survey-yearly'"):
        ac.load_evidence(path=GOOD, series="survey-yeerly")
    with pytest.raises(ac.UsageError, match="during"):
        ac.load_evidence(path=GOOD, during="once")


def test_lower_and_upper_can_be_summed() -> None:
    """Best stands in for a bound that is not given; an open side is null."""
    frame = ac.load_evidence(path=GOOD)

    assert (frame.loc["fields-bulletin", "lower"], frame.loc["fields-bulletin", "upper"]) == (
        38.5,
        38.5,
    )
    assert frame.loc["drowned-courier", "upper"] is pd.NA
