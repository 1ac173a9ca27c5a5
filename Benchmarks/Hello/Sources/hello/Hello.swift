import Hummingbird

/// Answers `/` with one line of HTML, on the port of its only argument.
@main
struct Hello {
    static func main() async throws {
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: "<!doctype html><title>Hello</title><p>Hello.\n")))
        }
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8081
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))
        ).runService()
    }
}
