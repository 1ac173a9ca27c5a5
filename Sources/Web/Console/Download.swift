import Hummingbird
import NIOCore

extension Response {
    /// A text that the browser stores under a name.
    /// - Parameter name: ASCII letters, digits, hyphens and dots.
    init(download text: String, named name: String) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
