@testable import Domain
import Foundation
import Testing

@Suite("Mail messages")
struct MailMessageTests {
    private func message(
        subject: String = "Sign in", text: String = "Hello", name: String? = nil
    ) throws -> String {
        let from = try #require(MailAddress("no-reply@instructors.example", name: name))
        let to = try #require(MailAddress("ann@havn.example"))
        let id = UUIDValue(high: 1, low: 2)
        let message = try MailMessage(
            from: from, to: [to], subject: subject, text: text, at: TestInstant.monday, id: id)
        return String(decoding: message.bytes, as: UTF8.self)
    }

    private func field(_ name: String, of message: String) -> String? {
        let head = message.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
        return head.components(separatedBy: "\r\n").first { $0.hasPrefix("\(name): ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    @Test("A message has the header that servers and readers ask for")
    func header() throws {
        let expected = """
            From: Interactive Instructors <no-reply@instructors.example>
            To: ann@havn.example
            Subject: Sign in
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <00000000-0000-0001-0000-000000000002@instructors.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello

            """
        #expect(try message(name: "Interactive Instructors") == expected.replacing("\n", with: "\r\n"))
    }

    @Test(
        "A header cannot be smuggled in by a subject",
        arguments: [
            "a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\u{0}b", "a\u{85}b", "a\u{2028}b", "a\u{301}\r\n\u{301}b",
        ])
    func subjectInjection(subject: String) {
        #expect(throws: Failure.self) { try message(subject: subject) }
    }

    @Test(
        "An address is one address and nothing else",
        arguments: [
            "", "ann", "@havn.example", "ann@", "ann@havn@example", "ann@havn.example\r\nRCPT TO:<x@y.example>",
            "ann@havn.example>", "<ann@havn.example", "ann smith@havn.example", "ann..b@havn.example",
            ".ann@havn.example", "\"ann\"@havn.example", "ann@[127.0.0.1]", "ann@havn.example.", "ann@127.1",
            "änn@havn.example", "ann@hävn.example", "ann@havn.example ", "ann,bob@havn.example", "ann\n@havn.example",
            String(repeating: "a", count: 65) + "@havn.example",
        ])
    func badAddresses(address: String) {
        #expect(MailAddress(address) == nil)
        #expect(MailAddress("ann@havn.example", name: "Ann\r\nBcc: x") == nil)
    }

    @Test("Ordinary addresses are addresses", arguments: ["ann@havn.example", "Ann.O'Neil+x@HAVN.example", "a@b.c"])
    func addresses(address: String) throws {
        #expect(try #require(MailAddress(address)).address == address)
    }

    @Test(
        "Names and subjects are encoded where ASCII is not enough",
        arguments: [
            ("Müller", "=?UTF-8?B?TcO8bGxlcg==?="), ("a =?utf-8?Q?x?=", "=?UTF-8?B?YSA9P3V0Zi04P1E/eD89?="),
            ("Two  blanks", "=?UTF-8?B?VHdvICBibGFua3M=?="), ("", ""), ("Plain: text, really", "Plain: text, really"),
        ])
    func encodedWords(subject: String, expected: String) throws {
        #expect(field("Subject", of: try message(subject: subject)) ?? "" == expected)
    }

    @Test("Long subjects become several words, each of whole characters")
    func longSubject() throws {
        let subject = String(repeating: "日本語テスト ", count: 12)
        let lines = try message(subject: subject).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 85 })
        let words = try #require(field("Subject", of: try message(subject: subject))).split(separator: " ")
        #expect(words.count > 1)
        let decoded = try words.map { word in
            #expect(word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?=") && word.utf8.count <= 75)
            let bytes = try decodedBase64(word.dropFirst(10).dropLast(2))
            return try #require(String(validating: bytes, as: UTF8.self), "a character was cut")
        }
        #expect(decoded.joined() == subject)
    }

    @Test(
        "A name beside an address is quoted where it has to be",
        arguments: [
            ("Ann Lee", "Ann Lee"), ("Lee, Ann", "\"Lee, Ann\""), ("A \"B\" \\ C", "\"A \\\"B\\\" \\\\ C\""),
            ("Ann <x@y.example>", "\"Ann <x@y.example>\""), ("Åse", "=?UTF-8?B?w4VzZQ==?="),
        ])
    func names(name: String, expected: String) throws {
        let from = try #require(field("From", of: try message(name: name)))
        #expect(from == "\(expected) <no-reply@instructors.example>")
    }

    @Test(
        "Text travels as quoted-printable",
        arguments: [
            ("a=b", "a=3Db\r\n"), ("ü", "=C3=BC\r\n"), ("a \nb\t", "a=20\r\nb=09\r\n"),
            ("a\r\nb\rc\n\nd", "a\r\nb\r\nc\r\n\r\nd\r\n"),
            ("", ""), ("\n", "\r\n"), ("From here", "From here\r\n"), ("\u{0}\u{7F}", "=00=7F\r\n"),
            (String(repeating: "x", count: 76), String(repeating: "x", count: 76) + "\r\n"),
            (String(repeating: "x", count: 77), String(repeating: "x", count: 75) + "=\r\nxx\r\n"),
        ])
    func quotedPrintable(text: String, expected: String) {
        #expect(String(decoding: QuotedPrintable.encode(text), as: UTF8.self) == expected)
    }

    @Test("No line is longer than 76, and any text comes back")
    func roundTrip() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let text = String(
                decoding: (0..<300).map { _ in Array(" =\t\nax.ü日".utf8).randomElement(using: &generator) ?? 0 },
                as: UTF8.self)
            let encoded = QuotedPrintable.encode(text)
            for line in encoded.split(separator: 0x0A) { #expect(line.count <= 77, "76 and the CR") }
            let expected = text.hasSuffix("\n") ? text : text + "\n"
            #expect(decodedQuotedPrintable(encoded) == Array(expected.replacing("\n", with: "\r\n").utf8))
        }
    }

    @Test(
        "Dates are written as mail writes them",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_709_251_199_999, "Thu, 29 Feb 2024 23:59:59 +0000"),
            (1_772_442_000_000, "Mon, 02 Mar 2026 09:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ] as [(Int64, String)])
    func dates(instant: Int64, expected: String) {
        #expect(MailMessage.date(instant) == expected)
    }

    @Test(
        "Base64 is that of RFC 4648",
        arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func base64(text: String, expected: String) {
        #expect(Base64.encode(Array(text.utf8)) == expected)
    }

    private func decodedBase64(_ text: some StringProtocol) throws -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bits = 0
        var count = 0
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            bits = bits << 6 | (try #require(alphabet.firstIndex(of: byte)))
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }

    private func decodedQuotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "=") {
                output.append(bytes[place])
                place += 1
            } else if bytes[place + 1] == 0x0D {
                place += 3
            } else {
                output.append(UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16) ?? 0)
                place += 3
            }
        }
        return output
    }
}
