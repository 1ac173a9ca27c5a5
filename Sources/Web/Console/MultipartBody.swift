import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A form with a file, read as it arrives: the small fields first, then the file as a stream. Nothing of the file is
/// kept here but the piece at hand.
struct MultipartBody {
    static let bytesMax = 512 * 1_048_576
    private static let fieldBytesMax = 4_096

    private var chunks: RequestBody.AsyncIterator
    private var reader: MultipartReader
    private var bytesRead = 0

    init(_ request: Request) throws(Failure) {
        reader = try MultipartReader(contentType: request.headers[.contentType])
        chunks = request.body.makeAsyncIterator()
    }

    /// The fields that stand before the part of that name. The part's content comes next.
    /// - Throws: `Failure.invalid` where another part comes, or this one does not.
    mutating func fields(_ names: Set<String>, before file: String) async throws -> Form {
        var items: [(name: String, value: String)] = []
        while true {
            switch try await next() {
            case .part(let name) where name == file: return try Form(items)
            case .part(let name):
                guard names.contains(name) else {
                    throw Failure.invalid(
                        "form", "The form has a part that it must not have. Choose one file and send it again.")
                }
                items.append((name, try await text()))
            case .ended: throw Failure.invalid(file, "No file came with the form. Choose one and send it again.")
            case .data, .partEnded: continue
            }
        }
    }

    /// The next bytes of the part at hand; nil at its end.
    mutating func content() async throws -> [UInt8]? {
        if case .data(let bytes) = try await next() { bytes } else { nil }
    }

    private mutating func text() async throws -> String {
        var bytes: [UInt8] = []
        while let more = try await content() {
            bytes += more
            guard bytes.count <= Self.fieldBytesMax else {
                throw Failure.invalid("form", "A field of the form is too long.")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func next() async throws -> MultipartReader.Event {
        while true {
            if let event = try reader.next() { return event }
            guard let chunk = try await chunks.next() else {
                throw Failure.invalid("file", "The file broke off before its end; nothing was stored. Send it again.")
            }
            bytesRead += chunk.readableBytes
            guard bytesRead <= Self.bytesMax else {
                throw Failure(
                    .limit(retryAfter: nil),
                    "The file is larger than \(Self.bytesMax / 1_048_576) MiB. Connect a directory for so many people.")
            }
            reader.push(chunk.readableBytesView)
        }
    }
}

/// The content of the part that a form has come to, once.
struct MultipartContent: AsyncSequence {
    let body: MultipartBody

    struct AsyncIterator: AsyncIteratorProtocol {
        var body: MultipartBody

        mutating func next() async throws -> [UInt8]? { try await body.content() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: body) }
}
