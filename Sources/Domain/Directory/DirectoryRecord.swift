/// What a directory connection believes about someone: all that SCIM sees, returns and matches on.
package struct DirectoryRecord: Sendable, Concealed {
    package let id: UUIDValue
    package let draft: RecordDraft
    /// Rises by one with each change; the SCIM ETag is `W/"<version>"`.
    package let version: Int64
    /// Milliseconds UTC.
    package let createdAt: Int64
    /// Milliseconds UTC.
    package let changedAt: Int64
    /// The directory groups that it belongs to, in order of id.
    package let groups: [GroupReference]

    package init(
        id: UUIDValue, draft: RecordDraft, version: Int64, createdAt: Int64, changedAt: Int64, groups: [GroupReference]
    ) {
        self.id = id
        self.draft = draft
        self.version = version
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.groups = groups
    }
}

package struct GroupReference: Sendable, Equatable {
    package let id: UUIDValue
    package let displayName: String

    package init(id: UUIDValue, displayName: String) {
        self.id = id
        self.displayName = displayName
    }
}

/// A directory group (SCIM Group): its name and its members, by the ids of their directory records.
package struct DirectoryGroup: Sendable, Concealed {
    package let id: UUIDValue
    package let draft: GroupDraft
    package let version: Int64
    package let createdAt: Int64
    package let changedAt: Int64

    package init(id: UUIDValue, draft: GroupDraft, version: Int64, createdAt: Int64, changedAt: Int64) {
        self.id = id
        self.draft = draft
        self.version = version
        self.createdAt = createdAt
        self.changedAt = changedAt
    }
}

package struct GroupDraft: Sendable, Equatable {
    package var displayName: String
    package var externalID: String?
    /// Ids of directory records, sorted, without repetition.
    package var members: [UUIDValue]

    package init(displayName: String, externalID: String? = nil, members: [UUIDValue] = []) {
        self.displayName = displayName
        self.externalID = externalID
        self.members = members
    }

    /// Byte for byte: a directory that changes only the normalization form of a name has changed it.
    package static func == (left: GroupDraft, right: GroupDraft) -> Bool {
        left.displayName.utf8.elementsEqual(right.displayName.utf8) && left.members == right.members
            && left.externalID.map { Array($0.utf8) } == right.externalID.map { Array($0.utf8) }
    }
}
