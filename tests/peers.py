"""Other programs read every export of a package, and have to find the cells of its CSV files."""

import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

import duckdb
import openpyxl
import pyarrow
import pyarrow.parquet

csv.field_size_limit(1 << 30)
SECRET = {"password"}


def source(package):
    """File name without .csv -> header and rows, as Python's csv module reads them."""
    path = pathlib.Path(package)
    if path.is_dir():
        files = {file.name: file.read_bytes() for file in path.glob("*.csv")}
    else:
        with zipfile.ZipFile(path) as package:
            files = {name: package.read(name) for name in package.namelist() if name.endswith(".csv")}
    tables = {}
    for name, data in files.items():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        header, rows = rows[0], [row for row in rows[1:] if row]
        keep = [at for at, column in enumerate(header) if column not in SECRET]
        full = ([row + [""] * (len(header) - len(row)) for row in rows] if any(len(row) < len(header) for row in rows) else rows)
        tables[name[:-4]] = ([header[at] for at in keep], [[row[at] for at in keep] for row in full])
    return tables


def same(reader, name, expected, found):
    if len(expected) != len(found):
        raise SystemExit(f"{reader}: {name} has {len(found)} rows, not {len(expected)}")
    for number, (one, other) in enumerate(zip(expected, found)):
        if list(one) != list(other):
            differing = [(a, b) for a, b in zip(one, other) if a != b]
            raise SystemExit(f"{reader}: row {number + 1} of {name} differs: {differing[:3]}")


def typed(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03}Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def of_json(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(of_json(item) for item in value)
    if isinstance(value, dict):
        pair = [value.get(key) for key in ("type", "identifier", "itemValueLHS", "itemValueRHS") if "href" not in value and key in value]
        return value["sourcedId"] if "href" in value else "{" + ":".join(pair) + "}"
    return str(value)


def cells_of(record):
    metadata = record.pop("metadata", {})
    return sorted([of_json(value) for value in record.values()] + list(metadata.values()))


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text or "")


def parquet_rows(table, header):
    # The names are those of the standard, whatever the case of the header.
    columns = {name.lower(): table.column(name).to_pylist() for name in table.column_names}
    found = []
    for name in header:
        texts = columns.get(f"{name}_text".lower()) or [None] * table.num_rows
        found.append([text if text is not None else typed(value) for text, value in zip(texts, columns[name.lower()])])
    return list(zip(*found)) if found else []


def main(binary, packages):
    for package in packages:
        tables = source(package)
        room = pathlib.Path(tempfile.mkdtemp(prefix="peers-"))
        cells = sum(len(header) * len(rows) for header, rows in tables.values())
        print(f"{package}: {len(tables)} files, {sum(len(rows) for _, rows in tables.values()):,} rows, {cells:,} cells")
        outs = {}
        for form in ("csv", "xlsx", "json", "ndjson", "parquet", "sqlite"):
            outs[form] = room / f"out.{form}"
            command = [binary, "export", package, "--as", form, "--out", outs[form]]
            begun = time.monotonic()
            subprocess.run(command + (["--source", "peers", "--date", "2026-09-01"] if form == "parquet" else []), check=True, stdout=subprocess.DEVNULL)
            print(f"  {form} written in {time.monotonic() - begun:.1f} s")

        found = source(outs["csv"])
        for name, (header, rows) in tables.items():
            same("csv", name, [header] + rows, [found[name][0]] + found[name][1])
        print("  csv module: the same")

        base = sqlite3.connect(outs["sqlite"])
        for name, (_, rows) in tables.items():
            same("sqlite", name, rows, [["" if cell is None else cell for cell in row] for row in base.execute(f'SELECT * FROM "{name}" ORDER BY rowid')])
        print(f"  sqlite {sqlite3.sqlite_version}: the same")

        root = outs["parquet"] / "source=peers" / "date=2026-09-01"
        for name, (header, rows) in tables.items():
            table = pyarrow.parquet.ParquetFile(root / f"{name}.parquet").read()
            same("pyarrow", name, rows, parquet_rows(table, header))
            glob = str(outs["parquet"] / "*" / "*" / f"{name}.parquet")
            seen = duckdb.sql(f"SELECT count(*), min(source), max(CAST(date AS VARCHAR)) FROM read_parquet('{glob}', hive_partitioning = true)").fetchall()[0]
            if seen != ((len(rows), "peers", "2026-09-01") if rows else (0, None, None)):
                raise SystemExit(f"duckdb: {name} has {seen}, not {len(rows)} rows")
            if rows:
                records = duckdb.sql(f"SELECT * FROM read_parquet('{glob}', hive_partitioning = false, file_row_number = true) ORDER BY file_row_number").to_arrow_table()
                same("duckdb", name, rows, parquet_rows(records, header))
        kinds = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{root}/academicSessions.parquet')").fetchall()
        print(f"  pyarrow {pyarrow.__version__}, duckdb {duckdb.__version__}: the same; " + ", ".join(f"{kind[0]} {kind[1]}" for kind in kinds[2:6]))

        document = json.loads(outs["json"].read_text(encoding="utf-8"))
        for name, (_, rows) in tables.items():
            with open(outs["ndjson"] / f"{name}.ndjson", encoding="utf-8", newline="\n") as file:
                lines = [json.loads(line, parse_float=str, parse_int=str) for line in file]
            listed = json.loads(json.dumps(document[name]), parse_float=str, parse_int=str)
            expected = [sorted(cell for cell in row if cell) for row in rows]
            same("ndjson", name, expected, [cells_of(line) for line in lines])
            same("json", name, [len(row) for row in expected] and [[len(row)] for row in expected], [[len(cells_of(record))] for record in listed])
            counted = duckdb.sql(f"SELECT count(*) FROM read_ndjson_objects('{outs['ndjson'] / (name + '.ndjson')}')").fetchall()[0][0]
            if counted != len(rows):
                raise SystemExit(f"duckdb: {name}.ndjson has {counted} objects, not {len(rows)}")
        print("  json, ndjson (and duckdb): the same")

        book = openpyxl.load_workbook(outs["xlsx"], read_only=True)
        for name, (header, rows) in tables.items():
            sheet = book[name]
            sheet.reset_dimensions()
            read = ([unescaped(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
            same("openpyxl", name, [header] + rows, [row + [""] * (len(header) - len(row)) for row in read])
        print(f"  openpyxl {openpyxl.__version__}: the same")
        shutil.rmtree(room)


main(sys.argv[1], sys.argv[2:])
