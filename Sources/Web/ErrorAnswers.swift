import Domain
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore

/// Turns whatever went wrong into a `Failure`, and logs and counts what is not the caller's fault.
struct ErrorAnswers: Sendable {
    let log: Logger

    func failure(for error: any Error) -> Failure {
        switch error {
        case let failure as Failure:
            if failure.kind == .unavailable { note(failure.detail ?? failure.message) }
            return failure
        case is NIOTooManyBytesError:
            return Failure(.limit(retryAfter: nil), "The request is too large; send less at once.")
        case let error as HTTPError where error.status.code < 500:
            return error.status == .contentTooLarge
                ? Failure(.limit(retryAfter: nil), "The request is too large; send less at once.")
                : error.status == .notFound
                    ? Failure.notFound("There is nothing at this address.")
                    : Failure.invalid("request", "The request cannot be read: status \(error.status.code).")
        case is CancellationError:
            return Failure(.unavailable, "The request was given up before it was done.")
        default:
            note(String(reflecting: type(of: error)))
            return Failure(
                .unavailable,
                "Something went wrong here, and nothing was stored. Try again; if it persists, tell the operator.")
        }
    }

    /// The detail names types and places, never values.
    private func note(_ detail: String) {
        Counter(label: "instructors_errors_total").increment()
        log.error("A request failed", metadata: ["detail": "\(detail)"])
    }
}
