import Domain
import Hummingbird

/// A checkpoint as it comes back: pasted into a form, or as a file.
struct HandedText: Sendable {
    static let bytesMax = 16_384

    /// With line feeds between its lines and one at its end, as checkpoints are given out.
    let bytes: [UInt8]

    /// - Throws: `Failure.invalid("note")` where there is none or it is too long; what forms throw.
    init(_ call: ConsoleCall) async throws {
        let texts = call.texts.evidence
        let raw =
            try await Self.isFile(call.request) ? Self.file(call, texts) : Array(call.form().required("note").utf8)
        guard raw.count <= Self.bytesMax else { throw Failure.invalid("note", texts.backTooLong) }
        self.init(raw)
        guard bytes.count > 1 else { throw Failure.invalid("note", texts.backEmpty) }
    }

    /// Browsers send each line break as CR LF, and mail adds empty lines: neither is part of a checkpoint.
    init(_ raw: [UInt8]) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var lines = raw.drop(while: isBlank).filter { $0 != 0x0D }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        bytes = lines + [0x0A]
    }

    private static func isFile(_ request: Request) -> Bool {
        let type = (request.headers[.contentType] ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        return HeaderParameters.trimmed(type).map(\.asciiLowered) == Array("multipart/form-data".utf8)
    }

    private static func file(_ call: ConsoleCall, _ texts: EvidenceTexts) async throws -> [UInt8] {
        try call.requireSameOrigin()
        var body = try MultipartBody(call.request)
        try call.requireToken(try await body.fields(["csrf"], before: "file"))
        var bytes: [UInt8] = []
        while let more = try await body.content() {
            bytes += more
            guard bytes.count <= bytesMax else { throw Failure.invalid("note", texts.backTooLong) }
        }
        return bytes
    }
}
