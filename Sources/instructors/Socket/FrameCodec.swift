import NIOCore

/// Frames from and to the bytes of a channel.
struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = Frame

    func decode(buffer: inout ByteBuffer) throws -> Frame? {
        guard let head = buffer.getBytes(at: buffer.readerIndex, length: Frame.headBytes) else { return nil }
        let (kind, count) = try Frame.head(head)
        guard buffer.readableBytes >= Frame.headBytes + count else { return nil }
        buffer.moveReaderIndex(forwardBy: Frame.headBytes)
        return Frame(kind, buffer.readBytes(length: count) ?? [])
    }

    func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Frame? {
        try decode(buffer: &buffer)
    }
}

final class FrameEncoder: MessageToByteEncoder, Sendable {
    typealias OutboundIn = Frame

    func encode(data: Frame, out: inout ByteBuffer) {
        out.writeBytes(data.bytes)
    }
}
