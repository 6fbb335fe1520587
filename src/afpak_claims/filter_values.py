"""Words: what the bundled data can be selected by, as types that editors complete.

This file is generated from the data by `afpak_claims.commands.generated.words_module`. A folder
of your own may have other words, so the selections take any text beside these.
"""

from typing import Literal

__all__ = [
    "Actor",
    "AttributedTo",
    "Kind",
    "Metric",
    "Place",
    "Topic",
    "Verdict",
]

Topic = Literal[
    "airstrikes",
    "border",
    "diplomacy",
    "displacement",
    "drone-strikes",
    "economy-and-politics",
    "iea-position",
    "militant-violence",
    "military-operations",
    "mutual-accusations",
    "recommendations",
    "security-overview",
    "us-alliance",
    "war-costs",
]
"""A topic of the bundled data."""

Kind = Literal[
    "assertion",
    "figure",
]
"""A kind of claim."""

Metric = Literal[
    "analysts_holding_view",
    "border_clashes",
    "casualties_rank",
    "civilians_injured",
    "civilians_killed",
    "drone_strikes",
    "inflation_rate",
    "militants_killed",
    "people_displaced",
    "people_killed",
    "security_incidents",
    "soldiers_killed",
    "steps_proposed",
    "times_occurred",
    "years_of_war",
]
"""A word of the metrics vocabulary."""

AttributedTo = Literal[
    "iea",
    "pakistan",
    "picss",
    "pulitzer-center",
    "unama",
]
"""An actor that some claim cites by name."""

Place = Literal[
    "af",
    "af-kabul",
    "afpak-border",
    "afpak-region",
    "pk",
    "pk-bajaur",
    "pk-fata",
    "pk-khyber",
    "pk-north-waziristan",
    "pk-south-waziristan",
]
"""A word of the places vocabulary."""

Actor = Literal[
    "afghan-officials",
    "afghanistan",
    "analysts",
    "community-leaders",
    "foreign-forces",
    "human-rights-organizations",
    "iea",
    "imran-khan",
    "militants",
    "nato",
    "pakistan",
    "pakistan-military",
    "pervez-musharraf",
    "picss",
    "pulitzer-center",
    "third-countries",
    "ttp",
    "unama",
    "united-states",
]
"""A word of the actors vocabulary."""

Verdict = Literal[
    "above",
    "below",
    "consistent",
    "contested",
    "contradicted",
    "not-checkable",
    "qualified",
    "supported",
    "unchecked",
]
"""What all comparisons of a claim say together."""
