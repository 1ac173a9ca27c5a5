import Glibc

/// Runs `body` with the path of an empty folder of this user's own, and removes it afterwards.
package func withScratchFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = try makeScratchFolder()
    defer { Command.run(["rm", "-rf", folder]) }
    return try await body(folder)
}

/// A new folder with mode 0700. Its path is short: sockets lie in it.
func makeScratchFolder() throws -> String {
    var template = Array("/tmp/instructors-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestSupportError("no scratch folder: errno \(errno)") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

package struct TestSupportError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Puts the root key of all tests that share a PostgreSQL installation into a data folder, mode 0600.
package func shareRootKey(in folder: String) throws {
    let descriptor = open(folder + "/root.key", O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw TestSupportError("The root key of the tests cannot be written.") }
    defer { close(descriptor) }
    let key = String(repeating: "0123456789abcdef", count: 4) + "\n"
    guard write(descriptor, key, key.utf8.count) == key.utf8.count else {
        throw TestSupportError("The root key of the tests cannot be written.")
    }
}
