internal import Foundation
internal import Storage

/// A search for the canary's markers through everything that this program stores: files as they lie on disk, with their
/// write-ahead logs, and every row of the tables.
struct MarkerHunt: Sendable {
    /// What was looked through.
    private(set) var stores = 0
    /// What could not be read.
    private(set) var unread: [String] = []
    private var places: [String: Set<String>] = [:]
    private let control: [UInt8]
    private let key: [UInt8]
    private var controlFound = false
    private(set) var keyPlaces: [String] = []

    /// Of a larger file the rest is not read.
    private static let fileBytesMax = 1_073_741_824

    private let marks: [String]
    private var needles: [[UInt8]] { marks.map { Array($0.utf8) } + [control, key] }

    /// - Parameters:
    ///   - control: bytes that lie there openly and must be found.
    ///   - key: bytes of a key, which lie nowhere.
    init(for marks: [String], control: [UInt8], key: [UInt8]) {
        self.marks = marks
        self.control = control
        self.key = key
    }

    func found(control person: UUIDValue) -> Bool { controlFound && control == person.bytes }

    func places(of marks: [String]) -> [String] { Set(marks.flatMap { places[$0] ?? [] }).sorted() }

    /// Every row of a database.
    mutating func search(_ database: any Database, named name: String) async throws {
        note(try await ByteSearch.search(database, for: needles), in: name)
    }

    /// A file as it lies.
    mutating func search(file path: String, named name: String) {
        guard let found = Self.search(file: path, for: needles) else {
            unread.append(name)
            return
        }
        note(found, in: name)
    }

    /// Which of the needles stand in a file, as far as it is read; nil where it cannot be.
    static func search(file path: String, for needles: [[UInt8]]) -> Set<Int>? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        let overlap = max(0, (needles.map(\.count).max() ?? 0) - 1)
        var found: Set<Int> = []
        var tail: [UInt8] = []
        var read = 0
        while read < fileBytesMax {
            guard let chunk = try? handle.read(upToCount: 4_194_304), !chunk.isEmpty else { break }
            read += chunk.count
            let bytes = tail + chunk
            for (place, needle) in needles.enumerated() where !found.contains(place) {
                if ByteSearch.contains(bytes, needle) { found.insert(place) }
            }
            tail = Array(bytes.suffix(overlap))
        }
        return found
    }

    mutating func missed(_ name: String) { unread.append(name) }

    private mutating func note(_ found: Set<Int>, in name: String) {
        stores += 1
        for place in found {
            if place < marks.count {
                places[marks[place], default: []].insert(name)
            } else if place == marks.count {
                controlFound = true
            } else {
                keyPlaces.append(name)
            }
        }
    }
}

extension CanaryDay {
    /// The day's hunt; made once, while everything that was sent lies where it lies.
    func hunt() async throws -> MarkerHunt {
        if let hunted { return hunted }
        let person = try arrived().person
        let key = try await customer.read { tx in
            guard let sealed = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            return try tx.key(sealed.keyID).bytes
        }
        try await customer.flushTally()
        var hunt = MarkerHunt(for: marks.stored + marks.refused, control: person.bytes, key: key)
        try await hunt.search(customer.database, named: "the canary’s tables")
        try await hunt.search(platform.database, named: "the platform’s tables")
        try await hunt.search(platform.keyStore.database, named: "the key store’s tables")
        for (path, name) in platform.filesToHunt(of: customer.organization.id) { hunt.search(file: path, named: name) }
        if customer.database.dialect == .postgres { hunt.missed("the database server’s own files") }
        hunt.missed("the log, which is kept by whoever runs this")
        hunted = hunt
        return hunt
    }
}

extension Platform {
    /// What lies in the data folder, but for other organizations' databases: path, and name as a finding has it.
    func filesToHunt(of organization: UUIDValue) -> [(path: String, name: String)] {
        let folder = home.folder
        guard let found = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [(path: String, name: String)] = []
        while let name = found.nextObject() as? String {
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            let isOthers =
                name.utf8.starts(with: "customers/".utf8)
                && !name.utf8.starts(with: "customers/\(organization)".utf8)
            if !isOthers, FileManager.default.isReadableFile(atPath: path) { files.append((path, name)) }
        }
        return files
    }
}
