//! No target: writes whole files for targets to begin with. `seeds FOLDER` makes a folder for each target in it.
#![no_main]

use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
    StringViewArray, TimestampMicrosecondArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use journey_core::EventLog;
use libfuzzer_sys::fuzz_target;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::schema::types::ColumnPath;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

// All that is built with counters has to be linked with libFuzzer.
fuzz_target!(init: write_and_leave(), |_bytes: &[u8]| {});

fn write_and_leave() {
    let written = write();
    if let Err(error) = &written {
        eprintln!("{error}");
    }
    std::process::exit(i32::from(written.is_err()));
}

fn write() -> Result<()> {
    let folder = std::env::args().nth(1).ok_or("usage: seeds FOLDER")?;
    let batches = [batch(&["ann", "ben", "ann"], 1_700_000_000_000_000)?, batch(&["cyd", "ann", "ann"], -5)?];
    let few = few(&batches)?;
    let put = |target: &str, name: &str, options: u8, mut bytes: Vec<u8>| -> Result<()> {
        let folder = Path::new(&folder).join(target);
        std::fs::create_dir_all(&folder)?;
        bytes.push(options);
        Ok(std::fs::write(folder.join(name), bytes)?)
    };
    for (name, batches) in [("all", &batches), ("few", &few)] {
        for (packing, options) in PACKINGS {
            put("arrow", &format!("{name}-{packing}-file"), 1, arrow_file(batches, options)?)?;
            put("arrow", &format!("{name}-{packing}-stream"), 4, arrow_stream(batches, options)?)?;
        }
        for (form, properties) in parquet_forms() {
            put("parquet", &format!("{name}-{form}"), 0, parquet_file(batches, properties)?)?;
        }
    }
    let schema = batches[0].schema();
    let columns = journey_fuzz::columns(4).shards(2);
    let log = EventLog::from_arrow(batches.map(Ok), &schema, &columns)?;
    put("native_file", "unnamed", 1, log.to_bytes()?)?;
    log.fingerprint();
    put("native_file", "named", 1, log.to_bytes()?)?;
    put("native_file", "changed", 0, vec![0, 200, 1, 1, 0, 255])?;
    let lines = br#"{"customer":"ann","time":"2024-01-01","event":"x","end":null,"a":1}
{"customer":{"id":7},"time":1704067200,"event":"y","more":[1,"\u00e4"],"b":true}
"#;
    put("json_lines", "lines", 0, lines.to_vec())?;
    put("json_lines", "nested", 9, lines.to_vec())?;
    let own = b"format: 1
name: x
input: {format: json_lines, json: [p]}
where: {not: {equals: {column: e, value: y}}}
customer: [c, {template: '{d} {e}', case: lower}]
time: {path: t, zone_path: z}
events:
  - {touchpoint: {path: e, map: {a: b}, else: c}, lasts: l}
  - {each: [i, {path: j, split: ','}], touchpoint: ., time: {path: ../t, format: '%d.%m.%Y'}, optional: true}
columns: {k: {path: 'i[].k', kind: number}}
---
{\"c\":\"ann\",\"t\":\"2024-01-01\",\"z\":\"Europe/Berlin\",\"e\":\"a\",\"l\":1,\"i\":[{\"t\":\"1.2.2024\",\"j\":\"x,y\",\"k\":2}],\"p\":\"{}\"}
";
    put("source", "own", 0, own.to_vec())?;
    put(
        "csv",
        "rows",
        0x78,
        b"ann,2024-01-01,x,2024-01-02,\"1\n2\"\r\nben,2024-03-31 02:30,y,,7\n".to_vec(),
    )?;
    put("csv", "numbers", 0x4f, b"ann,1704067200,x,1704067201,1.50\nben,1704067200,y,,-2e3\n".to_vec())
}

const PACKINGS: [(&str, Option<CompressionType>); 3] =
    [("plain", None), ("lz4", Some(CompressionType::LZ4_FRAME)), ("zstd", Some(CompressionType::ZSTD))];

/// A table with columns of all kinds, dictionaries among them.
fn batch(users: &[&str], first: i64) -> Result<RecordBatch> {
    let times = (0..users.len() as i64).map(|step| first + step * 1_000_000);
    let events: DictionaryArray<Int32Type> = ["visit", "buy", "visit"].into_iter().collect();
    let ends = TimestampMicrosecondArray::from(vec![Some(first + 9), None, None]).with_timezone("UTC");
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("customer", Arc::new(StringArray::from(users.to_vec()))),
        ("time", Arc::new(TimestampMicrosecondArray::from_iter_values(times).with_timezone("UTC"))),
        ("event", Arc::new(events)),
        ("end", Arc::new(ends)),
        (
            "channel",
            Arc::new(StringViewArray::from(vec![Some("web"), None, Some("a rather long text, not inlined")])),
        ),
        ("price", Arc::new(Float64Array::from(vec![Some(1.5), None, Some(f64::NAN)]))),
        ("count", Arc::new(Int64Array::from(vec![Some(i64::MAX), None, Some(-1)]))),
        ("late", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}

/// Only the columns that every event needs.
fn few(batches: &[RecordBatch; 2]) -> Result<[RecordBatch; 2]> {
    Ok([batches[0].project(&[0, 1, 2])?, batches[1].project(&[0, 1, 2])?])
}

fn arrow_file(batches: &[RecordBatch], packing: Option<CompressionType>) -> Result<Vec<u8>> {
    let options = IpcWriteOptions::default().try_with_compression(packing)?;
    let mut writer = FileWriter::try_new_with_options(Vec::new(), &batches[0].schema(), options)?;
    // A file has one dictionary of each column.
    writer.write(&batches[0])?;
    writer.write(&batches[0].slice(0, 2))?;
    Ok(writer.into_inner()?)
}

fn arrow_stream(batches: &[RecordBatch], packing: Option<CompressionType>) -> Result<Vec<u8>> {
    let options = IpcWriteOptions::default().try_with_compression(packing)?;
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batches[0].schema(), options)?;
    batches.iter().try_for_each(|batch| writer.write(batch))?;
    Ok(writer.into_inner()?)
}

fn parquet_forms() -> Vec<(&'static str, WriterProperties)> {
    let form = || WriterProperties::builder().set_max_row_group_row_count(Some(3));
    vec![
        ("dictionary", form().build()),
        ("plain", form().set_dictionary_enabled(false).set_encoding(Encoding::PLAIN).build()),
        ("snappy", form().set_compression(Compression::SNAPPY).build()),
        ("zstd", form().set_compression(Compression::ZSTD(ZstdLevel::default())).build()),
        ("delta", delta(form()).build()),
    ]
}

/// Version 2 has delta encodings; the target leaves out those of texts.
fn delta(form: WriterPropertiesBuilder) -> WriterPropertiesBuilder {
    let form = form.set_dictionary_enabled(false).set_writer_version(WriterVersion::PARQUET_2_0);
    let texts = ["customer", "event", "channel"].map(ColumnPath::from);
    texts.into_iter().fold(form, |form, text| form.set_column_encoding(text, Encoding::PLAIN))
}

fn parquet_file(batches: &[RecordBatch], properties: WriterProperties) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batches[0].schema(), Some(properties))?;
    batches.iter().try_for_each(|batch| writer.write(batch))?;
    writer.close()?;
    Ok(bytes)
}
