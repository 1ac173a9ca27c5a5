@testable import Domain
import Foundation
import Testing

@Suite("JSON and base64url of providers")
struct StrictJSONTests {
    private static func parse(_ text: String) -> StrictJSON? { StrictJSON(parsing: Array(text.utf8)) }

    @Test("A document is read as it is written")
    func values() throws {
        let text = #" {"a":[1,-2.5e1,true,false,null,"x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"],"b":{"c":[]},"d":{}} "#
        let json = try #require(Self.parse(text))
        guard case .array(let elements) = json["a"] else {
            Issue.record("a is an array")
            return
        }
        #expect(elements.count == 6)
        #expect(elements[0].instant == 1_000)
        if case .number(let number) = elements[1] { #expect(number == -25) } else { Issue.record("no number") }
        #expect(elements[2].truth == true)
        #expect(elements[3].truth == false)
        #expect(elements[5].text == "x\"\\/\u{8}\u{C}\n\r\té😀")
        #expect(json["b"]?["c"]?.texts == [])
        #expect(json["b"]?["x"] == nil)
        #expect(json["a"]?["b"] == nil)
    }

    @Test(
        "A name that is there twice is refused, however it is spelled",
        arguments: [
            #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"x":{"a":1,"b":2,"a":3}}"#, #"[{"":1,"":2}]"#,
        ])
    func twice(text: String) {
        #expect(Self.parse(text) == nil)
    }

    @Test("Names are told apart by their bytes: the Kelvin sign is no K")
    func bytes() throws {
        let json = try #require(Self.parse(#"{"K":1,"\u212a":2,"e\u0301":3,"\u00e9":4}"#))
        #expect(json["K"]?.instant == 1_000)
        #expect(json["\u{212A}"]?.instant == 2_000)
        #expect(json["\u{E9}"]?.instant == 4_000)
    }

    @Test(
        "What is not JSON is refused",
        arguments: [
            "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "{'a':1}",
            "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN", "Infinity", "1e999", "tru", "True", "nul", "1 2", "{}{}",
            "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "\u{FEFF}{}",
            "// c\n{}", "[1] x",
        ])
    func invalid(text: String) {
        #expect(Self.parse(text) == nil)
    }

    @Test("Text that is not UTF-8 is refused")
    func encoding() {
        for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]] {
            #expect(StrictJSON(parsing: [0x22] + bytes + [0x22]) == nil)
        }
    }

    @Test("Nesting ends at 64 levels, and a number at 64 digits")
    func bounds() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(Self.parse(nested(64)) != nil)
        #expect(Self.parse(nested(65)) == nil)
        #expect(Self.parse(String(repeating: "[", count: 200_000)) == nil)
        #expect(Self.parse(String(repeating: #"{"a":"#, count: 65) + "1" + String(repeating: "}", count: 65)) == nil)
        #expect(Self.parse(String(repeating: "1", count: 64)) != nil)
        #expect(Self.parse(String(repeating: "1", count: 65)) == nil)
    }

    @Test("Base64url has one spelling for each value, and it is what the platform's base64 says")
    func base64() throws {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            let text = Base64URL.encode(bytes)
            let other = Data(bytes).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(text == other)
            #expect(Base64URL.decode(text.utf8) == bytes)
        }
        for text in [
            "A", "AAAAA", "AB", "AAB", "AA==", "AA=", "A A", "AA\n", "A+", "A/", "Aé", "A*AA", "__-=", "\u{0}A",
        ] {
            #expect(Base64URL.decode(text.utf8) == nil, "\(text)")
        }
    }
}
