@testable import Domain
import Testing

@Suite("The way out: TLS", .timeLimit(.minutes(1)))
struct TLSTests {
    private func origin(_ scheme: String, _ server: TLSServer) throws -> Origin {
        try #require(Origin("\(scheme)://localhost:\(server.port)"))
    }

    private func fetch(_ server: TLSServer, trusting file: String?) async throws -> (status: Int?, cause: EgressCause?)
    {
        let origin = try origin("https", server)
        return try await withWayOut(listed: [origin], authoritiesFile: file) { way in
            let response = try? await way.egress.fetch(
                OutgoingRequest(to: .test([origin]), for: .service, url: "\(origin)/"))
            return (response?.status, way.events.first?.cause)
        }
    }

    @Test("A certificate that nobody vouches for is refused, and taken once the operator names its authority")
    func selfSigned() async throws {
        try await withTLSServer(.https) { server in
            let refused = try await fetch(server, trusting: nil)
            #expect(refused == (nil, .tls))
            let taken = try await fetch(server, trusting: server.certificate)
            #expect(taken == (200, nil))
        }
    }

    @Test("A certificate for another host is refused, whoever vouches for it")
    func otherHost() async throws {
        try await withTLSServer(.https, name: "DNS:other.example") { server in
            let refused = try await fetch(server, trusting: server.certificate)
            #expect(refused == (nil, .tls))
        }
    }

    @Test("An authority's file that is not there makes nothing trusted")
    func missingFile() async throws {
        try await withTLSServer(.https) { server in
            let refused = try await fetch(server, trusting: server.certificate + ".none")
            #expect(refused == (nil, .tls))
        }
    }

    private func send(
        _ scheme: String, _ server: TLSServer, trusting file: String?
    ) async throws -> (reply: MailReply?, cause: EgressCause?) {
        let origin = try origin(scheme, server)
        let from = try #require(MailAddress("a@instructors.example"))
        let message = try MailMessage(from: from, to: [from], subject: "s", text: "t", at: 0)
        return try await withWayOut(listed: [origin], authoritiesFile: file) { way in
            let reply = try? await way.egress.send(
                OutgoingMail(
                    to: .test([origin]), for: .service, server: origin, from: from, recipients: [from],
                    message: message.bytes))
            return (reply, way.events.first?.cause)
        }
    }

    @Test("Mail over TLS from the first byte needs a certificate that somebody vouches for")
    func smtps() async throws {
        try await withTLSServer(.smtps) { server in
            let refused = try await send("smtps", server, trusting: nil)
            #expect(refused == (nil, .tls))
            let sent = try await send("smtps", server, trusting: server.certificate)
            #expect(sent == (MailReply(code: 250, text: "over TLS"), nil))
        }
    }

    @Test("A server that offers STARTTLS is talked to over TLS; a bad certificate is not passed over")
    func startTLS() async throws {
        try await withTLSServer(.starttls) { server in
            let refused = try await send("smtp", server, trusting: nil)
            #expect(refused == (nil, .tls))
            let sent = try await send("smtp", server, trusting: server.certificate)
            #expect(sent == (MailReply(code: 250, text: "over TLS"), nil))
        }
    }
}
