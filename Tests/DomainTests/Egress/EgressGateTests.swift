@testable import Domain
import Synchronization
import Testing

@Suite("The way out: the gate", .timeLimit(.minutes(1)))
struct EgressGateTests {
    private static let ok = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Two:  a b \r\n\r\nhi")

    @Test("X1: what is not among a recipient's origins is blocked and recorded, and no socket is opened")
    func unlistedHost() async throws {
        try await withServer(Self.ok) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let other = try #require(Origin("https://other.example"))
                let recipient = Recipient.test([other], kind: .subProcessor)
                let refused = await caughtFailure {
                    try await way.egress.fetch(
                        OutgoingRequest(to: recipient, for: .service, url: "\(origin)/secret?who=ann"))
                }
                #expect(refused?.kind == .forbidden)
                #expect(refused?.detail == "egress origin: 127.0.0.1")
                #expect(server.acceptedCount == 0)
                let event = try #require(way.events.first)
                #expect(way.events.count == 1)
                #expect(event.outcome == .blocked && event.cause == .origin && event.host == "127.0.0.1")
                #expect(event.recipient == recipient.id && event.kind == .subProcessor && event.purpose == .service)
                #expect(!"\(event)".contains("secret") && !"\(event)".contains("ann"))
                #expect(way.count(.subProcessor, .blocked) == 1)
            }
        }
    }

    @Test("A recipient gets nothing for a purpose that is not its own")
    func purpose() async throws {
        try await withServer(Self.ok) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let recipient = Recipient.test([origin], purposes: [.service, .security])
                let refused = await caughtFailure {
                    try await way.egress.fetch(OutgoingRequest(to: recipient, for: .experience, url: "\(origin)"))
                }
                #expect(refused?.kind == .forbidden)
                #expect(way.events.map(\.cause) == [.purpose])
                #expect(server.acceptedCount == 0)
            }
        }
    }

    @Test(
        "A recipient's origin that leads into this machine is blocked as its socket opens, unless the operator lists it",
        arguments: ["127.0.0.1", "localhost", "127.8.8.8", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"])
    func loopback(host: String) async throws {
        try await withServer(Self.ok) { server in
            let origin = try #require(Origin("http://\(host):\(server.port)"))
            let neighbour = try #require(Origin("http://\(host):\(server.port ^ 1)"))
            try await withWayOut(listed: [neighbour]) { way in
                let refused = await caughtFailure {
                    try await way.egress.fetch(
                        OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/x"))
                }
                #expect(refused?.kind == .forbidden)
                #expect(way.events.map(\.cause) == [.address])
                #expect(way.events.map(\.outcome) == [.blocked])
                #expect(server.acceptedCount == 0)
                #expect(way.count(.customerSystem, .blocked) == 1)
            }
        }
    }

    @Test(
        "Private and metadata addresses are blocked without a packet",
        arguments: [
            "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fd00::1]", "[fe80::1]",
            "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]",
        ])
    func privateAddresses(host: String) async throws {
        try await withWayOut { way in
            let origin = try #require(Origin("https://\(host)"))
            let refused = await caughtFailure {
                try await way.egress.fetch(OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)"))
            }
            #expect(refused?.kind == .forbidden)
            #expect(way.events.map(\.cause) == [.address])
        }
    }

    @Test(
        "Other spellings of an address, user information and other schemes are blocked",
        arguments: [
            "http://2130706433:PORT/", "http://0x7f.0.0.1:PORT/", "http://0177.0.0.1:PORT/", "http://127.1:PORT/",
            "http://a@127.0.0.1:PORT/", "file:///etc/passwd", "ftp://127.0.0.1:PORT/", "http://127.0.0.1:PORT/#x",
            "smtp://127.0.0.1:PORT/", "https://127.0.0.1:PORT/", "http://127.0.0.2:PORT/",
        ])
    func spellings(pattern: String) async throws {
        try await withServer(Self.ok) { server in
            let origin = try server.origin()
            let url = pattern.replacing("PORT", with: "\(server.port)")
            try await withWayOut(listed: [origin]) { way in
                let refused = await caughtFailure {
                    try await way.egress.fetch(OutgoingRequest(to: .test([origin]), for: .service, url: url))
                }
                #expect(refused?.kind == .forbidden)
                #expect(way.events.map(\.cause) == [.origin])
                #expect(server.acceptedCount == 0)
            }
        }
    }

    @Test("A listed origin is reached; the attempt is recorded with what went each way")
    func listed() async throws {
        let seen = Mutex("")
        try await withServer { wire in
            guard let (head, body) = readRequest(wire) else { return }
            seen.withLock { $0 = head + String(decoding: body, as: UTF8.self) }
            wire.write("HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-Two:  a b \r\nx-two: c\r\n\r\nhi")
        } _: { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let response = try await way.egress.fetch(
                    OutgoingRequest(
                        to: .test([origin]), for: .service, method: .patch, url: "\(origin)/a/../b?c=%20d",
                        headers: [("X-Own", "one"), ("X-Empty", ""), ("Content-Type", "application/json")],
                        body: Array(#"{"a":1}"#.utf8)))
                #expect(response.status == 201)
                #expect(response.body == Array("hi".utf8))
                #expect(response.header("x-two") == "a b")
                #expect(response.headers.map(\.name) == ["content-length", "x-two", "x-two"])
                let event = try #require(way.events.first)
                #expect(event.outcome == .done && event.cause == nil && event.status == 201)
                #expect(event.bytesOut == 7 && event.bytesIn > 2 && event.milliseconds >= 0)
                #expect(way.count(.customerSystem, .done) == 1)
                #expect(way.count(.customerSystem, .failed) == 0)
            }
        }
        let head = seen.withLock { $0 }
        #expect(head.hasPrefix("PATCH /a/../b?c=%20d HTTP/1.1\r\n"))
        #expect(head.contains("User-Agent: InteractiveInstructors\r\n"))
        #expect(head.contains("X-Own: one\r\n") && head.contains("X-Empty:\r\n"))
        #expect(head.contains("Content-Type: application/json\r\n"))
        #expect(!head.contains("Expect") && !head.contains("form-urlencoded"))
        #expect(head.hasSuffix("\r\n\r\n{\"a\":1}"))
    }

    @Test("A redirect is an answer; nobody goes where it points")
    func redirect() async throws {
        try await withServer(Self.ok) { target in
            let elsewhere = try target.origin()
            let redirect = "HTTP/1.1 302 Found\r\nLocation: \(elsewhere)/x\r\nContent-Length: 0\r\n\r\n"
            try await withServer(answering(redirect)) { server in
                let origin = try server.origin()
                try await withWayOut(listed: [origin, elsewhere]) { way in
                    let response = try await way.egress.fetch(
                        OutgoingRequest(to: .test([origin, elsewhere]), for: .service, url: "\(origin)/"))
                    #expect(response.status == 302)
                    #expect(response.header("location") == "\(elsewhere)/x")
                    #expect(target.acceptedCount == 0 && server.acceptedCount == 1)
                }
            }
        }
    }

    @Test("Each request opens a connection of its own")
    func noReuse() async throws {
        try await withServer { wire in
            while readRequest(wire) != nil { wire.write("HTTP/1.1 204 No Content\r\n\r\n") }
        } _: { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let recipient = Recipient.test([origin])
                for _ in 0..<3 {
                    let request = OutgoingRequest(to: recipient, for: .service, url: "\(origin)/")
                    let response = try await way.egress.fetch(request)
                    #expect(response.status == 204)
                }
                #expect(server.acceptedCount == 3)
            }
        }
    }

    @Test(
        "A header field with a line break, or that is not the caller's, is not sent",
        arguments: [
            ("X-A", "b\r\nX-C: d"), ("X-A", "b\nX-C: d"), ("X-A", "b\u{0}"), ("X-A\r\nX-C", "d"), ("", "x"),
            ("X A", "b"),
            ("Host", "evil.example"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
        ])
    func headers(name: String, value: String) async throws {
        try await withServer(Self.ok) { server in
            let origin = try server.origin()
            try await withWayOut(listed: [origin]) { way in
                let refused = await caughtFailure {
                    try await way.egress.fetch(
                        OutgoingRequest(
                            to: .test([origin]), for: .service, url: "\(origin)/", headers: [(name, value)]))
                }
                #expect(refused?.kind == .invalid(field: "headers"))
                #expect(server.acceptedCount == 0)
            }
        }
    }

    @Test("Requests and answers do not print what they carry")
    func concealed() throws {
        let origin = try #require(Origin("https://a.example"))
        let request = OutgoingRequest(to: .test([origin]), for: .service, url: "https://a.example/ann", body: [7, 7])
        #expect(!"\(request)".contains("ann"))
        let response = OutgoingResponse(status: 200, headers: [("x", "ann")], body: [])
        #expect(!"\(response)".contains("ann"))
    }
}
