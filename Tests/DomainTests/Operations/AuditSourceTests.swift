import TestSupport
import Testing

@Suite("What the sources must not contain")
struct AuditSourceTests {
    @Test("ASVS 1.3.12: no regular expression is built, which a text from outside could hang")
    func regularExpressions() throws {
        let sources = try projectSources(below: "Sources")
        #expect(sources.count > 300)
        for source in sources {
            for line in source.text.split(separator: "\n") {
                let code = line.drop { $0 == " " }
                guard !code.utf8.starts(with: "//".utf8) else { continue }
                for word in ["NSRegularExpression", "Regex(", "Regex<", "regularExpression", "import RegexBuilder"] {
                    #expect(!code.contains(word), "\(source.name): \(word)")
                }
            }
        }
    }
}
