import Domain
import Logging
import ServiceLifecycle

/// Looks every five minutes whether the probes or the audit are due. They look through every organization, which takes a
/// while where there are many: beside the jobs of people, not before them.
struct ProofLoop: Service {
    let platform: Platform
    /// The way in of the probes.
    let door: any CanaryDoor
    let log: Logger

    private static let firstAfter = Duration.seconds(2)
    private static let every = Duration.seconds(300)

    func run() async throws {
        var rest = Self.firstAfter
        while true {
            let pause = rest
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
            if Task.isShuttingDownGracefully || Task.isCancelled { return }
            await attempt("probes") { _ = try await platform.probeIfDue(door: door) }
            await attempt("audit") { _ = try await platform.auditIfDue() }
            rest = Self.every
        }
    }

    private func attempt(_ step: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            let detail = (error as? Failure)?.detail ?? String(reflecting: type(of: error))
            log.error(
                "Proofs could not be made; it is tried again", metadata: ["step": "\(step)", "detail": "\(detail)"])
        }
    }
}
