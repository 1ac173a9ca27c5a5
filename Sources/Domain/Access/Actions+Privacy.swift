/// See what is held about oneself, and who saw it.
package enum SeeOwnData: Action {
    package static let name = "own-data.see"
    package static let allowed: Set<ActorClass> = Set(Role.allCases.map(ActorClass.role))
}

/// Ask one’s employer for what the law gives: a copy, a correction, erasure and so on.
package enum AskForRights: Action {
    package static let name = "rights.ask"
    package static let allowed: Set<ActorClass> = Set(Role.allCases.map(ActorClass.role))
}

/// See what people have asked for, and people whose processing is restricted.
package enum SeeRights: Action {
    package static let name = "rights.see"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer)]
}

/// Enter, confirm, extend, refuse and carry out requests.
package enum DecideRights: Action {
    package static let name = "rights.decide"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer)]
}

/// Give one of the two approvals that an erasure needs.
package enum ApproveErasure: Action {
    package static let name = "erasure.approve"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer), .role(.administrator), .command]
}

/// Set a value right over what the directory says.
package enum CorrectProfile: Action {
    package static let name = "profile.correct"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer)]
}

/// Restrict the processing of a person, end that, and settle objections.
package enum RestrictProcessing: Action {
    package static let name = "processing.restrict"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer), .command]
}

/// Keep fields of a person for a legal duty, until a date.
package enum HoldData: Action {
    package static let name = "legal-hold.place"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer)]
}

/// Make the complete copy of a person’s data.
package enum ExportPerson: Action {
    package static let name = "person.export"
    package static let allowed: Set<ActorClass> = [.role(.privacyOfficer), .command]
}

/// Record the customer’s instructions on uses, training records, grace period and statistics.
package enum InstructPurposes: Action {
    package static let name = "purposes.instruct"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .command]
}

/// See the published statistics of use.
package enum SeeStatistics: Action {
    package static let name = "statistics.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .role(.manager)]
}

/// See and take the evidence log: checkpoints, proofs, the bundle.
package enum SeeEvidence: Action {
    package static let name = "evidence.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .command]
}

/// See the promises with their proofs in one’s own database.
package enum SeeTrust: Action {
    package static let name = "trust.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer)]
}

/// See the security audits.
package enum SeeAudit: Action {
    package static let name = "audit.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role)).union([
        .role(.administrator), .role(.privacyOfficer), .command,
    ])
}

/// Run the security audit.
package enum RunAudit: Action {
    package static let name = "audit.run"
    package static let allowed: Set<ActorClass> = [.role(.operator), .command, .program]
}

/// See the register of disclosures.
package enum SeeDisclosures: Action {
    package static let name = "disclosures.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role)).union([
        .role(.administrator), .role(.privacyOfficer),
    ])
}

/// Draft, approve, refuse and make a disclosure.
package enum ManageDisclosures: Action {
    package static let name = "disclosures.manage"
    package static let allowed: Set<ActorClass> = [.role(.operator)]
}

/// See incidents; a customer those that concern it.
package enum SeeIncidents: Action {
    package static let name = "incidents.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role)).union([
        .role(.administrator), .role(.privacyOfficer),
    ])
}

/// Record incidents and tell the customers concerned.
package enum ManageIncidents: Action {
    package static let name = "incidents.manage"
    package static let allowed: Set<ActorClass> = [.role(.operator)]
}

/// See who processes data for the operator, and what was announced.
package enum SeeSubProcessors: Action {
    package static let name = "sub-processors.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer)]
}

/// Acknowledge an announced sub-processor, or object to it; acknowledge an incident.
package enum AnswerSubProcessors: Action {
    package static let name = "sub-processors.answer"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer)]
}

/// Announce sub-processors and end them.
package enum ManageRecipients: Action {
    package static let name = "recipients.manage"
    package static let allowed: Set<ActorClass> = [.role(.operator)]
}

/// Take everything an organization has, in open formats, at the end of its contract.
package enum ReturnData: Action {
    package static let name = "data.return"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.operator), .command]
}

/// Run the probes of the promises.
package enum RunProbes: Action {
    package static let name = "probes.run"
    package static let allowed: Set<ActorClass> = [.role(.operator), .command, .program]
}

/// Back up and restore.
package enum KeepBackups: Action {
    package static let name = "backups.keep"
    package static let allowed: Set<ActorClass> = [.command, .program]
}

/// Wrap all keys anew.
package enum RotateKeys: Action {
    package static let name = "keys.rotate"
    package static let allowed: Set<ActorClass> = [.command]
}
