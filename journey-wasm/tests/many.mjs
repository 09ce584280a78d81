// Logs that take long, made without taking long.

export const COLUMNS = { customer: "user", time: "at", touchpoint: "event" };
export const HEAD = "user,at,event\n";

/** Rows of CSV, with a note that makes every one of them longer if wanted. */
export function* rows(count, note = "") {
  for (let row = 0; row < count; row += 1) {
    const day = String((row % 28) + 1).padStart(2, "0");
    const hour = String((row * 7) % 24).padStart(2, "0");
    yield `${(row * 48271) % 9973},2024-03-${day}T${hour}:00:00Z,page ${row % 40}${note}\n`;
  }
}

/** A text with so many events. */
export const manyEvents = (count) => HEAD + [...rows(count)].join("");

/** The same events again and again, chunk by chunk, after each of which others can act; `seen` counts the chunks. */
export async function* chunks(count, seen = { chunks: 0 }, size = 20_000) {
  yield new TextEncoder().encode(HEAD);
  const chunk = new TextEncoder().encode([...rows(size)].join(""));
  for (let sent = 0; sent < count; sent += size) {
    seen.chunks += 1;
    yield chunk;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
