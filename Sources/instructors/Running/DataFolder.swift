import Domain
import Foundation

/// The folder that holds an installation's data.
enum DataFolder {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes it, for this user alone, where there is none.
    static func make(_ path: String) throws(Failure) {
        guard !exists(path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .unavailable, "The folder \(Complaint.oneLine(path)) cannot be made; check its parent's permissions.")
        }
    }
}
