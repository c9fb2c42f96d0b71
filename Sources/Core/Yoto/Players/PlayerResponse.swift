/// `response`: what became of a command (`yoto-platform.md` §3.7).
package struct PlayerResponse: Sendable, Equatable {
    /// `volume`, `card`, `status/request`, …
    package var resource: String
    /// `OK`; anything else is a failure.
    package var isOK: Bool
    /// The command's payload as the player received it.
    package var requestBody: String

    /// Reads the inner object: one resource and `req_body`.
    ///
    /// - Returns: `nil` when there is no resource.
    package init?(_ object: JSONObject) {
        guard let resource = object.keys.first(where: { $0 != "req_body" }), let outcome = object[string: resource]
        else { return nil }
        self.resource = resource
        isOK = outcome.uppercased() == "OK"
        requestBody = object[string: "req_body"] ?? ""
    }

    /// The `requestId` of the payload, if that was an object with one.
    package var requestID: String? {
        PlayerPayload.object(Array(requestBody.utf8))?[string: "requestId"]
    }
}
