import Domain
import NIOCore

/// One command at the other end of the local socket.
struct CommandConnection: Sendable {
    private let channel: any Channel
    private let frames: AsyncStream<Frame>

    /// Sets up a channel that was just accepted; on its event loop.
    init(_ channel: any Channel) throws {
        // A command has one frame under way at a time; whoever sends more is cut off.
        let (frames, feed) = AsyncStream.makeStream(of: Frame.self, bufferingPolicy: .bufferingOldest(2))
        try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(FrameDecoder(), maximumBufferSize: Frame.bytesMax + Frame.headBytes),
            MessageToByteHandler(FrameEncoder()), FrameFeed(feed))
        self.channel = channel
        self.frames = frames
    }

    /// The next frame; nil where the command is gone. One task asks at a time.
    func next() async -> Frame? {
        var frames = frames.makeAsyncIterator()
        return await frames.next()
    }

    /// The command's file, asked for piece by piece.
    var input: CommandInput {
        CommandInput {
            channel.writeAndFlush(Frame(.wantInput), promise: nil)
            guard let frame = await next() else {
                throw Failure(.unavailable, "The command went away before its file was read; nothing was changed.")
            }
            switch frame.kind {
            case .input: return frame.payload.isEmpty ? nil : frame.payload
            case .inputFailed: throw Failure(.unavailable, String(decoding: frame.payload, as: UTF8.self))
            default: throw Failure(.unavailable, "The command sent something else than its file; nothing was changed.")
            }
        }
    }

    /// Says how the command ended and closes.
    func end(_ status: ExitStatus) async {
        // Nobody may be there any more; then there is nobody to tell.
        try? await channel.writeAndFlush(Frame(.exit, [UInt8(status.rawValue)])).get()
        try? await channel.close().get()
    }
}

extension CommandConnection: CommandOutput {
    func write(_ bytes: [UInt8], to stream: OutputStream) {
        for frame in Frame.printed(bytes, to: stream) { channel.writeAndFlush(frame, promise: nil) }
    }

    func settle() async {
        // Frames leave in order. Where the command is gone, its end is noticed elsewhere.
        try? await channel.writeAndFlush(Frame(.standardOutput)).get()
    }
}

/// Passes decoded frames on, and the end.
private final class FrameFeed: ChannelInboundHandler, Sendable {
    typealias InboundIn = Frame

    private let feed: AsyncStream<Frame>.Continuation

    init(_ feed: AsyncStream<Frame>.Continuation) { self.feed = feed }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .dropped = feed.yield(unwrapInboundIn(data)) { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        feed.finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        feed.finish()
        context.close(promise: nil)
    }
}
