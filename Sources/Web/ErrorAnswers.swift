import Domain
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import NIOHTTP1

/// Turns whatever went wrong into a `Failure`, and logs and counts what is not the caller's fault.
struct ErrorAnswers: Sendable {
    let log: Logger

    func failure(for error: any Error) -> Failure { answer(to: error).failure }

    /// The failure and, where it was logged, the reference that stands beside it in the log.
    func answer(to error: any Error) -> (failure: Failure, reference: String?) {
        let (failure, fault) = Self.judge(error)
        return (failure, fault.map(note))
    }

    /// What to answer, and the detail to log where it is not the caller's fault.
    private static func judge(_ error: any Error) -> (failure: Failure, fault: String?) {
        if let failure = error as? Failure {
            return (failure, failure.kind == .unavailable ? failure.detail ?? failure.message : nil)
        }
        if let failure = callersFailure(error) { return (failure, nil) }
        let failure = Failure(
            .unavailable,
            "Something went wrong here, and nothing was stored. Try again; if it persists, tell the operator.")
        return (failure, String(reflecting: type(of: error)))
    }

    private static func callersFailure(_ error: any Error) -> Failure? {
        switch error {
        case is NIOTooManyBytesError:
            return Failure(.limit(retryAfter: nil), "The request is too large; send less at once.")
        case let error as HTTPError where error.status.code < 500:
            return error.status == .contentTooLarge
                ? Failure(.limit(retryAfter: nil), "The request is too large; send less at once.")
                : error.status == .notFound
                    ? Failure.notFound("There is nothing at this address.")
                    : Failure.invalid("request", "The request cannot be read: status \(error.status.code).")
        case is HTTPParserError, is ChannelError, is IOError:
            // The caller broke off, or never spoke HTTP: nobody here has to be woken for it.
            return Failure.invalid("request", "The request broke off or is not HTTP; send it again.")
        case is CancellationError:
            return Failure(.unavailable, "The request was given up before it was done.")
        default:
            return nil
        }
    }

    /// The detail names types and places, never values.
    /// - Returns: the reference that the log now has.
    private func note(_ detail: String) -> String {
        let reference = Reference.make()
        Counter(label: "instructors_errors_total").increment()
        log.error("A request failed", metadata: ["detail": "\(detail)", "reference": "\(reference)"])
        return reference
    }
}
