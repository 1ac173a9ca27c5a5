@testable import Domain
import Foundation
import Synchronization
import Testing

@Suite("The way out: mail", .timeLimit(.minutes(1)))
struct OutgoingMailTests {
    private let from: MailAddress
    private let ann: MailAddress
    private let message: MailMessage

    init() throws {
        from = try #require(MailAddress("no-reply@instructors.example", name: "Interactive Instructors"))
        ann = try #require(MailAddress("ann@havn.example"))
        message = try MailMessage(
            from: from, to: [ann], subject: "Sign in", text: "Hello\n.\n..two\n.three", at: TestInstant.monday)
    }

    private func mail(
        _ server: Origin, _ message: [UInt8]? = nil, credentials: MailCredentials? = nil,
        limits: EgressLimits = .standard
    ) -> OutgoingMail {
        OutgoingMail(
            to: .test([server], kind: .operatorInfrastructure, purposes: [.security]), for: .security, server: server,
            credentials: credentials, from: from, recipients: [ann], message: message ?? self.message.bytes,
            limits: limits)
    }

    /// What sending to a server with that script throws, and the event that was written down.
    private func outcome(
        _ script: MailScript, limits: EgressLimits = .standard
    ) async throws -> (error: (any Error)?, event: EgressEvent?) {
        try await withMailServer(script) { server, _ in
            let origin = try server.origin("smtp")
            return try await withWayOut(listed: [origin]) { way in
                do {
                    _ = try await way.egress.send(mail(origin, limits: limits))
                    return (nil, way.events.first)
                } catch {
                    return (error, way.events.first)
                }
            }
        }
    }

    @Test("A message is handed over as it is, and the server's reply comes back")
    func sent() async throws {
        try await withMailServer(MailScript()) { server, log in
            let origin = try server.origin("smtp")
            try await withWayOut(listed: [origin]) { way in
                let reply = try await way.egress.send(mail(origin))
                #expect(reply == MailReply(code: 250, text: "2.0.0 queued as 4711"))
                #expect(
                    log.lines.prefix(4) == [
                        "EHLO instructors.example", "MAIL FROM:<no-reply@instructors.example>",
                        "RCPT TO:<ann@havn.example>", "DATA",
                    ])
                let sent = try #require(log.messages.first)
                #expect(sent.hasSuffix("\r\n\r\nHello\r\n..\r\n...two\r\n..three\r\n"))
                #expect(undoubled(sent) == String(decoding: message.bytes, as: UTF8.self))
                let event = try #require(way.events.first)
                #expect(event.outcome == .done && event.status == 250 && event.purpose == .security)
                #expect(event.bytesOut == message.bytes.count && event.bytesIn > 20)
                #expect(way.count(.operatorInfrastructure, .done) == 1)
            }
        }
    }

    /// As a server takes the dots away (RFC 5321, section 4.5.2).
    private func undoubled(_ text: String) -> String {
        var lines = text.components(separatedBy: "\r\n")
        for place in lines.indices where lines[place].hasPrefix(".") { lines[place].removeFirst() }
        return lines.joined(separator: "\r\n")
    }

    @Test("A message larger than every buffer arrives whole")
    func large() async throws {
        let text = String(repeating: "A line with = and . in it\n.\n", count: 8_000)
        let large = try MailMessage(from: from, to: [ann], subject: "Large", text: text, at: 0)
        try await withMailServer(MailScript()) { server, log in
            let origin = try server.origin("smtp")
            try await withWayOut(listed: [origin]) { way in
                _ = try await way.egress.send(mail(origin, large.bytes))
                #expect(undoubled(try #require(log.messages.first)) == String(decoding: large.bytes, as: UTF8.self))
            }
        }
    }

    @Test(
        "A 4xx reply is temporary, a 5xx reply to the message permanent; the reply is kept",
        arguments: [
            (MailScript(mail: "452 4.3.1 full"), 452, "4.3.1 full", MailRefusal.Stage.sender, false),
            (MailScript(mail: "550 5.7.1 not you"), 550, "5.7.1 not you", .sender, true),
            (MailScript(recipients: "450 4.2.1 later"), 450, "4.2.1 later", .recipient, false),
            (MailScript(recipients: "550-5.1.1 no\r\n550 such user"), 550, "5.1.1 no such user", .recipient, true),
            (MailScript(data: "451 4.3.0 not now"), 451, "4.3.0 not now", .message, false),
            (MailScript(end: "554 5.7.1 spam"), 554, "5.7.1 spam", .message, true),
            (MailScript(end: "451 4.7.1 greylisted"), 451, "4.7.1 greylisted", .message, false),
            (MailScript(greeting: "554 no service"), 554, "no service", .session, false),
            (MailScript(greeting: "421 busy"), 421, "busy", .session, false),
        ])
    func refused(script: MailScript, code: Int, text: String, stage: MailRefusal.Stage, isPermanent: Bool) async throws
    {
        let (error, event) = try await outcome(script)
        let refusal = try #require(error as? MailRefusal)
        #expect(refusal == MailRefusal(code: code, text: text, stage: stage))
        #expect(refusal.isPermanent == isPermanent)
        #expect(event?.outcome == .failed && event?.cause == .refused && event?.status == code)
    }

    @Test("A server that hangs is given up, at whatever point it hangs")
    func hanging() async throws {
        for script in [
            MailScript(greeting: nil), MailScript(mail: nil), MailScript(recipients: nil), MailScript(data: nil),
            MailScript(end: nil),
        ] {
            let (error, event) = try await outcome(script, limits: EgressLimits(wholeMilliseconds: 300))
            #expect((error as? Failure)?.kind == .unavailable)
            #expect(event?.cause == .time)
        }
    }

    @Test("A server that stops reading in the middle of a message is given up")
    func stuck() async throws {
        try await withStuckServer { origin, large, _ in
            try await withWayOut(listed: [origin]) { way in
                let limits = EgressLimits(wholeMilliseconds: 1_500)
                let refused = await caughtFailure { try await way.egress.send(mail(origin, large, limits: limits)) }
                #expect(refused?.kind == .unavailable)
                let event = try #require(way.events.first)
                #expect(event.cause == .time && event.status == 354)
                #expect(event.bytesOut < large.count, "it was in the middle")
            }
        }
    }

    @Test("Giving up a message in the middle holds up nobody")
    func stuckAndCancelled() async throws {
        try await withServer(answering("HTTP/1.1 204 No Content\r\n\r\n")) { other in
            let fast = try other.origin()
            try await withStuckServer { origin, large, hasBegun in
                try await withWayOut(listed: [origin, fast]) { way in
                    let task = Task { try await way.egress.send(mail(origin, large)) }
                    try await eventually { hasBegun.withLock { $0 } }
                    // Until the system takes no more.
                    try await Task.sleep(for: .milliseconds(300))
                    task.cancel()
                    let response = try await way.egress.fetch(
                        OutgoingRequest(
                            to: .test([fast]), for: .service, url: "\(fast)/",
                            limits: EgressLimits(wholeMilliseconds: 8_000)))
                    #expect(response.status == 204)
                    await #expect(throws: CancellationError.self) { try await task.value }
                }
            }
        }
    }

    /// A mail server that lets a message begin and then reads no more; a message that it does not take in one go; and
    /// whether it has begun.
    private func withStuckServer(
        _ body: (Origin, [UInt8], borrowing Mutex<Bool>) async throws -> Void
    ) async throws {
        let line = Array(String(repeating: "x", count: 998).utf8) + [0x0D, 0x0A]
        let large = Array(repeatElement(line, count: 8_300).joined())
        let hasBegun = Mutex(false)
        try await withServer { wire in
            wire.write("220 test\r\n")
            while let line = wire.line(), line != "DATA" { wire.write("250 ok\r\n") }
            wire.write("354 go on\r\n")
            hasBegun.withLock { $0 = true }
            wire.standStill()
        } _: { server in
            try await body(try server.origin("smtp"), large, hasBegun)
        }
    }

    @Test("A server that closes, at whatever point, has not answered")
    func closing() async throws {
        for script in [
            MailScript(greeting: ""), MailScript(mail: ""), MailScript(recipients: ""), MailScript(data: ""),
            MailScript(end: ""),
        ] {
            let (error, event) = try await outcome(script)
            #expect((error as? Failure)?.kind == .unavailable)
            #expect(event?.cause == .answer)
        }
    }

    @Test("A server that never answers QUIT holds up nobody")
    func silentQuit() async throws {
        try await withServer(answering("HTTP/1.1 204 No Content\r\n\r\n")) { other in
            let fast = try other.origin()
            for script in [MailScript(quit: nil), MailScript(recipients: "550 no", quit: nil)] {
                try await withMailServer(script) { server, log in
                    let origin = try server.origin("smtp")
                    try await withWayOut(listed: [origin, fast]) { way in
                        if script.recipients == "550 no" {
                            await #expect(throws: MailRefusal.self) { try await way.egress.send(mail(origin)) }
                        } else {
                            let reply = try await way.egress.send(mail(origin))
                            #expect(reply.code == 250)
                        }
                        let response = try await way.egress.fetch(
                            OutgoingRequest(to: .test([fast]), for: .service, url: "\(fast)/"))
                        #expect(response.status == 204)
                        try await eventually { log.lines.last == "QUIT" }
                    }
                }
            }
        }
    }

    @Test("Nothing is said in the clear to a server elsewhere")
    func clear() async throws {
        try await withMailServer(MailScript()) { server, log in
            // libcurl itself takes this name for this machine; the gate takes it for any other.
            let origin = try #require(Origin("smtp://mail.localhost:\(server.port)"))
            try await withWayOut(listed: [origin]) { way in
                let refused = await caughtFailure { try await way.egress.send(mail(origin)) }
                #expect(refused?.kind == .unavailable)
                #expect(way.events.map(\.cause) == [.tls])
                #expect(log.lines.allSatisfy { $0.hasPrefix("EHLO") || $0 == "QUIT" })
            }
        }
    }

    @Test("Signing in at the server; a wrong password is the operator's to mend, and the message can wait")
    func credentials() async throws {
        let credentials = try #require(MailCredentials(user: "relay", password: Personal("s3cret")))
        var script = MailScript()
        script.extensions = ["AUTH PLAIN", "8BITMIME"]
        try await withMailServer(script) { server, log in
            let origin = try server.origin("smtp")
            try await withWayOut(listed: [origin]) { way in
                _ = try await way.egress.send(mail(origin, credentials: credentials))
                #expect(log.lines.contains("AUTH PLAIN"))
                #expect(log.lines.contains(Base64.encode(Array("\0relay\0s3cret".utf8))))
            }
        }
        script.auth = "535 5.7.8 bad credentials"
        try await withMailServer(script) { server, log in
            let origin = try server.origin("smtp")
            try await withWayOut(listed: [origin]) { way in
                let refusal = await #expect(throws: MailRefusal.self) {
                    try await way.egress.send(mail(origin, credentials: credentials))
                }
                #expect(refusal?.code == 535 && refusal?.stage == .session && refusal?.isPermanent == false)
                #expect(log.messages.isEmpty)
            }
        }
        #expect(!"\(credentials)".contains("s3cret"))
    }

    @Test("A mail server is blocked like any other: by origin, purpose and address")
    func blocked() async throws {
        try await withMailServer(MailScript()) { server, log in
            let origin = try server.origin("smtp")
            try await withWayOut { way in
                let other = try #require(Origin("smtps://mail.example"))
                for (recipient, cause) in [
                    (Recipient.test([other], purposes: [.security]), EgressCause.origin),
                    (.test([origin], purposes: [.service]), .purpose),
                    (.test([origin], purposes: [.security]), .address),
                ] {
                    let refused = await caughtFailure {
                        try await way.egress.send(
                            OutgoingMail(
                                to: recipient, for: .security, server: origin, from: from, recipients: [ann],
                                message: message.bytes))
                    }
                    #expect(refused?.kind == .forbidden)
                    #expect(way.events.last?.cause == cause)
                }
                #expect(log.lines.isEmpty && server.acceptedCount == 0)
            }
        }
    }

    @Test(
        "A lone CR or LF, NUL or an endless line in a message is refused before anything is sent",
        arguments: [
            "a\nb\r\n", "a\rb\r\n", "a\r\r\n", "a\n.\nMAIL FROM:<x@y.example>\r\n", "a\u{0}\r\n", "a\r", "",
            String(repeating: "x", count: 999) + "\r\n",
        ])
    func smuggling(text: String) async throws {
        try await withMailServer(MailScript()) { server, _ in
            let origin = try server.origin("smtp")
            try await withWayOut(listed: [origin]) { way in
                let refused = await caughtFailure { try await way.egress.send(mail(origin, Array(text.utf8))) }
                #expect(refused?.kind == .invalid(field: "message"))
                #expect(server.acceptedCount == 0)
            }
        }
    }
}

enum TestInstant {
    /// 2026-03-02, 09:00 UTC.
    static let monday: Int64 = 1_772_442_000_000
}
