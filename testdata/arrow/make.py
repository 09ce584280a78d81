"""Writes the files of this folder with pyarrow: one small log in every packing that Parquet and Arrow IPC have.

    python testdata/arrow/make.py      (pyarrow 26.0.1)
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet as pq

HERE = Path(__file__).parent
ROWS = 300

rows = [
    f"customer {i * 7 % 41},2024-{i % 12 + 1:02}-{i % 28 + 1:02}T{i % 24:02}:00:00Z,{('look', 'cart', 'pay')[i % 3]},{i % 11}"
    for i in range(ROWS)
]
(HERE / "events.csv").write_text("\n".join(["customer,time,event,score", *rows, ""]))

kinds = {"customer": pa.string(), "time": pa.timestamp("us", "UTC"), "event": pa.string(), "score": pa.float64()}
options = pyarrow.csv.ConvertOptions(column_types=kinds)
table = pyarrow.csv.read_csv(HERE / "events.csv", convert_options=options)

for name in ["zstd", "snappy", "gzip", "lz4"]:
    pq.write_table(table, HERE / f"{name}.parquet", compression=name, row_group_size=100)
pq.write_table(table, HERE / "plain.parquet", compression="none", use_dictionary=False)
for name in ["zstd", "lz4", "uncompressed"]:
    pyarrow.feather.write_feather(table, HERE / f"{name}.arrow", compression=name)
with pyarrow.ipc.new_stream(HERE / "stream.arrows", table.schema) as stream:
    for batch in table.to_batches(max_chunksize=100):
        stream.write_batch(batch)
