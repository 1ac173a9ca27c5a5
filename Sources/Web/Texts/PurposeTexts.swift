import Domain

/// What data is used for, whose decision that is, and the instructions of the organization.
struct PurposeTexts: Sendable {
    let title = "Purposes and instructions"
    let lead =
        """
        Everything that we do with your people's data, what for, and by whose decision. What you have not instructed is \
        not done.
        """
    let dataTitle = "Data"
    let roleTitle = "Our role"
    let usesTitle = "What you instruct"
    let usesLegend = "Use data also for"
    let record = "Record this instruction"
    let groupsTitle = "Statistics over groups"
    let groupsText =
        """
        Counts of feature use, four weeks at a time, published once. No figure stands for fewer than ten people or for \
        everyone of a group. Someone in several of these groups counts in the first of them; whoever is in none counts \
        nowhere.
        """
    let groupsLegend = "Publish statistics for"
    let groupsRecord = "Record these groups"
    let groupsNeedUse = "Statistics are made from feature use. Instruct “a better product” first."
    let noGroups = "No group has more than ten members: no figure could be shown for any of them."
    let statistics = "See the published statistics"
    let openedTitle = "Profiles opened, 30 days"
    let controllerTitle = "Where we decide ourselves"
    let controllerText =
        """
        For the contact data of those who order and pay, and for keeping the platform secure as a whole, we are a \
        controller of our own, and say so. Your people's profiles are never used for that.
        """
    let effectTitle = "What changes when"
    let effectText =
        """
        A use begins with what happens from now on. One that you withdraw stops at once, and what was recorded for it \
        alone is deleted. Whoever objects is left out, whatever you instruct.
        """
    let noHistory = "None yet. Until you record one, data is used for the service alone."
    let goneGroup = "a group that is gone"
    let today = "today"

    func name(_ purpose: PurposeName) -> String {
        switch purpose {
        case .service: "Delivering the training"
        case .experience: "A better product"
        case .personalization: "Fitting the training to each person"
        case .communication: "Notices and support"
        case .accounts: "Accounts and billing"
        case .security: "Security"
        case .rights: "People's rights"
        case .legal: "Legal claims and duties"
        }
    }

    func meaning(_ purpose: PurposeName) -> String {
        switch purpose {
        case .service: "Knowing who may train, keeping your staff as your directory says, assigning courses."
        case .experience:
            "Seeing which features are used, so that they become better. Nobody's profile is opened for it."
        case .personalization: "Recommending courses by job title and results. Comes with the training itself."
        case .communication: "Telling people what concerns them, and answering when they ask for help."
        case .accounts: "Counting paid users and invoicing. Invoices name nobody of your staff."
        case .security: "Signing people in, keeping others out, and seeing what happened if something goes wrong."
        case .rights: "Answering what people ask about their own data, and carrying out what you decide."
        case .legal: "What the law makes you or us keep or show: legal holds and disclosures."
        }
    }

    func isController(_ purpose: PurposeName) -> Bool { purpose == .accounts || purpose == .security }

    func role(_ purpose: PurposeName) -> String {
        switch purpose {
        case .accounts: "Controller for the contacts who order and pay; processor for the count of users."
        case .security: "Processor for your people's logins; controller for the security of the platform as a whole."
        default: "Processor, on your documented instruction."
        }
    }

    func data(_ attributes: [Attribute], _ categories: [DataCategory]) -> String {
        let person = PersonTexts()
        let names = attributes.map { person.field($0).lowercased() } + categories.map(category)
        return names.isEmpty ? "No data about your people." : Format(.english).list(names).firstUppercased + "."
    }

    private func category(_ category: DataCategory) -> String {
        switch category {
        case .profile: "the profile"
        case .name: "names"
        case .jobTitle: "job titles"
        case .businessContact: "business contact data"
        case .usage: "sign-in times and feature use"
        case .directoryIdentifier: "identifiers of the directory"
        case .standing: "state, roles and requests"
        case .credential: "credentials"
        case .key: "keys"
        case .evidence: "evidence of what was done"
        case .instruction: "instructions"
        case .organizationText: "names of groups"
        case .operational: "technical data"
        }
    }

    let always = "Part of the service"
    let on = "On"
    let off = "Off"
    let notYet = "Not yet in use"
    let offText = "Nothing is recorded until you instruct it."
    func since(_ version: Int, _ date: String) -> String { "By instruction, version \(version), \(date)" }
    func offSince(_ version: Int, _ date: String) -> String { "Withdrawn by version \(version), \(date)" }

    func use(_ topic: Instruction.Topic) -> (title: String, text: String) {
        switch topic {
        case .training:
            (
                "Training records",
                """
                Marks and certificates are kept beyond the session, answers for at most 30 days. Renewals and \
                certificates need it; without it nothing is kept when a session ends.
                """
            )
        default:
            (
                name(.experience),
                """
                Which features people use is recorded by the hour, for 90 days. Times of signing in are always kept, \
                for security. Each person sees their own record, and can object.
                """
            )
        }
    }

    /// What a recorded instruction says.
    func content(_ instruction: Instruction, groups: [String]) -> String {
        switch instruction.topic {
        case .statistics where groups.isEmpty: "no statistics"
        case .statistics: "statistics over \(Format(.english).list(groups))"
        case .training: "training records \(instruction.isBegun ? "are kept" : "are not kept")"
        default: "feature use \(instruction.isBegun ? "is recorded" : "is not recorded")"
        }
    }

    func receipts(_ opened: Int, _ refused: Int) -> String {
        if opened + refused == 0 { return "No profile was opened for it in the last 30 days." }
        let number = Format(.english).number
        let times = opened == 1 ? "Opened once" : "Opened \(number(opened)) times"
        let refusals =
            refused == 0 ? "never refused" : refused == 1 ? "refused once" : "refused \(number(refused)) times"
        return "\(times), \(refusals)"
    }

    func members(_ count: Int) -> String { Count.noun(count, "member", "members") }
}

extension String {
    /// With the first scalar in upper case; nothing else is touched.
    fileprivate var firstUppercased: String {
        guard let first = unicodeScalars.first else { return self }
        var rest = String.UnicodeScalarView()
        rest.append(contentsOf: unicodeScalars.dropFirst())
        return first.properties.uppercaseMapping + String(rest)
    }
}
