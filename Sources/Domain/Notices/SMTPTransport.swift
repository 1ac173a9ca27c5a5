/// The operator's mail server, as the configuration names it.
package struct MailServer: Sendable, Concealed {
    package let origin: Origin
    package let credentials: MailCredentials?
    package let from: MailAddress

    /// - Parameters:
    ///   - url: `smtp://host:25`, `smtps://user:password@host:465`; user and password percent-encoded.
    ///   - from: `training@operator.example`, or `Training <training@operator.example>`.
    package init?(url: String, from: String) {
        guard let mark = url.firstRange(of: "://") else { return nil }
        let scheme = url[..<mark.lowerBound].lowercased()
        let rest = url[mark.upperBound...]
        let at = rest.utf8.lastIndex(of: UInt8(ascii: "@"))
        let host = at.map { rest[rest.utf8.index(after: $0)...] } ?? rest
        guard let origin = Origin("\(scheme)://\(host)"), origin.scheme.isMail, let from = Self.address(from) else {
            return nil
        }
        var credentials: MailCredentials?
        if let at {
            let parts = rest[..<at].utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1).map {
                Self.decoded(Array($0))
            }
            guard parts.count == 2,
                let given = MailCredentials(user: parts[0], password: Personal(parts[1]))
            else { return nil }
            credentials = given
        }
        self.origin = origin
        self.credentials = credentials
        self.from = from
    }

    /// As the register of recipients has it.
    package var recipient: Recipient {
        Recipient(
            kind: .operatorInfrastructure, name: "Mail server", origins: [origin],
            purposes: [.security, .communication],
            of: nil)
    }

    private static func address(_ text: String) -> MailAddress? {
        guard text.utf8.last == UInt8(ascii: ">"), let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) else {
            return MailAddress(text)
        }
        var name = text[..<open]
        while name.utf8.last == 0x20 { name.removeLast() }
        return MailAddress(String(text[text.utf8.index(after: open)...].dropLast()), name: String(name))
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
            {
                output.append(byte)
                place += 3
            } else {
                output.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

/// Carries letters to the operator's mail server, through the one door out.
package struct SMTPTransport: MailTransport {
    private let egress: Egress
    private let recipient: Recipient
    private let server: MailServer

    package init(_ server: MailServer, through egress: Egress) {
        self.egress = egress
        recipient = server.recipient
        self.server = server
    }

    package var isConfigured: Bool { true }

    package func carry(_ letter: Letter) async throws -> String {
        do {
            let message = try MailMessage(
                from: server.from, to: [letter.address], subject: letter.subject, text: letter.text, at: letter.at,
                id: letter.id)
            let reply = try await egress.send(
                OutgoingMail(
                    to: recipient, for: letter.purpose, server: server.origin, credentials: server.credentials,
                    from: server.from, recipients: [letter.address], message: message.bytes))
            return "\(reply.code) \(reply.text)"
        } catch let refusal as MailRefusal {
            throw MailFailure(isPermanent: refusal.isPermanent, reply: "\(refusal.code) \(refusal.text)")
        } catch let failure as Failure {
            // A message that cannot be sent as it is will not become another one.
            let isPermanent = if case .invalid = failure.kind { true } else { false }
            throw MailFailure(isPermanent: isPermanent, reply: failure.detail ?? failure.message)
        }
    }
}
