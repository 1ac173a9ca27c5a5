@testable import Domain
import Testing

@Suite("The way out: lanes", .timeLimit(.minutes(1)))
struct EgressLaneTests {
    private static let ok = answering("HTTP/1.1 204 No Content\r\n\r\n")

    @Test("A recipient that does not answer has four places and delays nobody else")
    func dead() async throws {
        try await withServer(hanging) { dead in
            try await withServer(Self.ok) { alive in
                let (silent, quick) = (try dead.origin(), try alive.origin())
                try await withWayOut(listed: [silent, quick]) { way in
                    let recipient = Recipient.test([silent])
                    let waiting = (0..<10).map { _ in
                        Task {
                            try await way.egress.fetch(
                                OutgoingRequest(to: recipient, for: .service, url: "\(silent)/"))
                        }
                    }
                    try await eventually { dead.acceptedCount == 4 }
                    let other = Recipient.test([quick])
                    for _ in 0..<20 {
                        let request = OutgoingRequest(to: other, for: .service, url: "\(quick)/")
                        let response = try await way.egress.fetch(request)
                        #expect(response.status == 204)
                    }
                    #expect(dead.acceptedCount == 4)
                    let answered = way.events.filter { $0.recipient == other.id }
                    #expect(answered.count == 20 && answered.allSatisfy { $0.outcome == .done })
                    for task in waiting { task.cancel() }
                    // On a busy machine the time limit may come first.
                    for task in waiting { await #expect(throws: (any Error).self) { try await task.value } }
                    #expect(way.events.filter { $0.recipient == recipient.id }.count == 10)
                }
            }
        }
    }

    @Test("Beyond 4 and 64 waiting, a recipient's queue is full")
    func full() async throws {
        try await withServer(hanging) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let recipient = Recipient.test([origin])
                let egress = way.egress
                try await withThrowingTaskGroup(of: Failure?.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            await caughtFailure {
                                try await egress.fetch(
                                    OutgoingRequest(to: recipient, for: .service, url: "\(origin)/"))
                            }
                        }
                    }
                    try await eventually { server.acceptedCount == 4 }
                    for _ in 0..<65 {
                        group.addTask {
                            await caughtFailure {
                                try await egress.fetch(
                                    OutgoingRequest(to: recipient, for: .service, url: "\(origin)/"))
                            }
                        }
                    }
                    let first = try await group.next()
                    #expect(first??.kind == .limit(retryAfter: 10))
                    #expect(server.acceptedCount == 4)
                    group.cancelAll()
                    var others = 0
                    while let next = try await group.next() {
                        #expect(next == nil, "cancelled, not refused")
                        others += 1
                    }
                    #expect(others == 68)
                }
                #expect(way.events.filter { $0.cause == .busy }.count == 1)
            }
        }
    }

    @Test("Waiting counts towards the whole time")
    func waiting() async throws {
        try await withServer(hanging) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let recipient = Recipient.test([origin])
                let running = (0..<4).map { _ in
                    Task {
                        try await way.egress.fetch(OutgoingRequest(to: recipient, for: .service, url: "\(origin)/"))
                    }
                }
                try await eventually { server.acceptedCount == 4 }
                for _ in 0..<3 {
                    let refused = await caughtFailure {
                        try await way.egress.fetch(
                            OutgoingRequest(
                                to: recipient, for: .service, url: "\(origin)/",
                                limits: EgressLimits(wholeMilliseconds: 50)))
                    }
                    #expect(refused?.kind == .unavailable)
                }
                #expect(way.events.map(\.cause) == [.time, .time, .time])
                #expect(server.acceptedCount == 4, "they never got a place")
                for task in running { task.cancel() }
            }
        }
    }

    @Test("Two hundred requests of twenty recipients all come back")
    func many() async throws {
        try await withServer(Self.ok) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let recipients = (0..<20).map { _ in Recipient.test([origin]) }
                let egress = way.egress
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            try await egress.fetch(
                                OutgoingRequest(to: recipients[number % 20], for: .service, url: "\(origin)/")
                            ).status
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses == Array(repeating: 204, count: 200))
                #expect(way.count(.customerSystem, .done) == 200)
            }
        }
    }

    @Test("After closing nothing goes out any more; what hangs is given up")
    func closing() async throws {
        try await withServer(hanging) { server in
            let origin = try server.origin()
            let way = WayOut(listed: [origin])
            let request = OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/")
            let running = Task { await caughtFailure { try await way.egress.fetch(request) } }
            try await eventually { server.acceptedCount == 1 }
            await way.egress.close()
            #expect(await running.value?.kind == .unavailable)
            #expect(await caughtFailure { try await way.egress.fetch(request) }?.kind == .unavailable)
            #expect(way.events.map(\.cause) == [.stopped, .stopped])
            await way.egress.close()
        }
    }

    @Test("A gate that was never used closes at once")
    func idle() async {
        await WayOut().egress.close()
    }
}
