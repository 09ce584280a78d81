// Node, `require`: ready at once; `init` is there so that the same code runs everywhere.
"use strict";
Object.assign(exports, require("./journey.cjs"), require("./error.cjs"));
exports.default = async function init() {};
exports.initSync = function initSync() {};
Object.defineProperty(exports, "__esModule", { value: true });
