import Domain

/// What evidence says of a person, as the list on their page says it.
extension AccessTexts {
    /// As `did`, with the role where it is one that was given or taken.
    func did(_ deed: EvidenceEvent.Deed, _ role: Role?) -> String? {
        switch (deed, role) {
        case (.roleGiven, .manager?): "lets this person manage a group"
        case (.roleTaken, .manager?): "lets this person manage a group no more"
        case (.roleGiven, let role?): "gave the role “\(FrameTexts.role(role))”"
        case (.roleTaken, let role?): "took the role “\(FrameTexts.role(role))” away"
        default: did(deed)
        }
    }

    /// After the actor's name. Nil for what is never about one person, or what this version has no words for.
    func did(_ deed: EvidenceEvent.Deed) -> String? {
        switch deed {
        case .personArrived: "brought this person in"
        case .personChanged: "changed what is held"
        case .personDeactivated: "deactivated this person"
        case .personReactivated: "activated this person again"
        case .personLeft: "ended the access"
        case .personReturned: "brought this person back"
        case .accessHeld: "would have ended the access: it was suspended"
        case .accessRestored: "gave the access back"
        case .personSeen: "looked at this page"
        case .attributesWithdrawn: "withdrew the instruction for some of what was held"
        case .signInLinkIssued: "made a sign-in link"
        case .signedIn: "signed in"
        case .signedOut: "signed out"
        case .loginEnded: "ended a login"
        case .roleGiven: "gave a role"
        case .roleTaken: "took a role"
        case .factorConfirmed: "set up the second step"
        case .factorReset: "took the second step away"
        case .factorLocked: "typed too many wrong codes: the second step was locked for a while"
        case .recoveryCodeUsed: "used a recovery code"
        case .recoveryCodesRenewed: "made new recovery codes"
        case .identityBound: "recognised this person by the provider’s word, for the first time"
        case .mailSent: "sent a mail"
        case .mailNotSent: "could not deliver a mail"
        case .staffRead: "read this person’s data"
        case .staffSeen: "saw this person in a list"
        case .restrictionBegun: "restricted the use of this person’s data"
        case .restrictionEnded: "ended the restriction"
        case .objectionBegun: "objected to a use"
        case .objectionConfirmed: "confirmed the objection"
        case .objectionEnded: "settled the objection"
        case .profileCorrected: "corrected a value"
        case .correctionDisputed: "sent something new for a corrected value: it waits for a decision"
        case .correctionEnded: "ended a correction"
        case .correctionAtSourceAsked: "asked for a correction at the source"
        case .requestReceived: "received a request"
        case .requestStep: "took a step in a request"
        case .requestEnded: "ended a request"
        case .exportMade: "made a copy of this person’s data"
        case .exportFetched: "fetched the copy"
        case .erasureBegun: "began the erasure"
        case .holdPlaced: "placed a legal hold"
        case .holdEnded: "ended a legal hold"
        case .purposeRefused: "asked for data for a purpose that is not open: refused"
        default: nil
        }
    }

    /// Who it was, where it was nobody of the staff.
    func actor(_ kind: Principal.Kind) -> String {
        switch kind {
        case .connection: "A directory"
        case .person: formerPerson
        case .integration: "A program of yours"
        case .visitor: "The operator, on a visit"
        case .command: "The operator, at the command line"
        case .program: "This program"
        }
    }

    /// “12 times, last today, 14:52”.
    func times(_ count: Int, last moment: String) -> String {
        count == 1 ? moment : "\(Format(.english).number(count)) times, last \(moment)"
    }
}
