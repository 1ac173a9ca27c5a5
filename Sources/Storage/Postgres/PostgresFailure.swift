import CLibpq

extension StorageError {
    /// What a result's SQLSTATE means. The server's message is kept only where it cannot quote a value: those of
    /// class 22 do, and the detail of a constraint's violation is a row.
    static func postgres(_ result: OpaquePointer?) -> StorageError {
        guard let code = field(result, "C") else { return .unavailable("the connection to PostgreSQL broke") }
        switch code {
        case "23505": return .unique(field(result, "n") ?? "")
        case "23503": return .foreignKey
        case "23514": return .check(field(result, "n") ?? "")
        case "23502": return .check((field(result, "t") ?? "") + "." + (field(result, "c") ?? ""))
        case "40001", "40P01": return .serialization
        case "53100": return .full
        case "25006": return .readOnly
        case "XX001", "XX002": return .corrupt
        default: break
        }
        let text = field(result, "M") ?? ""
        switch code.prefix(2) {
        // Connections, resources, an operator's intervention, the system: the statement itself may be sound.
        case "08", "53", "57", "58": return .unavailable("PostgreSQL \(code): \(text)")
        case "0A", "25", "28", "2B", "3F", "42", "55": return .other(code: code, message: text)
        default: return .other(code: code, message: "")
        }
    }

    /// A field of PQresultErrorField, named by its letter (`PG_DIAG_…` in the C header).
    private static func field(_ result: OpaquePointer?, _ letter: Unicode.Scalar) -> String? {
        guard let result, let text = PQresultErrorField(result, Int32(letter.value)) else { return nil }
        return String(cString: text)
    }
}
