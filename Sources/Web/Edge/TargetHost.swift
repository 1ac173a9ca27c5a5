import NIOCore
import NIOHTTP1

/// Makes a host that stands in the request line count as one more that the request names.
///
/// `GET http://evil.example/ HTTP/1.1` names a host beside that of the header `Host` (RFC 9112, section 3.2.2), which the
/// codec behind this would drop unseen.
final class TargetHost: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let host = Self.host(in: head.uri),
            head.headers["Host"] != [host]
        else {
            context.fireChannelRead(data)
            return
        }
        head.headers.add(name: "Host", value: host)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// What stands between `://` and the path, user and all; nil in the usual form, which begins with a slash.
    static func host(in target: String) -> String? {
        let bytes = Array(target.utf8)
        guard bytes.first != UInt8(ascii: "/"), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[(colon + 1)...].starts(with: "//".utf8)
        else { return nil }
        return String(decoding: bytes[(colon + 3)...].prefix { !"/?#".utf8.contains($0) }, as: UTF8.self)
    }
}
