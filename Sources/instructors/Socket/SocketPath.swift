import Domain
import Foundation

/// Where the server that holds a data folder listens for commands: a short path, since an address has 107 bytes.
enum SocketPath {
    static let bytesMax = 100

    /// `<runtime folder>/instructors-<hash>.sock`, the hash of the data folder's absolute path.
    ///
    /// The runtime folder is `$XDG_RUNTIME_DIR`, or `/tmp/instructors-<uid>`, which is made here, for this user alone.
    /// - Throws: `Failure` where the folder belongs to someone else, or others may enter it.
    static func forData(_ folder: String, environment: [String: String]) throws(Failure) -> String {
        let name = "instructors-\(hash(absolute(folder))).sock"
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.utf8.first == UInt8(ascii: "/"),
            runtime.utf8.count + 1 + name.utf8.count <= bytesMax, isOwn(runtime)
        {
            return "\(runtime)/\(name)"
        }
        let runtime = "/tmp/instructors-\(getuid())"
        if mkdir(runtime, 0o700) != 0 && errno != EEXIST {
            throw Failure(.unavailable, "\(runtime) cannot be made; set XDG_RUNTIME_DIR to a folder of your own.")
        }
        guard isOwn(runtime) else {
            throw Failure(
                .unavailable,
                "\(runtime) is not a folder of yours alone; remove it, or set XDG_RUNTIME_DIR to one that is.")
        }
        return "\(runtime)/\(name)"
    }

    /// The folder's one absolute path, whatever links lead to it.
    static func absolute(_ folder: String) -> String {
        guard let real = realpath(folder, nil) else { return folder }
        defer { free(real) }
        return String(cString: real)
    }

    /// A folder, not a link to one, that this user owns and nobody else may enter.
    private static func isOwn(_ folder: String) -> Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
            && status.st_mode & 0o077 == 0
    }

    /// 16 hexadecimal digits (FNV-1a, 64 bits): a short name, not a secret.
    static func hash(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
