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
    "airstrikes",
    "analysts_holding_view",
    "border_clashes",
    "casualties",
    "casualties_rank",
    "civilians_injured",
    "civilians_killed",
    "drone_strikes",
    "inflation_rate",
    "militant_attacks",
    "militants_killed",
    "people_displaced",
    "people_expected",
    "people_injured",
    "people_killed",
    "people_registered",
    "registrations",
    "security_forces_killed",
    "security_incidents",
    "soldiers_killed",
    "steps_proposed",
    "strike_rounds",
    "times_occurred",
    "violent_incidents",
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
    "ly",
    "pk",
    "pk-bajaur",
    "pk-fata",
    "pk-khyber",
    "pk-kp",
    "pk-malakand",
    "pk-north-waziristan",
    "pk-south-waziristan",
    "so",
    "ye",
]
"""A word of the places vocabulary."""

Actor = Literal[
    "afghan-officials",
    "afghanistan",
    "afp",
    "amnesty",
    "analysts",
    "ap",
    "asif",
    "bajaur-administration",
    "cnn",
    "community-leaders",
    "costs-of-war",
    "crss",
    "dawn-news",
    "express-tribune",
    "fdma",
    "foreign-forces",
    "human-rights-organizations",
    "idmc",
    "iea",
    "iea-foreign-ministry",
    "imf",
    "imran-khan",
    "ispr",
    "ispr-head",
    "ivap",
    "kayani",
    "khattak",
    "local-media-khyber",
    "lwj",
    "militants",
    "mujahid",
    "muttaqi",
    "na-pakistan",
    "nato",
    "new-america",
    "npr",
    "ocha",
    "ohchr",
    "pakistan",
    "pakistan-army",
    "pakistan-military",
    "pakistan-today",
    "pbs",
    "pdma-kp",
    "pervez-musharraf",
    "picss",
    "pips",
    "pk-foreign-office",
    "pk-government",
    "pk-prime-minister",
    "pk-security-agencies",
    "pulitzer-center",
    "qatar-foreign-ministry",
    "qureshi",
    "reuters",
    "rferl",
    "sbp",
    "tariq-khan",
    "tbij",
    "the-news",
    "third-countries",
    "ttp",
    "unama",
    "united-nations",
    "united-states",
    "us-government",
    "wikipedia",
]
"""A word of the actors vocabulary."""

Verdict = Literal[
    "above",
    "below",
    "borderline",
    "consistent",
    "contested",
    "contradicted",
    "mixed",
    "not-checkable",
    "qualified",
    "supported",
    "unchecked",
    "undecided",
]
"""What all comparisons of a claim say together."""
