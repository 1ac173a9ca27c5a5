import Foundation
import Storage
import Testing

@testable import Domain

/// An archive taken apart by its directory, as any reader does it.
struct Unpacked {
    private(set) var files: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8]) throws {
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        try #require(number(end, 4) == 0x0605_4B50)
        var place = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            try #require(number(place, 4) == 0x0201_4B50)
            let (size, length) = (number(place + 24, 4), number(place + 28, 2))
            let offset = number(place + 42, 4)
            let name = String(decoding: bytes[place + 46..<place + 46 + length], as: UTF8.self)
            try #require(number(offset, 4) == 0x0403_4B50)
            try #require(number(offset + 14, 4) == number(place + 16, 4), "the checksum, in both headers")
            try #require(number(offset + 22, 4) == size)
            let start = offset + 30 + length
            files[name] = Array(bytes[start..<start + size])
            place += 46 + length
        }
    }

    func text(_ name: String) -> String { String(decoding: files[name] ?? [], as: UTF8.self) }

    func json(_ name: String) throws -> [String: Any] {
        let parsed = try JSONSerialization.jsonObject(with: Data(files[name] ?? []))
        return try #require(parsed as? [String: Any])
    }

    /// Rows of a table in `data.json`.
    func rows(_ table: String) throws -> [[String: Any]] {
        let tables = try #require(try json("data.json")["tables"] as? [String: Any])
        return try #require(tables[table] as? [[String: Any]])
    }
}

extension Company {
    var officer: Principal { administrator }

    func export(_ person: UUIDValue) async throws -> ExportFile {
        try await customer.makeExport(of: person, request: nil, by: officer)
    }

    /// Makes a copy and downloads it.
    func copy(of person: UUIDValue) async throws -> Unpacked {
        let file = try await export(person)
        let permit = try permit(ExportPerson.self)
        let download = try await customer.write { tx in try tx.claimExport(file.id, login: nil, permit) }
        return try Unpacked(try await Self.bytes(of: download))
    }

    static func bytes(of download: ExportDownload) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in download { bytes += part }
        return bytes
    }

    /// Inserts sign-ins and uses of features, one a minute before now.
    func use(_ person: UUIDValue, times: Int, feature: String = "overview", at: Int64? = nil) async throws {
        let end = at ?? clock.now
        let rows = (0..<times).map { number -> [Value] in
            let instant = end - Int64(times - 1 - number) * 60
            return [
                .blob(UUIDValue.ordered(at: instant).bytes), .blob(person.bytes), .text(feature), .integer(instant),
            ]
        }
        try await customer.write { tx in
            try tx.db.run("INSERT INTO usage (id, person, feature, at) VALUES ($1, $2, $3, $4)", each: rows)
        }
    }
}
