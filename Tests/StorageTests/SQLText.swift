@testable import Storage

/// Statements that tests make up, which the product cannot.
enum SQLText {
    static func composed(_ text: String) -> SQL { SQL(composed: text) }
}
