"""What is made of the figures that are looked up: every calculation there is."""

from typing import Literal

Calculation = Literal[
    # of one body and year: as printed, with the rows below, a whole table; a part of a whole, by the month or day
    "value", "breakdown", "table", "share", "monthly", "daily",
    # two or more figures of one report
    "sum", "difference", "without", "ratio", "sum_share", "rank_parts",
    # one figure over years
    "change", "share_change", "times", "yearly", "trend", "sum_years", "mean_years", "rank_years",
    # many bodies: in order, those that meet a condition, the place of one; one figure of all; two bodies; one against all;
    # what those on the first places have of all
    "rank", "filter", "position", "mean", "median", "spread", "percent", "part_of_sum", "over_mean", "times_mean",
    "first_in_sum",
    # no figures but what is wrong with them
    "checks",
]  # fmt: skip
# What the words of a question ask for; 合计 and 加 are a sum only of several figures
Doing = Calculation | Literal["total_of", "plus"]
