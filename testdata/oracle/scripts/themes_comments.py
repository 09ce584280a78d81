#!/usr/bin/env python3
"""Themes of real comments from the definition (`reference_themes.py`), each with its numbers; no library is needed."""

import csv
import io

import oracle
import reference_themes


def frozen(comments, options):
    report = reference_themes.themes(comments, options)
    names = ("group", "phrase", "comments", "log_odds", "z", "p_adjusted")
    return {"tested": report["tested"], "rows": [[row[name] for name in names] for row in report["rows"]]}


sfo = [row for row in oracle.rows("sfo_survey/sfo_2017_comments.csv.gz") if row["Comment"].strip() and row["Sentiment"]]
comments = [(None, row["Sentiment"], row["Comment"], row["RESPNUM_FK"], i, "survey") for i, row in enumerate(sfo, 1)]
text = (oracle.DATA / "bpic16_complaints/BPI2016_Complaints.csv").read_text("latin-1")
bpic = list(csv.DictReader(io.StringIO(text), delimiter=";"))
complaints = [(None, row["ComplaintTheme_EN"], row["ComplaintTopic_EN"], row["CustomerID"], i, "complaint")
              for i, row in enumerate(bpic, 1) if row["ComplaintTopic_EN"].strip() and row["ComplaintTheme_EN"]]
values = {"sfo_2017": frozen(comments, {"top": 15}), "bpic16": frozen(complaints, {"top": 5, "words": 2})}
oracle.freeze("plain", "1", "themes", "phrases that tell groups of comments apart", values)
