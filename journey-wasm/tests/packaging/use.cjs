const { EventLog, JourneyError } = require("journey-wasm");

import("./use-story.js").then(({ story }) => console.log(story({ EventLog, JourneyError })));
