import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// A connection as it is set up here: a place, TLS where there is a certificate, deadlines, HTTP/1.1 within its limits.
struct EdgeChannel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// No place is left; the connection is closed without a word.
    private struct NoPlace: Error {}

    let responder: HTTPChannelHandler.Responder
    let settings: ConnectionSettings
    let places: ConnectionPlaces
    let ended: ConnectionEnds
    let certificates: CertificateStore?

    /// Bytes and number of a request's header fields.
    private static let headers: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16_384
        limits.maxHeaderListSize = 32_768
        limits.maxHeaderFieldCount = 100
        return limits
    }()

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let address = ClientAddress(channel.remoteAddress)
        guard places.enter(address) else {
            ended.count(.noPlace)
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(NoPlace())
        }
        channel.closeFuture.whenComplete { [places] _ in places.leave(address) }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let watch = ConnectionWatch(settings, ended, isTLS: certificates != nil)
            try pipeline.addHandler(ConnectionWatch.OnBytes(watch))
            if let certificates {
                // The certificate of this moment: connections that exist keep theirs.
                try pipeline.addHandler(NIOSSLServerHandler(context: certificates.current))
            }
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: Self.headers)
            try pipeline.addHandler(TargetHost())
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: certificates != nil))
            try pipeline.addHandler(ConnectionWatch.OnParts(watch))
            // Lets requests in flight finish when the program stops.
            try pipeline.addHandler(HTTPConnectionStateHandler(logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}
