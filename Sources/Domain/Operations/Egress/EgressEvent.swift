/// One attempt to reach out, as it is recorded: whom, what for, how it ended and how much went which way. Never the
/// path, the query or a body.
package struct EgressEvent: Sendable, Equatable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// There was an answer, whatever it says.
        case done
        /// The gate did not let it out.
        case blocked
        /// It was let out, or waited for its place, and came to nothing.
        case failed
    }

    package let recipient: UUIDValue
    package let kind: Recipient.Kind
    package let purpose: PurposeName
    /// Host name or address; empty where the URL could not be read.
    package let host: String
    package let outcome: Outcome
    /// Of what is blocked or failed.
    package let cause: EgressCause?
    /// Of the HTTP answer, or the last SMTP reply; nil where there was none.
    package let status: Int?
    /// The body or message; what the protocol adds is not counted.
    package let bytesOut: Int
    /// Header lines and body of the answer.
    package let bytesIn: Int
    /// From the call to its end.
    package let milliseconds: Int
}

/// Why an attempt did not come to an answer.
package enum EgressCause: String, Sendable, CaseIterable {
    // Blocked:
    /// The recipient has no such origin, or the URL cannot be read.
    case origin
    /// The recipient does not get data for this purpose.
    case purpose
    /// The name leads to an address that is not public, and the operator does not list the origin.
    case address
    /// A sub-processor that the organization was not told of long enough, or objects to.
    case hold

    // Failed:
    case resolve, connect, tls
    /// The time was up: of the connection, of the whole, or of waiting for a place.
    case time
    /// The answer is larger than the caller's limits.
    case size
    /// The connection broke, or what came is no answer in the protocol.
    case answer
    /// A mail server refused, by a 4xx or 5xx reply.
    case refused
    /// Too much waits for this recipient, or for all.
    case busy
    /// The caller no longer wants it.
    case cancelled
    /// The program is stopping, or it lacks something it needs.
    case stopped

    package var isBlock: Bool { self == .origin || self == .purpose || self == .address || self == .hold }

    /// The failure that callers see. Host and cause are in its detail; neither is about a person.
    func failure(host: String) -> Failure {
        let detail = "egress \(rawValue): \(host)"
        return switch self {
        case .origin, .purpose, .address:
            Failure(
                .forbidden,
                "This program does not send there. The operator can list the address as a recipient's.", detail: detail)
        case .hold:
            Failure(
                .forbidden,
                "Nothing of this organization goes there: it was not told long enough, or it objects.", detail: detail)
        case .busy:
            Failure(.limit(retryAfter: 10), "Too much is on its way there. Try again in 10 seconds.", detail: detail)
        case .resolve:
            Failure(.unavailable, "There is no such host. Check its name, or try again in a minute.", detail: detail)
        case .tls:
            Failure(
                .unavailable, "The other system's certificate or TLS is not accepted. Its operator has to renew it.",
                detail: detail)
        case .size:
            Failure(.unavailable, "The other system's answer is too large.", detail: detail)
        case .connect, .time, .answer, .refused:
            Failure(.unavailable, "The other system does not answer. Try again in a minute.", detail: detail)
        case .cancelled, .stopped:
            Failure(.unavailable, "The program is stopping. Try again in a minute.", detail: detail)
        }
    }
}
