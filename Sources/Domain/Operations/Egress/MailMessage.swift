/// A plain message as it travels: header and text (RFC 5322, MIME by RFC 2045).
///
/// A header field cannot be smuggled in: addresses and subject hold no line break, or there is no message.
package struct MailMessage: Sendable, Concealed {
    package let from: MailAddress
    package let recipients: [MailAddress]
    package let subject: String
    package let text: String
    /// Milliseconds UTC.
    package let at: Int64
    /// Says nothing, but stays the same when the message is sent again, so that a second copy can be told.
    package let id: UUIDValue

    /// - Parameters:
    ///   - recipients: those whom everybody sees; one at a time, where people do not know each other.
    ///   - subject: at most 512 bytes on one line.
    ///   - text: any line breaks; at most 1 MiB.
    /// - Throws: `Failure` of kind invalid, naming the field.
    package init(
        from: MailAddress, to recipients: [MailAddress], subject: String, text: String, at: Int64,
        id: UUIDValue = .random()
    ) throws(Failure) {
        guard HeaderText.isOneLine(subject), subject.utf8.count <= 512 else {
            throw .invalid("subject", "A subject is one line of at most 512 bytes.")
        }
        guard (1...OutgoingMail.recipientsMax).contains(recipients.count) else {
            throw .invalid("recipients", "A message goes to 1 to \(OutgoingMail.recipientsMax) addresses.")
        }
        guard text.utf8.count <= 1_048_576 else { throw .invalid("text", "A message has at most 1 MiB of text.") }
        self.from = from
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.at = at
        self.id = id
    }

    /// As the server takes it, lines ending in CRLF.
    package var bytes: [UInt8] {
        let fields = [
            ("From", from.mailbox),
            ("To", recipients.map(\.mailbox).joined(separator: ",\r\n ")),
            ("Subject", HeaderText.unstructured(subject)),
            ("Date", Self.date(at)),
            ("Message-ID", "<\(id)@\(from.domain)>"),
            // Keeps absence notices from answering (RFC 3834).
            ("Auto-Submitted", "auto-generated"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "quoted-printable"),
        ]
        var output: [UInt8] = []
        for (name, value) in fields { output += Array("\(name): \(value)\r\n".utf8) }
        output += Array("\r\n".utf8)
        output += QuotedPrintable.encode(text)
        return output
    }

    /// `Mon, 02 Mar 2026 09:00:00 +0000` (RFC 5322, section 3.3).
    static func date(_ milliseconds: Int64) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = CivilTime(milliseconds)
        let dayNumber = (milliseconds - (milliseconds % Clock.day + Clock.day) % Clock.day) / Clock.day
        let weekday = days[Int((dayNumber % 7 + 7) % 7)]
        let clock = [time.hour, time.minute, time.second].map(twoDigits).joined(separator: ":")
        return "\(weekday), \(twoDigits(time.day)) \(months[time.month - 1]) \(time.year) \(clock) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Text as ASCII lines of at most 76 characters (RFC 2045, section 6.7).
enum QuotedPrintable {
    private static let lineMax = 76

    /// Any line break of the text (CRLF, LF, CR) becomes CRLF; the last line ends in one.
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var line: [UInt8] = []
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0A || byte == 0x0D {
                if !(byte == 0x0A && last == 0x0D) {
                    append(line, to: &output)
                    line.removeAll(keepingCapacity: true)
                }
            } else {
                line.append(byte)
            }
            last = byte
        }
        if !line.isEmpty { append(line, to: &output) }
        return output
    }

    private static func append(_ line: [UInt8], to output: inout [UInt8]) {
        var column = 0
        for (place, byte) in line.enumerated() {
            let isLast = place == line.count - 1
            let isBlank = byte == 0x20 || byte == 0x09
            // A blank at the end of a line may be lost on the way; everything else visible stands for itself.
            let isLiteral = isBlank ? !isLast : byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
            let width = isLiteral ? 1 : 3
            // One place stays free for the `=` that continues a line.
            if column + width > (isLast ? lineMax : lineMax - 1) {
                output += [UInt8(ascii: "="), 0x0D, 0x0A]
                column = 0
            }
            if isLiteral { output.append(byte) } else { appendEscaped(byte, to: &output) }
            column += width
        }
        output += [0x0D, 0x0A]
    }

    private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
        let digits: StaticString = "0123456789ABCDEF"
        output += [UInt8(ascii: "="), digits.utf8Start[Int(byte >> 4)], digits.utf8Start[Int(byte & 15)]]
    }
}
