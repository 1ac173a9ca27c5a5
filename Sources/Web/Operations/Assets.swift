import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of `Resources/`, read once at start; browsers keep them by their tags.
struct Assets: Sendable {
    private struct File: Sendable {
        let body: ByteBuffer
        let type: String
        let tag: String
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
    ]

    private let files: [String: File]

    /// - Throws: `Failure.unavailable` where the folder of resources is not beside the program.
    init() throws {
        guard let folder = Bundle.module.url(forResource: "Resources", withExtension: nil),
            let names = FileManager.default.enumerator(atPath: folder.path)
        else {
            throw Failure(
                .unavailable, "The program's .resources folder is missing; install it beside the program.")
        }
        var files: [String: File] = [:]
        for case let name as String in names {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            let tag = "\"\(ContentHash.of(data))\""
            files[name] = File(body: ByteBuffer(bytes: data), type: type, tag: tag)
        }
        self.files = files
    }

    func register(on router: Router<WebContext>) {
        router.get("assets/**") { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let file = files[name] else { throw Failure.notFound("There is nothing at this address.") }
            let headers: HTTPFields = [
                .contentType: file.type, .eTag: file.tag, .cacheControl: "public, max-age=300",
            ]
            if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: headers) }
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.body))
        }
    }
}
