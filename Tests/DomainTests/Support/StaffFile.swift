@testable import Domain
import Testing

/// A file's bytes in pieces of an odd size, as a network brings them.
func file(_ text: String) -> AsyncThrowingStream<[UInt8], any Error> {
    AsyncThrowingStream { stream in
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 977) {
            stream.yield(Array(bytes[start..<min(start + 977, bytes.count)]))
        }
        stream.finish()
    }
}

/// A staff file of people by name, with their job titles.
func staffFile(_ people: some Sequence<(String, String)>) -> String {
    people.reduce(into: "User name,Work email,Display name,Job title\n") { text, person in
        let (name, title) = person
        text += "\(name)@havn.example,\(name)@havn.example,\(name),\(title)\n"
    }
}

extension Company {
    func propose(_ text: String) async throws -> ChangeSet {
        try await StaffImport(customer, try permit(ImportStaff.self)).propose(file(text))
    }

    @discardableResult
    func apply(_ changeSet: ChangeSet) async throws -> ChangeSet {
        try await customer.apply(changeSet.id, try permit(ImportStaff.self))
    }

    @discardableResult
    func importFile(_ text: String) async throws -> ChangeSet {
        try await apply(try await propose(text))
    }
}
