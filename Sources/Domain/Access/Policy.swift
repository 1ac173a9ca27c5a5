/// Something that one may be allowed to do. Each action names the classes of actors that may.
package protocol Action: Sendable {
    static var name: String { get }
    static var allowed: Set<ActorClass> { get }
}

/// The proof that an actor may do an action in an organization. Only `Policy` makes one, and each verb takes its own.
package struct Permit<A: Action>: Sendable {
    package let principal: Principal
    package let organization: UUIDValue

    fileprivate init(principal: Principal, organization: UUIDValue) {
        self.principal = principal
        self.organization = organization
    }
}

extension Reading {
    /// A permit counts in its own organization only: the first line of every verb that takes one.
    func accept<A: Action>(_ permit: Permit<A>) throws(Failure) { try customer.accept(permit) }
}

extension Customer {
    /// As `Reading.accept`, for verbs of several transactions.
    func accept<A: Action>(_ permit: Permit<A>) throws(Failure) {
        guard permit.organization == organization.id || !guards.stand(.s1) else {
            throw Failure(
                .forbidden, "You are signed in to another organization.", detail: "permit of another organization")
        }
    }
}

/// The one place that says who may do what. The whole of it is printed to `Tests/Golden/access-matrix.txt`.
package enum Policy {
    /// - Throws: `Failure.forbidden` where none of the actor's classes may.
    package static func permit<A: Action>(
        _ action: A.Type, to principal: Principal, in organization: UUIDValue
    ) throws(Failure) -> Permit<A> {
        guard !action.allowed.isDisjoint(with: principal.classes) else {
            throw Failure(
                .forbidden,
                principal.kind == .visitor
                    ? "A visit does not show this."
                    : "Your role does not include this. Ask an administrator of your organization.")
        }
        return Permit(principal: principal, organization: organization)
    }

    /// Whether this actor may: to leave out of a page what would be refused.
    package static func allows<A: Action>(_ action: A.Type, _ principal: Principal) -> Bool {
        !action.allowed.isDisjoint(with: principal.classes)
    }

    /// Every action, for the matrix and its tests. An action that is missing here fails `AccessMatrixTests`.
    package static let actions: [any Action.Type] = [
        ReadDirectory.self, SyncDirectory.self, ImportStaff.self, DecideChanges.self, ManageConnections.self,
        EndAccess.self, InstructAttributes.self, SeeDirectory.self, SeeStaff.self, SeeOverview.self, SeeTeam.self,
        KeepOwnSignIn.self, SeeAccess.self, ManageAccess.self, ManageSignIn.self, ManageIntegrations.self,
        EndVisit.self, ReadPeople.self, ReadGroups.self, ReadSyncLog.self, IssueSignInLink.self,
        SeeOrganizations.self, ManageOrganizations.self, DecideDomains.self, VisitCustomer.self, SeeOperators.self,
        ManageOperators.self, SeeRecipients.self, SeeMailbox.self,
        SeeOwnData.self, AskForRights.self, SeeRights.self, DecideRights.self, ApproveErasure.self,
        CorrectProfile.self, RestrictProcessing.self, HoldData.self, ExportPerson.self, InstructPurposes.self,
        SeeStatistics.self, SeeEvidence.self, SeeTrust.self, SeeAudit.self, RunAudit.self, SeeDisclosures.self,
        ManageDisclosures.self, SeeIncidents.self, ManageIncidents.self, SeeSubProcessors.self,
        AnswerSubProcessors.self, ManageRecipients.self, ReturnData.self, RunProbes.self, KeepBackups.self,
        RotateKeys.self,
    ]

    /// One line an action: the action, then each class of actors that may.
    package static var matrix: String {
        let names = actions.map { $0.name }
        let width = (names.map(\.count).max() ?? 0) + 2
        return actions.map { action in
            let classes = ActorClass.all.filter { action.allowed.contains($0) }.map(\.name).joined(separator: ", ")
            return action.name + String(repeating: " ", count: width - action.name.count) + classes
        }.joined(separator: "\n") + "\n"
    }
}
