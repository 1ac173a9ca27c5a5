internal import Storage

/// Reads a backup back and compares it with its manifest.
struct BackupChecking: Sendable {
    let folder: String
    let key: SealingKey
    let id: UUIDValue

    /// The manifest as it lies in the folder.
    /// - Throws: `Failure.unavailable` where it was cut or altered, or is another backup's.
    func manifest() throws -> BackupManifest {
        var reading = try BackupReading(file("manifest"))
        guard let bytes = try reading.nextBytes(), try reading.nextBytes() == nil else {
            throw file("manifest").damaged
        }
        let manifest = try BackupManifest(bytes: bytes)
        guard manifest.id == id else { throw file("manifest").damaged }
        return manifest
    }

    func file(_ name: String) -> BackupFile { BackupFile(folder: folder, name: name, backup: id, key: key) }

    /// The public key of a kind of signatures, as the backup's key store has it.
    func publicKey(of kind: InstallationSigner.Kind) throws -> [UInt8]? {
        var reading = try BackupReading(file(BackupManifest.keys))
        while let frame = try reading.next() {
            let names = frame.table.columns.map(\.name)
            guard frame.table.name == "signing_key", let kinds = names.firstIndex(of: "kind"),
                let keys = names.firstIndex(of: "public")
            else { continue }
            for row in try frame.values() where row[kinds] == .text(kind.rawValue) {
                if case .blob(let key) = row[keys] { return key }
            }
        }
        return nil
    }

    /// Every file, to its last byte.
    /// - Throws: `Failure.unavailable` that names the file which is missing, cut, altered, or not what was copied.
    func check(_ expected: BackupManifest) throws {
        guard try manifest() == expected else { throw file("manifest").damaged }
        for database in expected.databases { try check(database) }
    }

    private func check(_ database: BackupManifest.Database) throws {
        let file = file(database.name)
        var (reading, digest) = (try BackupReading(file), CopyDigest())
        while let frame = try reading.next() { digest.add(frame) }
        guard digest.tables == database.tables else { throw file.damaged }
    }
}
