import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. 404 where the operator has named nobody.
struct SecurityText: Sendable {
    /// Days for which the file is good; it is made anew for each request.
    private static let days: Int64 = 180

    let contact: String?
    /// The public address, without a slash at its end.
    let base: String
    let clock: Clock

    func register(on router: Router<WebContext>) {
        router.get(".well-known/security.txt") { _, _ in
            guard let contact else { throw Failure.notFound("The operator of this installation has named no contact.") }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "max-age=86400"],
                body: .init(byteBuffer: ByteBuffer(bytes: Array(text(contact).utf8))))
        }
    }

    private func text(_ contact: String) -> String {
        // Midnight, so that the file changes once a day.
        let midnight = clock.now - clock.now % Clock.day
        var expires: [UInt8] = []
        SCIMInstant.write(midnight + Self.days * Clock.day, to: &expires)
        return """
            Contact: \(contact)
            Expires: \(String(decoding: expires, as: UTF8.self))
            Preferred-Languages: en, de
            Canonical: \(base)/.well-known/security.txt

            """
    }
}
