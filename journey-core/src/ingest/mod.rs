//! Reading files and frames into an event log. Errors say row and column.
