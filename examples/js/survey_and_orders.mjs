// Several files become one log: a wide survey, a table of orders, and what is known of the customers.
import init, { EventLog } from "journey-wasm";

await init();

const survey = EventLog.fromSurvey("id,day,food,staff,nps\nann,2024-05-03,4,5,9\nbob,2024-05-04,2,5,6\neve,2024-05-04,5,4,10\n", {
  respondent: "id",
  time: "day",
  ratings: [
    { column: "food", touchpoint: "Restaurant" },
    { column: "staff", touchpoint: "Reception" },
  ],
});
const orders = EventLog.fromColumns(
  {
    guest: ["ann", "bob", "ann"],
    booked: [new Date("2024-04-01"), new Date("2024-04-02"), new Date("2024-06-01")],
    amount: Float64Array.of(120, 90, 150),
  },
  { customer: "guest", time: "booked", eventName: "Booking" },
);
const log = EventLog.concat([survey, orders]).joinCustomers("id,kind\nann,business\nbob,family\neve,family\n", { customer: "id" });

console.log(`${log.customers} customers, touchpoints: ${log.touchpoints.join(", ")}`);
const { score } = log.nps({ column: "nps" });
console.log(`NPS ${score.value} from ${score.n} answers, between ${score.low} and ${score.high}`);
const { converted, lost, open } = log.conversion({ source: "Booking", target: "survey" });
console.log(`of the bookings ${converted} led to a survey, ${lost} did not, ${open} may still`);
