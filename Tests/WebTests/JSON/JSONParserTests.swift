import Domain
import Testing
import Web

@Suite("The JSON parser")
struct JSONParserTests {
    private func parse(_ text: String, _ names: JSONNames = .exact) throws -> JSON {
        try JSON(parsing: Array(text.utf8), names: names)
    }

    private func message(_ text: String, _ names: JSONNames = .exact) -> String? {
        do {
            _ = try JSON(parsing: Array(text.utf8), names: names)
            return nil
        } catch {
            #expect(error.kind == .invalid(field: "body"))
            return error.message
        }
    }

    @Test("keeps the order of members and the exact text of numbers")
    func exactness() throws {
        let value = try parse(#" {"b": 1, "a": [true, false, null, -0.10e+2, "x"]} "#)
        guard case .object(let members) = value else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.name) == ["b", "a"])
        #expect(
            (value["a"] == .array([.bool(true), .bool(false), .null, .number("-0.10e+2"), .string("x")])) as Bool
        )
    }

    @Test(
        "keeps integers of 64 bits, and larger ones as text",
        arguments: [
            ("9223372036854775807", true), ("-9223372036854775808", true), ("9223372036854775808", false), ("0", true),
            ("1\(String(repeating: "0", count: 5_000))", false),
        ])
    func numbers(text: String, isInteger: Bool) throws {
        let value = try parse(text)
        #expect((value == (isInteger ? .integer(Int64(text) ?? 1) : .number(text))) as Bool)
    }

    @Test("resolves every escape, and surrogate pairs")
    func escapes() throws {
        let value = try parse(#""\" \\ \/ \b\f\n\r\t é 😀""#)
        #expect(Array((value.text ?? "").utf8) == Array("\" \\ / \u{8}\u{C}\n\r\t é 😀".utf8))
    }

    @Test("keeps a quote apart from the combining accent behind it")
    func combining() throws {
        let value = try parse("{\"a\":\"x\\\"\u{301}y\"}")
        #expect(Array((value["a"]?.text ?? "").unicodeScalars) == ["x", "\"", "\u{301}", "y"])
    }

    @Test(
        "refuses what is not JSON, and says where",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{a:1}", 1), ("01", 0), ("+1", 0), ("1.", 0), ("-", 0),
            ("1e", 0), ("tru", 0), ("True", 0), ("nul", 0), ("\"\\x\"", 1), ("\"a", 0), ("1 2", 2), ("{} x", 3),
            ("{\"a\" 1}", 5), ("[1 2]", 3), ("\"\\u12\"", 1), ("'a'", 0), ("NaN", 0), ("\"a\nb\"", 2),
        ])
    func malformed(text: String, byte: Int) {
        #expect(message(text)?.contains("at byte \(byte):") ?? false)
    }

    @Test(
        "refuses text that is no Unicode",
        arguments: [
            [0x22, 0xC3, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: Failure.self) { try JSON(parsing: bytes) }
    }

    @Test(
        "refuses U+0000 and halves of surrogate pairs",
        arguments: [#""\u0000""#, #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\ud83d""#, #""\ud83d\n""#])
    func scalars(text: String) {
        #expect(message(text) != nil)
    }

    @Test("refuses a raw U+0000")
    func rawNull() {
        #expect(throws: Failure.self) { try JSON(parsing: [0x22, 0x00, 0x22]) }
    }

    @Test("reads 64 levels and refuses 65, also when a million are asked for")
    func depth() throws {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        _ = try parse(deep(64))
        #expect(message(deep(65))?.contains("64 levels") ?? false)
        #expect(message(String(repeating: "{\"a\":", count: 1_000_000)) != nil)
    }

    @Test("refuses a repeated name, among few members and among many, escaped or not")
    func duplicates() throws {
        #expect(message(#"{"a":1,"a":2}"#)?.contains("at byte 7:") ?? false)
        #expect(message(#"{"a":1,"\u0061":2}"#) != nil)
        let many = (0..<500).map { "\"n\($0)\":0" }.joined(separator: ",")
        _ = try parse("{\(many)}")
        #expect(message("{\(many),\"n3\":1}") != nil)
        #expect(message("{\(many),\"n499\":1}") != nil)
    }

    @Test("tells letter case apart or not, as it is asked to")
    func duplicateCase() throws {
        _ = try parse(#"{"userName":1,"username":2}"#)
        #expect(message(#"{"userName":1,"username":2}"#, .caseInsensitive) != nil)
        let many = (0..<100).map { "\"n\($0)\":0" }.joined(separator: ",")
        #expect(message("{\(many),\"N77\":1}", .caseInsensitive) != nil)
    }

    @Test("keeps names apart that only look or normalize alike")
    func lookAlikes() throws {
        // Composed and decomposed é; K and the Kelvin sign.
        let value = try parse("{\"\u{E9}\":1,\"e\u{301}\":2,\"K\":3,\"\u{212A}\":4}", .caseInsensitive)
        #expect((value["e\u{301}"] == .integer(2)) as Bool)
        #expect((value["\u{212A}"] == .integer(4)) as Bool)
    }

    @Test("reads over a byte order mark")
    func byteOrderMark() throws {
        #expect((try JSON(parsing: [0xEF, 0xBB, 0xBF, 0x31]) == .integer(1)) as Bool)
    }

    @Test("never shows a value by accident")
    func concealed() throws {
        let value = try parse(#"{"userName":"ada@example.com"}"#)
        var dumped = ""
        dump(value, to: &dumped)
        #expect(!dumped.contains("ada") && !"\(value)".contains("ada"))
    }
}
