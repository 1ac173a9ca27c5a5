import Testing

@testable import Web

@Suite("Text inside HTML")
struct EscapingTests {
    @Test("Interpolated text cannot make markup, nested markup stays markup")
    func nesting() {
        let name = "<script>alert('x')</script> & \"co\""
        let inner: HTML = "<b>\(name)</b>"
        let page: HTML = "<p title=\"\(name)\">\(inner)</p>"
        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"
        #expect(page.string == "<p title=\"\(escaped)\"><b>\(escaped)</b></p>")
    }

    @Test(
        "A character of markup is escaped even where a combining mark follows it",
        arguments: ["\"", "'", "<", ">", "&"], ["\u{301}", "\u{20DD}", "\u{FE0F}", "\u{200D}"])
    func combining(character: String, mark: String) throws {
        let html: HTML = "<a title=\"\(character + mark)\">"
        let value = try #require(html.string.utf8.dropFirst(10).dropLast(2) as Substring.UTF8View?)
        #expect(!value.contains(character.utf8.first ?? 0) || character == "&")
        #expect(value.first == UInt8(ascii: "&"))
        #expect(Array(value.suffix(mark.utf8.count)) == Array(mark.utf8))
    }

    @Test("U+0000 and other control characters become U+FFFD; tab and line breaks stay")
    func controls() {
        #expect(HTML(text: "a\u{0}b\u{1B}c\u{7F}d").string == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d")
        #expect(Array(HTML(text: "a\tb\r\nc").bytes) == Array("a\tb\r\nc".utf8))
    }

    @Test("Names in any script pass through unchanged, byte for byte")
    func scripts() {
        for name in ["Nguyễn Thị Minh Anh", "محمود السيد", "山田花子", "e\u{301}", "é", "👩🏽‍🏭"] {
            #expect(HTML(text: name).bytes == Array(name.utf8))
        }
    }

    @Test("Optionals, arrays, numbers and conditions")
    func parts() {
        let nothing: HTML? = nil
        let absent: String? = nil
        let list: [HTML] = ["<i>1</i>", "<i>2</i>"]
        let html: HTML = "\(nothing)\(absent)\(list)\(42)\(when: true, " checked")\(when: false, " lost")"
        #expect(html.string == "<i>1</i><i>2</i>42 checked")
        #expect(list.joined(separator: ", ").string == "<i>1</i>, <i>2</i>")
    }

    @Test("Ten thousand hostile characters stay inside their attribute")
    func long() {
        let html: HTML = "<p title=\"\(String(repeating: "\"\u{301}>", count: 10_000))\">"
        #expect(html.bytes.filter { $0 == UInt8(ascii: "\"") }.count == 2)
        #expect(html.bytes.filter { $0 == UInt8(ascii: ">") }.count == 1)
    }
}
