import Domain

/// Who may do what: the room “Access”, and the sections of persons and groups that give and take roles.
struct AccessTexts: Sendable {
    let title = "Access"
    let peopleTitle = "Who was given more than learning"
    let membersTitle = "Who has a role through a group"
    let nameColumn = "Name"
    let rolesColumn = "Roles, and why"
    let managesColumn = "Manages"
    let stepColumn = "Second step"
    let given = "Given to this person"
    let take = "Take away"
    let give = "Give"
    let stop = "Stop managing"
    let stepOn = "Set up"
    let stepMissing = "Not yet"
    let stepOff = "Not set up"
    let noFollowed = "No role follows a group."
    let followedTitle = "Roles that follow a group"
    let followedLead =
        "Whoever is in the group has the role, from the sync that brings them in to the one that takes them out."

    let howTitle = "How roles are given"
    let howPerson = "To someone: open the person. What they may is there under “Roles”."
    let howGroup = "To all of a group: open the group. Its members then come and go as your directory says."
    let toStaff = "See all staff"
    let toGroups = "See all groups"
    let signInTitle = "How people sign in"
    let toSignIn = "See and change it"
    let stepTitle = "The second step"
    let stepText = """
        Administrators and privacy officers need two proofs of who they are: your provider’s word that it checked \
        both, or a code from an authenticator app. Whoever has none yet is asked to set it up when they sign in.
        """
    let rolesTitle = "What each role may"
    let domainsTitle = "Your domains"
    let domainsText = "Work e-mail of them leads to your sign-in."
    let toDomains = "See your domains"
    let programsTitle = "Your own programs"
    let programsText = "With a token, a program of yours reads people, groups and what was synced."
    let toPrograms = "See the integrations"

    let personTitle = "Roles"
    let personLead = "Everyone learns. What is given here, or follows a group, comes on top."
    let personEnded = "Access has ended or is suspended, so no role can be given."
    let manageTitle = "Groups to manage"
    let manageText =
        "They see who is in the group and how far it has come. Which groups are managed now stands under “Access”."
    let manageLabel = "Group"
    let manage = "Let them manage it"
    let noGroups = "No groups have arrived yet."
    let moreGroups = "Only the first 500 groups are listed."
    let personStep = "Second step"
    let personStepText =
        "If the phone and the recovery codes are lost, take it away: a new one is set up at the next sign-in."
    let ownStepText = "Yours is kept under “How you sign in”; another administrator can take it away if it is lost."
    let reset = "Take the second step away"
    let toAccess = "See everyone with a role"

    let groupTitle = "Roles that follow this group"
    let groupNone = "None. Its members may what each of them was given."
    let groupLabel = "Role"
    let groupChoose = "Choose a role"
    let groupKeep = "Keep it as it is"
    let groupGive = "Let it follow this group"
    let groupAll = "Every role that can follow a group follows this one."

    let ownTitle = "Take your own administrator role?"
    let ownText = """
        From the next page on you decide nothing here any more, and see what your other roles let you see. Only \
        another administrator can give the role back.
        """
    let ownTake = "Take away my administrator role"
    let ownKeep = "Keep it"
    let lastAdministrator =
        "You are the last administrator. Give the role to someone else first, then take yours away."
    let resetKeep = "Leave it as it is"
    let eventsTitle = "On record"
    let eventsLists = "Lists in which this name stood are on record too; they are not shown here."
    let thisPerson = "This person"
    let formerPerson = "Someone who was erased"

    func lead(_ people: Int) -> String {
        switch people {
        case 0: "Nobody has a role yet. Roles are given to people, or follow groups of your directory."
        case 1: "One person has a role. Roles are given to people, or follow groups of your directory."
        default: "\(Count.people(people)) have a role. Roles are given to people, or follow groups of your directory."
        }
    }

    func atMost(_ count: Int) -> String { "Only \(Count.people(count)) are shown; take a role from a large group." }

    func through(_ groups: [String]) -> String {
        guard !groups.isEmpty else { return "Follows a group" }
        let quoted = groups.map { "“\($0)”" }
        let last = quoted[quoted.count - 1]
        let list = quoted.count == 1 ? last : quoted.dropLast().joined(separator: ", ") + " or " + last
        return "Follows the group \(list)"
    }

    func since(_ day: String) -> String { "since \(day)" }
    func taken(_ role: Role, _ name: String) -> String { "\(FrameTexts.role(role)): \(name)" }

    func ways(_ ways: SignInDoorPage.Ways) -> String {
        switch (ways.providerHost, ways.mailsLinks) {
        case (let host?, true): "Through \(host), or by a link that is mailed."
        case (let host?, false): "Through \(host), and in no other way."
        case (nil, true): "By a link that is mailed to the work e-mail."
        case (nil, false): "By links from the operator only: nothing else is set up."
        }
    }

    /// What someone with that role may, beside learning.
    func meaning(_ role: Role) -> String {
        switch role {
        case .administrator: "Keeps the directory, gives roles, decides what waits, sets how people sign in."
        case .privacyOfficer: "Sees staff and directory, records instructions, answers requests about personal data."
        case .billingContact: "Sees and agrees to what is charged. Sees no staff."
        case .manager: "Sees the members of the groups that they manage."
        case .learner: "Learns."
        case .operator: "Runs the platform."
        case .operatorSupport: "Looks after customers."
        case .operatorAuditor: "Sees what the operator does."
        }
    }

    /// The question before a role that decides or sees much follows a group; its button says the same.
    func groupDeed(_ role: Role, members: Int, _ group: String) -> String {
        let name = FrameTexts.role(role).lowercased()
        return switch members {
        case 0: "Make whoever joins “\(group)” \(name)"
        case 1: "Make one person \(name)"
        default: "Make \(Count.people(members)) \(name)s"
        }
    }

    func groupConsequence(_ role: Role, _ group: String) -> String {
        let what =
            role == .administrator
            ? "keeps the directory and gives roles"
            : "sees staff and directory, records instructions and answers requests about personal data"
        return "Everyone in \(group), and whoever your directory adds to it, \(what) from the next page on."
    }

    func resetTitle(_ name: String) -> String { "Take away the second step of \(name)?" }

    func resetText(_ name: String) -> String {
        """
        \(name) is signed out everywhere, at once. Whoever then gets into their mailbox can set up a second step as \
        them, so be sure that it is they who ask.
        """
    }

    func done(_ deed: AccessDeed) -> (deed: String, detail: String) {
        switch deed {
        case .roleGiven: ("Given.", "It counts from the next page that they open.")
        case .roleTaken: ("Taken away.", "It is gone from the next page that they open.")
        case .groupFollowed: ("Given.", "Every member of the group has the role from now on.")
        case .groupUnfollowed: ("Taken away.", "Whoever had the role through this group only has it no more.")
        case .managerSet: ("Given.", "They see the members of that group from now on.")
        case .managerRemoved: ("Taken away.", "They do not see that group any more.")
        case .factorReset: ("Taken away.", "They are signed out, and set up a new second step at the next sign-in.")
        case .providerSaved: ("Saved.", "The provider’s document fits. Sign in through it once to be sure.")
        case .providerRemoved: ("Disconnected.", "Nobody signs in through the provider any more.")
        case .providerOnly: ("Changed.", "People sign in through the provider and in no other way.")
        case .providerBeside: ("Changed.", "People can ask for a mailed link again.")
        }
    }
}
