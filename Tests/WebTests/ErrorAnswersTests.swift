import Domain
import Logging
import Synchronization
import Testing

@testable import Web

@Suite("What went wrong")
struct ErrorAnswersTests {
    private struct Odd: Error {}

    /// Keeps the references that were logged.
    private final class Lines: Sendable {
        let references = Mutex<[String]>([])
    }

    private struct Listener: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            guard let reference = event.metadata?["reference"] else { return }
            lines.references.withLock { $0.append("\(reference)") }
        }
    }

    @Test("is logged with the very reference that the page shows, once")
    func reference() {
        let lines = Lines()
        let errors = ErrorAnswers(log: Logger(label: "test") { _ in Listener(lines: lines) })
        for error: any Error in [Odd(), Failure(.unavailable, "No.", detail: "a place")] {
            let answer = errors.answer(to: error)
            #expect(answer.failure.kind == .unavailable)
            #expect(answer.reference?.utf8.count == 8)
            #expect(lines.references.withLock { $0.removeLast() } == answer.reference)
        }
        #expect(lines.references.withLock { $0.isEmpty })
    }

    @Test("and is the caller's fault is neither logged nor given a reference")
    func callers() {
        let lines = Lines()
        let errors = ErrorAnswers(log: Logger(label: "test") { _ in Listener(lines: lines) })
        for error: any Error in [Failure.notFound("No."), Failure(.forbidden, "No."), CancellationError()] {
            #expect(errors.answer(to: error).reference == nil)
        }
        #expect(lines.references.withLock { $0.isEmpty })
    }
}
