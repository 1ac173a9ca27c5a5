/// The way in by which the canary person arrives: the program's own router, as a directory or a browser calls it.
package protocol CanaryDoor: Sendable {
    /// - Parameter path: with its query, from the slash on.
    /// - Throws: only where the program could not be called at all; every answer is an answer.
    func send(
        _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]
    ) async throws -> CanaryAnswer
}

package struct CanaryAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
