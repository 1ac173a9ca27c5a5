@testable import Domain
import Synchronization

/// An egress gate of a test's own, with what it wrote down.
struct WayOut {
    let egress: Egress
    let metrics = MetricsRegistry()
    private let written: Events

    private final class Events: Sendable {
        let all = Mutex<[EgressEvent]>([])
    }

    init(listed: [Origin] = [], authoritiesFile: String? = nil) {
        let written = Events()
        self.written = written
        egress = Egress(
            rules: EgressRules(listed: Set(listed), authoritiesFile: authoritiesFile), metrics: metrics
        ) { event in written.all.withLock { $0.append(event) } }
    }

    var events: [EgressEvent] { written.all.withLock { $0 } }

    /// The value of `egress_total` for one set of labels.
    func count(_ kind: Recipient.Kind, _ outcome: EgressEvent.Outcome) -> Int? {
        let line = "egress_total{kind=\"\(kind.rawValue)\",outcome=\"\(outcome.rawValue)\"} "
        return String(decoding: metrics.exposition(), as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(line) }.flatMap { Int($0.dropFirst(line.utf8.count)) }
    }
}

/// Runs `body` with a gate that lists these origins, and closes it.
func withWayOut<Result>(
    listed: [Origin] = [], authoritiesFile: String? = nil, _ body: (WayOut) async throws -> Result
) async throws -> Result {
    let way = WayOut(listed: listed, authoritiesFile: authoritiesFile)
    do {
        let result = try await body(way)
        await way.egress.close()
        return result
    } catch {
        await way.egress.close()
        throw error
    }
}

extension Recipient {
    static func test(_ origins: [Origin], kind: Kind = .customerSystem, purposes: Set<PurposeName> = [.service])
        -> Recipient
    {
        Recipient(id: .random(), kind: kind, name: "Test", origins: origins, purposes: purposes)
    }
}

extension ScriptedServer {
    /// Its origin by address.
    func origin(_ scheme: String = "http") throws -> Origin {
        guard let origin = Origin("\(scheme)://127.0.0.1:\(port)") else { throw NoOrigin() }
        return origin
    }

    private struct NoOrigin: Error {}
}

/// Reads one HTTP request and gives its head and body.
func readRequest(_ wire: Wire) -> (head: String, body: [UInt8])? {
    guard let head = wire.read(until: "\r\n\r\n").map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
    let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
    return (head, wire.read(count: length ?? 0) ?? [])
}

/// Answers every request with these bytes.
func answering(_ answer: String) -> @Sendable (Wire) -> Void {
    { wire in
        guard readRequest(wire) != nil else { return }
        wire.write(answer)
    }
}

/// Takes every request and says nothing.
let hanging: @Sendable (Wire) -> Void = { $0.drain() }

/// Waits for something that comes about on another thread.
func eventually(_ condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(2)) }
}

/// The failure that `body` throws.
func caughtFailure<Value>(_ body: () async throws -> Value) async -> Failure? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? Failure
    }
}
