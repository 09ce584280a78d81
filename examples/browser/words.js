// Errors in plain words.

const TITLES = {
  invalid_map: "The map has problems",
  bad_value: "A value cannot be read",
  syntax: "The file is not in the expected form",
  encoding: "The file is not UTF-8 text",
  missing_column: "A column is missing",
  duplicate_column: "A column is there twice",
  invalid_option: "A setting does not fit",
  unknown_name: "A name is not known",
  limit: "The file is too large",
};

/** Title, sentence and list of an error that came from the worker. */
export function explain(error, file) {
  const issues = error.details?.issues ?? [];
  return {
    title: TITLES[error.code] ?? "Something went wrong",
    text: issues.length > 0 ? `${file}: ${issues.length === 1 ? "one problem" : `${issues.length} problems`}.` : sentence(error, file),
    list: issues.map((issue) => [where(issue.place), issue.message, issue.expected && `Expected: ${issue.expected}.`].filter(Boolean).join(" ")),
  };
}

function sentence({ code, message, details }, file) {
  const place = where(details?.place);
  switch (code) {
    case "bad_value":
      return `${place} “${details.value}” is not ${details.expected}. Correct it, or leave such rows out.`;
    case "missing_column":
      return `There is no column “${details.column}”. The file has: ${details.available.join(", ")}.`;
    case "syntax":
      return `${file}: ${place} ${details.message}.`;
    case "unknown_name":
      return `The map speaks of the ${details.kind} “${details.name}”, which the events do not have.`;
    default:
      return message;
  }
}

function where(place) {
  if (!place) return "";
  const parts = [
    place.line && `line ${place.line}`,
    place.row && `row ${place.row}`,
    place.column && `column “${place.column}”`,
    place.field && `field ${place.field}`,
  ].filter(Boolean);
  const text = parts.join(", ");
  return text && `${text[0].toUpperCase()}${text.slice(1)}:`;
}
