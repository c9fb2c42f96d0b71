/// Trouble on demand: which requests it meets, how often, and what happens to them.
package struct SimulatorFault: Sendable, Equatable {
    /// What happens to a request.
    package enum Effect: Sendable, Equatable {
        /// Answered without being processed: 401, 403, 404, 429 with JSON, 5xx with HTML as real gateways do.
        /// `retryAfterSeconds` becomes a `Retry-After` field.
        case status(Int, retryAfterSeconds: Int? = nil)
        /// Waits, then goes on. Real time.
        case delayBefore(Duration)
        /// Processes the request, and answers only after a wait. Real time.
        case delayAfter(Duration)
        /// Never processed nor answered; the connection stays open until the fault is cleared.
        case hang
        /// Processed, but never answered; the connection stays open until the fault is cleared.
        case hangAfter
        /// Closes the connection without processing the request.
        case close
        /// Processes the request and closes the connection without an answer: "the answer was lost on the wire".
        case loseAnswer
        /// Processes the request, sends a header and the start of a body, and closes the connection.
        case closeMidBody
        /// As ``closeMidBody``, but ends its own direction only: the socket stays half open until the fault is cleared.
        case halfClose
        /// Answers 200 with something that claims to be JSON and is not.
        case garbage
        /// Answers 200 with well-formed JSON of so many bytes.
        case large(bytes: Int = 10 * 1024 * 1024)
    }

    /// `GET`, `POST`, …; `nil` for all.
    package var method: String?
    /// Meets this path and everything that starts with it.
    package var path: String
    /// How many requests it meets; `nil` for all until it is cleared.
    package var count: Int?
    /// How many matching requests pass unharmed before.
    package var skip: Int
    /// What happens.
    package var effect: Effect

    package init(
        _ effect: Effect, path: String = "/", method: String? = nil, count: Int? = nil, skip: Int = 0
    ) {
        self.effect = effect
        self.path = path
        self.method = method
        self.count = count
        self.skip = skip
    }
}
