import Domain
import Logging
import ServiceLifecycle

/// The server's own rhythm: due jobs every second, counts every five, checkpoints of evidence every minute, a search for
/// forgotten work at start and hourly.
struct JobLoop: Service {
    let platform: Platform
    let log: Logger

    private static let countsEverySeconds = 5
    private static let checkpointsEverySeconds = 60
    private static let searchEverySeconds = 3_600

    func run() async throws {
        var second = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            if second % Self.searchEverySeconds == 0 { await attempt("find-work") { try await platform.findWork() } }
            if second % Self.countsEverySeconds == 0 { await platform.flushTallies() }
            if second % Self.checkpointsEverySeconds == 0 { await platform.sequenceEvidence() }
            await attempt("run-jobs") { try await platform.runDueJobs() }
            second += 1
            // A stop ends the rest, never a job.
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(1)) }
        }
    }

    /// A database that does not answer now may answer in a second.
    private func attempt(_ step: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            let detail = (error as? Failure)?.detail ?? String(reflecting: type(of: error))
            log.error(
                "Background work failed; it is tried again", metadata: ["step": "\(step)", "detail": "\(detail)"])
        }
    }
}
