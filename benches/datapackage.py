"""Writes datapackage.json beside the tables of a generated registry: the types, required columns,
word lists and keys that frictionless can check of it.

python3 benches/datapackage.py /tmp/generated && frictionless validate /tmp/generated/datapackage.json
"""

import csv
import json
import pathlib
import sys

PRIMARY = {
    **{table: ["id"] for table in "sources treatments populations timepoints outcomes trials".split()},
    "arms": ["trial", "id"],
}
OF_RESULT = [
    (["trial", "arm"], "arms", ["trial", "id"]),
    (["outcome"], "outcomes", ["id"]),
    (["timepoint"], "timepoints", ["id"]),
    (["source"], "sources", ["id"]),
]
FOREIGN = {
    "trials": [(["population"], "populations", ["id"]), (["source"], "sources", ["id"])],
    "arms": [(["trial"], "trials", ["id"]), (["treatment"], "treatments", ["id"]), (["source"], "sources", ["id"])],
    "contrasts": [*OF_RESULT, (["trial", "comparator"], "arms", ["trial", "id"])],
    "arm_results": OF_RESULT,
}
NUMBERS = set(
    "estimate ci_lower ci_upper ci_level p reduction_percent n events person_time mean sd se median q1 q3 min max"
    " weeks participants".split()
)
REQUIRED = set(
    "id trial arm comparator outcome measure source verification name population design kind citation type benefit".split()
)
WORDS = {
    "measure": "HR RR OR RD IRR IRD MD SMD ROM".split(),
    "verification": ["primary", "secondary", "unverified"],
    "p_operator": ["=", "<", ">"],
    "design": ["randomised"],
    "benefit": ["lower", "higher"],
    "type": ["time_to_event", "binary", "continuous", "rate", "proportion"],
    "kind": ["publication"],
}


def field(column):
    constraints = {}
    if column in REQUIRED:
        constraints["required"] = True
    if column in WORDS:
        constraints["enum"] = WORDS[column]
    return {"name": column, "type": "number" if column in NUMBERS else "string", "constraints": constraints}


def resource(path):
    with path.open(encoding="utf-8", newline="") as table:
        columns = next(csv.reader(table))
    schema = {"fields": [field(column) for column in columns]}
    if path.stem in PRIMARY:
        schema["primaryKey"] = PRIMARY[path.stem]
    schema["foreignKeys"] = [
        {"fields": fields, "reference": {"resource": table, "fields": keys}}
        for fields, table, keys in FOREIGN.get(path.stem, [])
    ]
    return {"name": path.stem, "path": path.name, "schema": schema}


directory = pathlib.Path(sys.argv[1])
package = {"name": "generated", "resources": [resource(path) for path in sorted(directory.glob("*.csv"))]}
(directory / "datapackage.json").write_text(json.dumps(package, indent=1), encoding="utf-8")
