@testable import Domain
import Testing

@Suite("One-time codes and recovery codes")
struct OneTimeCodeTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test(
        "RFC 6238, appendix B",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func vectors(seconds: Int64, code: String) {
        #expect(OneTimeCode.code(secret: Self.secret, step: OneTimeCode.step(at: seconds * 1_000)) == code)
    }

    @Test("RFC 4226, appendix D")
    func counters() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { OneTimeCode.code(secret: Self.secret, step: $0) } == expected)
    }

    @Test("The half minutes beside this one are taken, none further off, and none twice")
    func window() {
        let now: Int64 = 1_000_000_000_000
        let present = OneTimeCode.step(at: now)
        for offset in Int64(-3)...3 {
            let typed = OneTimeCode.code(secret: Self.secret, step: present + offset)
            let found = OneTimeCode.matchingStep(typed, secret: Self.secret, at: now, after: nil)
            #expect(found == (abs(offset) <= 1 ? present + offset : nil), "\(offset)")
        }
        let typed = OneTimeCode.code(secret: Self.secret, step: present)
        #expect(OneTimeCode.matchingStep(typed, secret: Self.secret, at: now, after: present) == nil)
        #expect(OneTimeCode.matchingStep(typed, secret: Self.secret, at: now, after: present - 1) == present)
    }

    @Test("ASVS 6.5.1: where two steps in a row have the same digits, these open once")
    func sameDigits() {
        let secret = [UInt8](repeating: 7, count: 20)
        let (before, present): (Int64, Int64) = (320_112, 320_113)
        let typed = OneTimeCode.code(secret: secret, step: present)
        #expect(OneTimeCode.code(secret: secret, step: before) == typed)
        let now = present * 30_000
        #expect(OneTimeCode.matchingStep(typed, secret: secret, at: now, after: nil) == present)
        #expect(OneTimeCode.matchingStep(typed, secret: secret, at: now, after: present) == nil)
    }

    @Test(
        "Only six ASCII digits are a code", arguments: ["", "28708", "2870822", "28708a", "２８７０８２", "-28708", "287.82"])
    func malformed(typed: String) {
        #expect(OneTimeCode.matchingStep(typed, secret: Self.secret, at: 59_000, after: nil) == nil)
        #expect(OneTimeCode.matchingStep("287 082", secret: Self.secret, at: 59_000, after: nil) == 1)
    }

    @Test(
        "RFC 4648, section 10",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(plain: String, encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
        #expect(Base32.decode(encoded.lowercased() + "==") == Array(plain.utf8))
        #expect(Base32.decode(encoded + "1") == nil)
    }

    @Test(
        "Text that no bytes have is no Base 32",
        arguments: ["M", "MZX", "MZXW6Y", "MR", "MZ=XW6", "M0", "MZ.", "МY", "MY\u{301}"])
    func notBase32(text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test("Base 32 is read as people type it")
    func typedBase32() {
        #expect(Base32.decode("gezd gnbv-GY3T QOJQ gezdgnbvgy3tqojq") == Self.secret)
    }

    @Test("What an app scans holds the issuer and the account, percent-encoded")
    func otpauth() {
        let address = OneTimeCode.otpauth(secret: Self.secret, issuer: "Häfen & Söhne", account: "ada@havn.example")
        #expect(
            address == "otpauth://totp/H%C3%A4fen%20%26%20S%C3%B6hne:ada%40havn.example"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=H%C3%A4fen%20%26%20S%C3%B6hne"
                + "&algorithm=SHA1&digits=6&period=30")
    }

    @Test("A colon in a name does not move the place where the account begins")
    func colon() {
        let address = OneTimeCode.otpauth(secret: [1], issuer: "Havn: Training", account: "a:b")
        #expect(address.utf8.starts(with: "otpauth://totp/Havn%20Training:ab?secret=AE&issuer=Havn%20Training&".utf8))
    }

    @Test("A recovery code is known however it is typed, and nothing else is one")
    func recovery() throws {
        let codes = RecoveryCode.set()
        #expect(Set(codes.map(\.text)).count == RecoveryCode.setSize)
        for code in codes {
            let typed = code.text.lowercased().replacing("0", with: "o").replacing("1", with: "l").replacing(
                "-", with: " ")
            #expect(try #require(RecoveryCode(typed: typed)).hash == code.hash)
            #expect(RecoveryCode(typed: String(code.text.dropLast())) == nil)
            #expect(RecoveryCode(typed: code.text + "A") == nil)
            let pasted = code.text.replacing("-", with: "\u{2011}") + "\r\n"
            #expect(try #require(RecoveryCode(typed: pasted)).hash == code.hash)
        }
        #expect(RecoveryCode(typed: String(repeating: "U", count: 25)) == nil)
        #expect(RecoveryCode(typed: String(repeating: "\u{FF21}", count: 25)) == nil)
    }
}
