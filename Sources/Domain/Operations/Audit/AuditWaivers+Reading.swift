internal import Foundation

extension Platform {
    /// The operator's file of waivers, read anew by each run.
    func readWaivers() -> (AuditWaivers, problem: String?) {
        guard let path = audited?.waiversFile else { return (AuditWaivers(), nil) }
        guard let waivers = AuditWaivers(file: path) else {
            return (AuditWaivers(), "The file of waivers cannot be read.")
        }
        return (waivers, nil)
    }
}

extension AuditWaivers {
    /// nil where the file cannot be read.
    fileprivate init?(file path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= Self.bytesMax {
            let count = read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        self.init(bytes)
    }
}
