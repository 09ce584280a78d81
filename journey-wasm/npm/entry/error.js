/** Every error of this package. */
export class JourneyError extends Error {
  constructor(code, message, details) {
    super(message);
    this.name = "JourneyError";
    this.code = code;
    this.details = JSON.parse(details);
  }
}
