internal import Storage

/// Which connection may write a record: the one that keeps it. What no living directory keeps (the first
/// administrator's record, a file's, that of a connection without a living token) may be taken over.
extension Reading {
    func isFree(_ connection: UUIDValue) throws -> Bool {
        guard let kind = try db.first(ConnectionSQL.kind, [.blob(connection.bytes)], { $0.text(0) }) else {
            return true
        }
        guard kind == ConnectionKind.scim.rawValue else { return true }
        let living = try db.first(TokenSQL.livingOfConnection, [.blob(connection.bytes), .integer(now)]) {
            $0.integer(0)
        }
        return living == 0
    }

    func mayWrite(_ stored: StoredRecord, from connection: UUIDValue) throws -> Bool {
        try stored.connection == connection || isFree(stored.connection) || !customer.guards.stand(.s2)
    }

    func keeper(ofGroup id: UUIDValue) throws -> UUIDValue? {
        try db.first(GroupSQL.connection, [.blob(id.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
    }

    func requireOwnership(ofGroup id: UUIDValue, by connection: UUIDValue) throws {
        guard let keeper = try keeper(ofGroup: id), keeper != connection, try !isFree(keeper) else { return }
        throw Failure(
            .forbidden,
            "Another directory connection keeps this group. Change it there, or revoke that connection's tokens first.")
    }

    func requireOwnership(of stored: StoredRecord, by connection: UUIDValue) throws {
        guard try mayWrite(stored, from: connection) else {
            throw Failure(
                .forbidden,
                "Another directory connection keeps this user. Change it there, or revoke that connection's tokens first."
            )
        }
    }
}

/// Where directory records come from.
package enum ConnectionKind: String, Sendable {
    /// Made by the operator when the organization was created: the first administrator's record.
    case `operator`
    case scim
    case csv
}

/// A directory connection as the console lists it.
package struct DirectoryConnection: Sendable, Concealed {
    package let id: UUIDValue
    package let kind: ConnectionKind
    package let name: String
    package let createdAt: Int64
    package let arrivedAt: Int64?
    /// Live directory records.
    package let records: Int64
}

extension Reading {
    package func connections(_ permit: Permit<SeeDirectory>) throws -> [DirectoryConnection] {
        try accept(permit)
        return try db.all(ConnectionSQL.all) { row in
            let (id, kind, name) = try opened(row.blob(0), row.text(1), row.blob(2))
            return DirectoryConnection(
                id: id, kind: kind, name: name, createdAt: row.integer(3), arrivedAt: row.optionalInteger(4),
                records: row.integer(5))
        }
    }

    /// The names of all connections by id, to show where a field came from.
    func connectionNames() throws -> [UUIDValue: (name: String, kind: ConnectionKind)] {
        let named = try db.all(ConnectionSQL.names) { row in try opened(row.blob(0), row.text(1), row.blob(2)) }
        return Dictionary(named.map { ($0.0, ($0.2, $0.1)) }) { first, _ in first }
    }

    private func opened(_ id: [UInt8], _ kind: String, _ name: [UInt8]) throws -> (UUIDValue, ConnectionKind, String) {
        guard let id = UUIDValue(bytes: id), let kind = ConnectionKind(rawValue: kind) else { throw ByteReader.damaged }
        let plain = try Sealing.open(name, at: connectionPlace(id), with: customer.keys.data)
        return (id, kind, String(decoding: plain, as: UTF8.self))
    }

    func connectionPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("connection.name", organization: customer.organization.id, owner: id)
    }
}

extension Writing {
    /// The SCIM connection of that name; it is made where there is none.
    package func scimConnection(named name: String, _ permit: Permit<ManageConnections>) throws -> UUIDValue {
        try accept(permit)
        return try connection(named: name, kind: .scim)
    }

    func connection(named name: String, kind: ConnectionKind) throws -> UUIDValue {
        let trimmed = name.unicodeScalars.filter { $0.properties.generalCategory != .control }
        guard !name.isEmpty, name.unicodeScalars.count <= 80, trimmed.count == name.unicodeScalars.count else {
            throw Failure.invalid("name", "A connection's name has 1 to 80 characters on one line.")
        }
        let index = customer.keys.index.of(name, as: .connectionName)
        if let found = try db.first(ConnectionSQL.byName, [.blob(index)], { ($0.blob(0), $0.text(1)) }),
            let id = UUIDValue(bytes: found.0)
        {
            guard found.1 == kind.rawValue else {
                throw Failure(
                    .conflict(.uniqueness), "A connection of another kind has that name; choose another name.")
            }
            return id
        }
        let id = UUIDValue.ordered(at: now)
        let sealed = try Sealing.seal(Array(name.utf8), at: connectionPlace(id), with: customer.keys.data)
        try db.run(
            ConnectionSQL.insert,
            [.blob(id.bytes), .text(kind.rawValue), .blob(sealed), .blob(index), .integer(now)])
        return id
    }
}
