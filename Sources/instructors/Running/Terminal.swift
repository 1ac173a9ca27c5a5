import Foundation

/// Writes to the process's own standard output and error.
struct TerminalOutput: CommandOutput {
    func write(_ bytes: [UInt8], to stream: OutputStream) {
        Descriptor.write(bytes, to: stream == .standardOutput ? STDOUT_FILENO : STDERR_FILENO)
    }
}

/// Plain reads and writes of file descriptors, whole and despite signals.
enum Descriptor {
    /// Writes all of it.
    /// - Returns: false where nobody reads any more, or the medium is full.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var place = 0
            while place < buffer.count {
                let written = Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: place), buffer.count - place)
                if written > 0 { place += written } else if written == 0 || errno != EINTR { return false }
            }
            return true
        }
    }

    /// Up to `count` bytes; none at the end; nil where they cannot be read.
    static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let got = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, count) }
            if got >= 0 { return Array(bytes[..<got]) }
            if errno != EINTR { return nil }
        }
    }
}
