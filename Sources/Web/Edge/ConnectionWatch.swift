import HTTPTypes
import NIOCore
import NIOHTTPTypes
import NIOTLS

/// Holds a connection to its deadlines: two handlers, one where bytes arrive and one where requests do, and one timer.
///
/// All of it runs on the connection's event loop.
final class ConnectionWatch {
    private var deadlines: ConnectionDeadlines
    private let ended: ConnectionEnds
    private var timer: (at: Int64, task: Scheduled<Void>)?
    private var isOver = false
    /// Of ``OnParts``, from where answers can be written.
    private var context: ChannelHandlerContext?
    /// Nothing can be said before a handshake is done.
    private var isShakingHands: Bool

    /// Milliseconds for which the word that time is up may take.
    private static let lastWordMax: Int64 = 1_000

    init(_ settings: ConnectionSettings, _ ended: ConnectionEnds, isTLS: Bool) {
        isShakingHands = isTLS
        deadlines = ConnectionDeadlines(settings, at: Self.now)
        self.ended = ended
    }

    private static var now: Int64 { Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000) }

    /// Sets the timer anew where the next deadline is nearer than it is. Mostly it is not, and costs nothing.
    private func arm() {
        guard !isOver, let context, let next = deadlines.next else { return }
        if let timer, timer.at <= next { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(
            deadline: .uptimeNanoseconds(UInt64(max(0, next)) * 1_000_000)
        ) { self.look() }
        timer = (next, task)
    }

    private func look() {
        timer = nil
        switch deadlines.look(at: Self.now) {
        case .goOn: arm()
        case .close: close(answer: false)
        case .timeOut: close(answer: !isShakingHands)
        }
    }

    private func close(answer: Bool) {
        isOver = true
        guard let context else { return }
        ended.count(answer ? .timeOut : .close)
        guard answer else {
            context.close(promise: nil)
            return
        }
        let head = HTTPResponse(status: .requestTimeout, headerFields: [.connection: "close", .contentLength: "0"])
        let written = context.eventLoop.makePromise(of: Void.self)
        context.write(NIOAny(HTTPResponsePart.head(head)), promise: nil)
        context.writeAndFlush(NIOAny(HTTPResponsePart.end(nil)), promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        // Whoever does not read cannot keep the connection by that.
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Self.lastWordMax)) {
            context.close(promise: nil)
        }
    }

    private func stop() {
        isOver = true
        timer?.task.cancel()
        timer = nil
    }

    /// The first handler of the pipeline: sees bytes before anything makes sense of them, on TLS also the handshake's.
    final class OnBytes: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer

        private let watch: ConnectionWatch

        init(_ watch: ConnectionWatch) { self.watch = watch }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            watch.deadlines.bytesArrived(at: ConnectionWatch.now)
            context.fireChannelRead(data)
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            context.fireChannelReadComplete()
            watch.arm()
        }
    }

    /// Behind the codecs: sees parts of requests and of answers.
    final class OnParts: ChannelDuplexHandler {
        typealias InboundIn = HTTPRequestPart
        typealias InboundOut = HTTPRequestPart
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = HTTPResponsePart

        private let watch: ConnectionWatch

        init(_ watch: ConnectionWatch) { self.watch = watch }

        func handlerAdded(context: ChannelHandlerContext) { watch.context = context }

        func channelActive(context: ChannelHandlerContext) {
            watch.arm()
            context.fireChannelActive()
        }

        func channelInactive(context: ChannelHandlerContext) {
            watch.stop()
            context.fireChannelInactive()
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            watch.stop()
            watch.context = nil
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !watch.isOver else { return }
            switch unwrapInboundIn(data) {
            case .head: watch.deadlines.headArrived(at: ConnectionWatch.now)
            case .body(let bytes): watch.deadlines.bodyArrived(bytes.readableBytes)
            case .end: watch.deadlines.requestEnded(at: ConnectionWatch.now)
            }
            context.fireChannelRead(data)
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted = event as? TLSUserEvent {
                watch.isShakingHands = false
                watch.deadlines.handshakeEnded(at: ConnectionWatch.now)
                watch.arm()
            }
            context.fireUserInboundEventTriggered(event)
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            // Whoever wants more says so by `read`, at once or when there is room.
            watch.deadlines.readingChanged(false, at: ConnectionWatch.now)
            context.fireChannelReadComplete()
        }

        func read(context: ChannelHandlerContext) {
            watch.deadlines.readingChanged(true, at: ConnectionWatch.now)
            watch.arm()
            context.read()
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            watch.deadlines.writabilityChanged(context.channel.isWritable, at: ConnectionWatch.now)
            watch.arm()
            context.fireChannelWritabilityChanged()
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            guard !watch.isOver else {
                // What a handler says to a connection that is told of its end already.
                promise?.fail(ChannelError.ioOnClosedChannel)
                return
            }
            switch unwrapOutboundIn(data) {
            case .head(let head): if head.status.kind != .informational { watch.deadlines.answerBegan() }
            case .body: break
            case .end: watch.deadlines.answerEnded(at: ConnectionWatch.now)
            }
            context.write(data, promise: promise)
            watch.arm()
        }
    }
}

@available(*, unavailable)
extension ConnectionWatch: Sendable {}
@available(*, unavailable)
extension ConnectionWatch.OnBytes: Sendable {}
@available(*, unavailable)
extension ConnectionWatch.OnParts: Sendable {}
