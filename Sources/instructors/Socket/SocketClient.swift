import Domain
import Foundation

/// A command's side of the talk: hands the command to the server, prints what comes back, reads the file for it.
struct SocketClient {
    private let descriptor: Int32

    /// - Returns: nil where nobody listens at that path.
    init?(path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        guard Self.connect(descriptor, path) else {
            close(descriptor)
            return nil
        }
        self.init(descriptor: descriptor)
    }

    /// On a socket that is connected; it is closed at the end of `run`.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Runs the command to its end. Blocks.
    /// - Throws: `Failure` where the server goes away, or speaks otherwise.
    func run(_ arguments: [String], input: InputFile?, output: some CommandOutput) throws(Failure) -> Int32 {
        defer { close(descriptor) }
        send(Frame(arguments: arguments))
        while true {
            let frame = try receive()
            switch frame.kind {
            case .standardOutput: output.write(frame.payload, to: .standardOutput)
            case .standardError: output.write(frame.payload, to: .standardError)
            case .wantInput: send(Self.next(input))
            case .exit:
                guard let status = frame.payload.first else { throw Self.otherVersion }
                return Int32(status)
            case .arguments, .input, .inputFailed: throw Self.otherVersion
            }
        }
    }

    private static func next(_ input: InputFile?) -> Frame {
        guard let input else { return Frame(.input) }
        do { return Frame(.input, try input.read()) } catch { return Frame(.inputFailed, Array(error.message.utf8)) }
    }

    /// A server that is gone is noticed at the next `receive`.
    private func send(_ frame: Frame) { Descriptor.write(frame.bytes, to: descriptor) }

    private func receive() throws(Failure) -> Frame {
        let head: (kind: Frame.Kind, count: Int)
        do { head = try Frame.head(try read(Frame.headBytes)) } catch is Frame.Malformed {
            throw Self.otherVersion
        } catch {
            throw Self.serverGone
        }
        return Frame(head.kind, try read(head.count))
    }

    private func read(_ count: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = Descriptor.read(count - bytes.count, from: descriptor), !more.isEmpty else {
                throw Self.serverGone
            }
            bytes += more
        }
        return bytes
    }

    private static let serverGone = Failure(
        .unavailable,
        "The server stopped before the command was done; look at what is stored, then run the command again.")
    private static let otherVersion = Failure(
        .unavailable, "The running server is of another version; restart it with this program.")

    private static func connect(_ descriptor: Int32, _ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard bytes.count < place.count else { return false }
            place.copyBytes(from: bytes)
            return true
        }
        guard fits else { return false }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
