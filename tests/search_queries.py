"""What readers type, and the claim that each of them means; for the library and for the page."""

from __future__ import annotations

__all__ = ["FIRST", "IN_THE_BROWSER"]

FIRST = {
    # One number in every writing
    "46,000": "afghan-civilians-killed",
    "46000": "afghan-civilians-killed",
    "46.000": "afghan-civilians-killed",
    "46 000": "afghan-civilians-killed",
    "46k": "afghan-civilians-killed",
    "46 thousand": "afghan-civilians-killed",
    "forty-six thousand": "afghan-civilians-killed",
    "۴۶۰۰۰": "afghan-civilians-killed",
    "more than 80,000": "afghan-civilians-injured",
    "five million": "displaced-total-2008-2016",
    "5m IDPs": "displaced-total-2008-2016",
    "a million displaced": "displaced-north-waziristan-2014",
    "430": "drone-strikes-count",
    "2,500": "drone-strikes-killed",
    # Numbers that were found
    "40,211": "afghan-civilians-killed",
    "40.211": "afghan-civilians-killed",
    "75859": "afghan-civilians-injured",
    "907000": "displaced-north-waziristan-2014",
    "1,479": "operations-soldiers-killed",
    "1016": "pakistan-security-incidents-2023",
    "414": "drone-strikes-count",
    # Numbers that were added up, and numbers beside those that were found
    "3804": "afghan-civilians-killed",
    "2,412 civilians 2009": "afghan-civilians-killed",
    "4.9m displaced": "displaced-total-2008-2016",
    "38%": "pakistan-inflation-2023",
    "29.2%": "pakistan-inflation-2023",
    # Words, names and other names
    "46,000 civilians unama": "afghan-civilians-killed",
    "civilian deaths afghanistan unama": "afghan-civilians-killed",
    "wounded civilians": "afghan-civilians-injured",
    "how many civilians killed by drones": "drone-strikes-civilians-killed",
    "TBIJ": "drone-strikes-count",
    "drone strikes": "drone-strikes-count",
    "fatalities drones New America": "drone-strikes-killed",
    "north waziristan displaced": "displaced-north-waziristan-2014",
    "refugees": "displaced-north-waziristan-2014",
    "zarb-e-azb": "operations-zarb-e-azb-2014",
    "Zarb e Azb": "operations-zarb-e-azb-2014",
    "zarbeazb": "operations-zarb-e-azb-2014",
    "casualty": "pakistan-casualties-rank-2023",
    "economic crisis": "pakistan-deep-economic-crisis",
    "withdrawal of US troops": "foreign-forces-withdrew-2021",
    "border closure Torkham": "border-crossings-closed",
    "displaced persons 2014": "displaced-north-waziristan-2014",
    "peace talks failed": "talks-failed-over-pakistan-demands",
    "15 August 2021": "islamic-emirate-took-kabul",
    "3,500 terrorists killed": "operations-militants-killed",
    "\N{ARABIC LETTER DDAL}\N{ARABIC LETTER REH}\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}": (
        "drone-strikes-count"
    ),
    "soldiers killed": "operations-soldiers-killed",
    "thousands of militants": "operations-militants-killed",
    "PICSS": "pakistan-casualties-rank-2023",
    "highest casualties 2023": "pakistan-casualties-rank-2023",
    "700 security incidents": "pakistan-security-incidents-2023",
    "statistics office inflation": "pakistan-inflation-2023",
    "reserves": "pakistan-reserves-fell",
    "imran khan": "imran-khan-removed",
    "security dilemma": "relationship-security-dilemma",
    "Tehreek-e-Taliban": "pakistan-concern-afghan-territory",
    "airstrikes kabul": "pakistan-airstrikes-hit-kabul",
    "Taliban ceasefire": "pakistan-called-for-ceasefire",
    "border fence": "border-fencing-criticised",
    "several clashes": "border-clashes-several",
    "decades of war": "decades-of-war",
    "restraint": "restraint-used-several-times",
    "nato": "nato-coalition-deployed",
    "\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}\N{ARABIC LETTER LAM}": (
        "islamic-emirate-took-kabul"
    ),
    "fence": "border-fencing-criticised",
    # The id of a claim, pasted, and its words with hyphens
    "afghan-civilians-killed": "afghan-civilians-killed",
    "drone-strikes-killed": "drone-strikes-killed",
    " Pakistan-inflation-2023 ": "pakistan-inflation-2023",
    "drone-strike": "drone-strikes-count",
    "security-dilemma": "relationship-security-dilemma",
    "north-waziristan": "displaced-north-waziristan-2014",
    "civilian-deaths": "drone-strikes-civilians-killed",
    "cross-border": "border-crossings-closed",
    "US-led drone": "drone-strikes-count",
    # A name of several words, which are words of claims too
    "Costs of War": "afghan-civilians-killed",
    "human rights groups": "rights-groups-criticised-drones",
    # Words that are one with a hyphen or without
    "no-confidence vote": "imran-khan-removed",
    "vote of no confidence": "imran-khan-removed",
    "cease fire": "pakistan-called-for-ceasefire",
    # A year with a noun
    "2010 civilians killed": "afghan-civilians-killed",
    "civilian casualties 2019": "afghan-civilians-injured",
    "inflation 2023": "pakistan-inflation-2023",
    "displaced 2009": "displaced-total-2008-2016",
    # What a question begins with, and words that few claims have
    "operation 2014 North Waziristan": "operations-zarb-e-azb-2014",
    "proxy war": "crisis-factors-reinforce-each-other",
    # Other forms of words
    "drone killings": "drone-strikes-killed",
    "fencing the border": "border-fencing-criticised",
    # Slips of spelling
    "zarb-e-asb": "operations-zarb-e-azb-2014",
    "dorne": "drone-strikes-count",
    "inflaton": "pakistan-inflation-2023",
    "displaced Wazirstan": "displaced-north-waziristan-2014",
}
"""Fifty questions and more, each with the claim that is its first answer."""

IN_THE_BROWSER = (
    *("46000", "46k", "forty-six thousand", "۴۶۰۰۰", "5m IDPs"),
    *("40,211", "civilian deaths afghanistan unama", "TBIJ", "displaced Wazirstan", "inflaton"),
    *("4.9m displaced", "38%", "casualty", "Zarb e Azb", "peace talks failed"),
    *("operation 2014 North Waziristan", "proxy war"),
    *("drone killings", "fencing the border"),
)
"""Some of them, which a browser is asked too."""
