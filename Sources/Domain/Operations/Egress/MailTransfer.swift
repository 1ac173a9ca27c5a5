internal import CLibcurl

/// A message on its way to a mail server, and what the server says.
///
/// `@unchecked Sendable`: as its superclass says.
final class MailTransfer: Transfer, @unchecked Sendable {
    private static let replyTextMax = 1_000

    private let mail: OutgoingMail
    private var sentCount = 0
    private var stage = MailRefusal.Stage.session
    private var replyCode: Int?
    private var replyText: [UInt8] = []
    private var isReplyOpen = false
    private var hasQuit = false

    init(id: UInt64, _ mail: OutgoingMail, rules: EgressRules) {
        self.mail = mail
        super.init(
            id: id, recipient: mail.recipient, purpose: mail.purpose, origin: mail.server, limits: mail.limits,
            rules: rules)
    }

    /// The server's last reply, once the transfer is done.
    var reply: MailReply {
        MailReply(code: replyCode ?? 0, text: String(decoding: replyText, as: UTF8.self))
    }

    override var status: Int? { replyCode }
    override var bytesOut: Int { sentCount }

    override func configure(_ easy: EasyHandle) throws {
        // What follows the origin is the name in EHLO: the sender's domain, not the name of this machine.
        try easy.set(CURLOPT_URL, "\(origin)/\(mail.from.domain)")
        let isTLSWhereOffered = origin.scheme == .smtp && origin.isLoopback
        try easy.set(CURLOPT_USE_SSL, Int((isTLSWhereOffered ? CURLUSESSL_TRY : CURLUSESSL_ALL).rawValue))
        if let credentials = mail.credentials {
            try easy.set(CURLOPT_USERNAME, credentials.user)
            try easy.set(CURLOPT_PASSWORD, credentials.password.revealed)
        }
        try easy.set(CURLOPT_MAIL_FROM, "<\(mail.from.address)>")
        try easy.set(CURLOPT_MAIL_RCPT, lines: mail.recipients.map { "<\($0.address)>" })
        try easy.set(CURLOPT_UPLOAD, 1)
        try easy.set(CURLOPT_INFILESIZE_LARGE, size: mail.message.count)
        // Tells what is said; without it, `hear` is not called.
        try easy.set(CURLOPT_VERBOSE, 1)
    }

    override func giveBody(to place: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(place.count, mail.message.count - sentCount)
        place.copyBytes(from: mail.message[sentCount..<sentCount + count])
        sentCount += count
        return count
    }

    override func hear(command: UnsafeRawBufferPointer) {
        if command.starts(with: "QUIT".utf8) {
            // libcurl would wait for the answer with the thread that all transfers share. All has been said: the
            // answer is not worth it, and one that slips in is not the reply to the message.
            hasQuit = true
            stopListening()
        } else if command.starts(with: "MAIL".utf8) {
            stage = .sender
        } else if command.starts(with: "RCPT".utf8) {
            stage = .recipient
        } else if command.starts(with: "DATA".utf8) {
            stage = .message
        }
    }

    /// `250-first line`, `250 last line` (RFC 5321, section 4.2.1).
    override func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        if hasQuit { return true }
        bytesIn += line.count
        guard bytesIn <= limits.headerBytesMax else {
            cause = .size
            return false
        }
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return true }
        if !isReplyOpen { replyText = [] }
        isReplyOpen = line.dropFirst(3).first == UInt8(ascii: "-")
        replyCode = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if !replyText.isEmpty { replyText.append(0x20) }
        replyText += line.dropFirst(4).filter { $0 >= 0x20 && $0 != 0x7F }
        replyText = Array(replyText.prefix(Self.replyTextMax))
        return true
    }

    override func refusal() -> (any Error)? {
        guard let replyCode, (400..<600).contains(replyCode), !isReplyOpen else { return nil }
        return MailRefusal(code: replyCode, text: reply.text, stage: stage)
    }
}
