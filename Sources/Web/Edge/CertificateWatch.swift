import NIOPosix
import ServiceLifecycle
import UnixSignals

/// Looks every few seconds whether the certificate's files changed, and reads them again on SIGHUP.
struct CertificateWatch: Service {
    private static let everySeconds = 2

    let certificates: CertificateStore

    func run() async throws {
        let certificates = certificates
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        await withTaskGroup { group in
            group.addTask {
                for await _ in hangUps.cancelOnGracefulShutdown() {
                    await Self.offThePool { certificates.reload(evenUnchanged: true) }
                }
            }
            group.addTask {
                while !Task.isShuttingDownGracefully && !Task.isCancelled {
                    await Self.offThePool { certificates.reload() }
                    await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(Self.everySeconds)) }
                }
            }
        }
    }

    /// Files are not read on the threads that answer requests.
    private static func offThePool(_ body: @escaping @Sendable () -> Void) async {
        try? await NIOThreadPool.singleton.runIfActive(body)
    }
}
