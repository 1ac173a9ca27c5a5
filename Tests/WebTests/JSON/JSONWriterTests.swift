import Domain
import Testing
import Web

@Suite("The JSON writer")
struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("sets commas between values and members")
    func commas() {
        let text = written { writer in
            writer.beginObject()
            writer.name("a")
            writer.beginArray()
            writer.integer(1)
            writer.bool(true)
            writer.null()
            writer.endArray()
            writer.name("b")
            writer.beginObject()
            writer.endObject()
            writer.name("c")
            writer.string("x")
            writer.endObject()
        }
        #expect(text == #"{"a":[1,true,null],"b":{},"c":"x"}"#)
    }

    @Test("escapes quotes, backslashes and control characters, and leaves / and everything else alone")
    func escaping() {
        #expect(
            written { $0.string("a\"b\\c/d\u{1}\u{1F}\n\r\t\u{8}\u{C}\u{7F}é😀") }
                == "\"a\\\"b\\\\c/d\\u0001\\u001f\\n\\r\\t\\b\\f\u{7F}é😀\"")
    }

    @Test("escapes a quote with a combining accent behind it, which is one character")
    func combining() {
        let text = written { $0.string("\"\u{301}") }
        #expect(Array(text.utf8) == Array("\"\\\"\u{301}\"".utf8))
    }

    @Test("writes the extremes of 64 bits", arguments: [Int64.min, -1, 0, 9, 10, .max])
    func integers(number: Int64) {
        #expect(written { $0.integer(number) } == "\(number)")
    }

    @Test("writes what was read", arguments: [#"{"a":[1,-2.50,"é\"",{"b":null}],"c":true}"#, "[]", "{}", "\"\""])
    func roundTrip(text: String) throws {
        let value = try JSON(parsing: Array(text.utf8))
        #expect(written { $0.value(value) } == text)
    }

    @Test("writes ids and continues a buffer")
    func ids() throws {
        let id = UUIDValue(high: 1, low: 2)
        var writer = JSONWriter(into: [0x20])
        writer.string(id)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == " \"00000000-0000-0001-0000-000000000002\"")
    }
}
