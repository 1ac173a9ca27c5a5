@testable import Domain
import Glibc
import Synchronization
import Testing

@Suite("The way out: limits", .timeLimit(.minutes(1)))
struct EgressLimitTests {
    private func outcome(
        _ limits: EgressLimits = .standard, _ script: @escaping @Sendable (Wire) -> Void
    ) async throws -> (failure: Failure?, event: EgressEvent?) {
        try await withServer(script) { server in
            let origin = try server.origin()
            return try await withWayOut(listed: [origin]) { way in
                let refused = await caughtFailure {
                    try await way.egress.fetch(
                        OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/", limits: limits))
                }
                #expect(way.count(.customerSystem, .failed) == (refused == nil ? 0 : 1))
                return (refused, way.events.first)
            }
        }
    }

    @Test("A body over its limit is not taken, whether its length is announced or not")
    func body() async throws {
        let limits = EgressLimits(bodyBytesMax: 1_000)
        let body = String(repeating: "x", count: 1_001)
        for head in ["Content-Length: 1001\r\n", "Connection: close\r\n"] {
            let (refused, event) = try await outcome(limits, answering("HTTP/1.1 200 OK\r\n\(head)\r\n\(body)"))
            #expect(refused?.kind == .unavailable)
            #expect(event?.cause == .size && event?.outcome == .failed && event?.status == 200)
        }
        let exact = answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(body.dropLast())")
        #expect(try await outcome(limits, exact).failure == nil)
    }

    @Test("Header lines over their limit are not taken")
    func header() async throws {
        let line = "X-Long: \(String(repeating: "y", count: 1_000))\r\n"
        let answer = "HTTP/1.1 200 OK\r\n\(String(repeating: line, count: 33))\r\n"
        #expect(try await outcome(.standard, answering(answer)).event?.cause == .size)
        let shorter = "HTTP/1.1 204 OK\r\n\(String(repeating: line, count: 31))\r\n"
        #expect(try await outcome(.standard, answering(shorter)).failure == nil)
    }

    @Test("Interim answers are passed over, and their fields with them")
    func interim() async throws {
        let answer = "HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-B: 2\r\nContent-Length: 0\r\n\r\n"
        try await withServer(answering(answer)) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let response = try await way.egress.fetch(
                    OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/"))
                #expect(response.status == 200)
                #expect(response.headers.map(\.name) == ["x-b", "content-length"])
            }
        }
    }

    @Test("A server that says nothing is given up")
    func hang() async throws {
        let (refused, event) = try await outcome(EgressLimits(wholeMilliseconds: 200), hanging)
        #expect(refused?.kind == .unavailable)
        #expect(event?.cause == .time && event?.status == nil)
    }

    @Test("A server that drips is given up when the whole time is over, however steady it is")
    func drip() async throws {
        let (refused, event) = try await outcome(EgressLimits(wholeMilliseconds: 1_500)) { wire in
            guard readRequest(wire) != nil else { return }
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while wire.write("x") { usleep(20_000) }
        }
        #expect(refused?.kind == .unavailable)
        #expect(event?.cause == .time && event?.status == 200)
        #expect((event?.bytesIn ?? 0) > 0)
    }

    @Test(
        "What is no HTTP, or breaks off, is no answer",
        arguments: ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
    func broken(answer: String) async throws {
        #expect(try await outcome(.standard, answering(answer)).event?.cause == .answer)
    }

    @Test("Nobody listening, and no such name, are told apart")
    func nobody() async throws {
        let server = try ScriptedServer(hanging)
        let origin = try server.origin()
        server.stop()
        let nowhere = try #require(Origin("http://no-such-host.invalid"))
        try await withWayOut(listed: [origin, nowhere]) { way in
            for place in [origin, nowhere] {
                let refused = await caughtFailure {
                    try await way.egress.fetch(OutgoingRequest(to: .test([place]), for: .service, url: "\(place)"))
                }
                #expect(refused?.kind == .unavailable)
            }
            #expect(way.events.last?.cause == .resolve)
            #expect(way.events.first?.cause == .connect || way.events.first?.cause == .answer)
        }
    }

    @Test("Limits can be tightened, not widened")
    func clamped() {
        let limits = EgressLimits(
            connectMilliseconds: 1 << 40, wholeMilliseconds: 1 << 40, headerBytesMax: 1 << 40, bodyBytesMax: 1 << 40)
        #expect(limits == EgressLimits(bodyBytesMax: 16_777_216))
        #expect(EgressLimits(wholeMilliseconds: -5).wholeMilliseconds == 1)
    }

    @Test("A task that is cancelled ends its transfer, and the connection")
    func cancellation() async throws {
        let isGone = Mutex(false)
        try await withServer { wire in
            wire.drain()
            isGone.withLock { $0 = true }
        } _: { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let task = Task {
                    try await way.egress.fetch(
                        OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/"))
                }
                try await eventually { server.acceptedCount == 1 }
                #expect(!isGone.withLock { $0 })
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(way.events.map(\.cause) == [.cancelled])
                try await eventually { isGone.withLock { $0 } }
            }
        }
    }

    @Test("A task that is cancelled beforehand sends nothing")
    func cancelledBefore() async throws {
        try await withServer(hanging) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await way.egress.fetch(
                        OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/"))
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(server.acceptedCount == 0)
            }
        }
    }
}
