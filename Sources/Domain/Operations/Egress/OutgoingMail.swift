/// A message on its way to a mail server (RFC 5321).
package struct OutgoingMail: Sendable, Concealed {
    package static let recipientsMax = 100
    package static let messageBytesMax = 8_388_608
    /// RFC 5321, section 4.5.3.1.6, without the line break.
    private static let lineBytesMax = 998

    /// Who runs the server: the recipient in the sense of the register, not the person who gets the mail.
    package let recipient: Recipient
    package let purpose: PurposeName
    package let server: Origin
    package let credentials: MailCredentials?
    package let from: MailAddress
    package let recipients: [MailAddress]
    package let message: [UInt8]
    package let limits: EgressLimits
    /// Whose data it is about: a sub-processor gets none without.
    package let organization: UUIDValue?

    /// - Parameters:
    ///   - server: `smtp` or `smtps`. With `smtp`, the connection must become TLS before anything is said, unless the
    ///     server is on this machine: then it does where the server offers it.
    ///   - message: header and body, as `MailMessage` gives them. Lines end in CRLF; leading dots are doubled on the way.
    package init(
        to recipient: Recipient, for purpose: PurposeName, server: Origin, credentials: MailCredentials? = nil,
        from: MailAddress, recipients: [MailAddress], message: [UInt8], limits: EgressLimits = .standard,
        of organization: UUIDValue? = nil
    ) {
        self.organization = organization
        self.recipient = recipient
        self.purpose = purpose
        self.server = server
        self.credentials = credentials
        self.from = from
        self.recipients = recipients
        self.message = message
        self.limits = limits
    }

    /// A lone CR or LF is refused: servers disagree on whether it ends a line, and a second message could hide behind it.
    func validate() throws(Failure) {
        guard (1...Self.recipientsMax).contains(recipients.count) else {
            throw .invalid("recipients", "A message goes to 1 to \(Self.recipientsMax) addresses.")
        }
        guard (1...Self.messageBytesMax).contains(message.count) else {
            throw .invalid("message", "A message has 1 byte to 8 MiB.")
        }
        var length = 0
        var last: UInt8 = 0
        for byte in message {
            let isBreak = byte == 0x0A
            guard isBreak == (last == 0x0D), byte != 0 else {
                throw .invalid("message", "The lines of a message end in CRLF.")
            }
            length = isBreak ? 0 : length + 1
            guard length <= Self.lineBytesMax + 1 else {
                throw .invalid("message", "A line of a message has at most \(Self.lineBytesMax) bytes.")
            }
            last = byte
        }
        guard last != 0x0D else { throw .invalid("message", "The lines of a message end in CRLF.") }
    }
}

/// How this program signs in at a mail server.
package struct MailCredentials: Sendable, Concealed, Equatable {
    package let user: String
    package let password: Personal<String>

    /// Nil where libcurl would cut the text short.
    package init?(user: String, password: Personal<String>) {
        guard (1...256).contains(user.utf8.count), (1...1_024).contains(password.revealed.utf8.count),
            (user.utf8.allSatisfy { $0 >= 0x20 }), (password.revealed.utf8.allSatisfy { $0 >= 0x20 })
        else { return nil }
        self.user = user
        self.password = password
    }
}

/// What a mail server said last: three digits and a text, which may name the address that it is about.
package struct MailReply: Sendable, Concealed, Equatable {
    package let code: Int
    /// Several lines are joined by spaces; at most 1,000 bytes.
    package let text: String

    package init(code: Int, text: String) {
        self.code = code
        self.text = text
    }
}

/// A mail server's no.
package struct MailRefusal: Error, Sendable, Equatable, Concealed {
    /// What was refused.
    package enum Stage: String, Sendable {
        /// This program: greeting, STARTTLS, signing in.
        case session
        case sender
        case recipient
        case message
    }

    package let code: Int
    /// May name the address that it is about.
    package let text: String
    package let stage: Stage

    package init(code: Int, text: String, stage: Stage) {
        self.code = code
        self.text = text
        self.stage = stage
    }

    /// Whether the same message would be refused again (RFC 5321, section 4.2.1). A server that refuses this program
    /// says nothing about the message: that is the operator's to mend, and the message can wait.
    package var isPermanent: Bool { code >= 500 && stage != .session }

    package var description: String { "mail refused: \(code), \(stage.rawValue)" }
    package var debugDescription: String { description }
}
