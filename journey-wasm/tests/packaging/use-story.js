// What every host must be able to do.
export function story({ EventLog, JourneyError }) {
  const columns = { customer: "user", time: "at", touchpoint: "event" };
  const log = EventLog.fromCsv("user,at,event\nann,2024-03-01T12:00:00Z,look\nann,2024-03-01T12:05:00Z,buy\nbob,2024-03-02T09:00:00Z,look\n", columns);
  const [row] = log.transitions().rows;
  let problem = "no error";
  try {
    EventLog.fromCsv("user,at,event\nann,never,look\n", columns);
  } catch (error) {
    if (error instanceof JourneyError) problem = `${error.code} in row ${error.details.place.row}`;
  }
  return `${log.customers} customers, ${row.source} to ${row.target} ${row.count}, ${problem}`;
}
