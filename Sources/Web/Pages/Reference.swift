import Domain

/// The code that an error page shows and the log repeats: eight characters that are easy to read out.
enum Reference {
    private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)

    static func make() -> String {
        String(decoding: UUIDValue.random().bytes.prefix(8).map { letters[Int($0) % letters.count] }, as: UTF8.self)
    }
}
