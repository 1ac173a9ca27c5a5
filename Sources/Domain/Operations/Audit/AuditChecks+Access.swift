extension AuditCheck {
    static let access: [AuditCheck] = [
        AuditCheck(
            customers: "II-401", .access, "More than one person is the administrator.", "S1",
            remedy: "An administrator gives the role to a second person, so that nobody is locked out."
        ) { customer, _ in
            customer.judged { content in
                if customer.slug == Organization.canarySlug { return .pass("Nobody signs in there.") }
                if content.administrators == 0 { return .fail("Nobody is.") }
                return .warn(
                    if: content.administrators == 1, "One person is.", else: "\(content.administrators) people are.")
            }
        },
        AuditCheck(
            customers: "II-402", .access, "Whoever sees others has a second proof.", "G6", asvs: ["6.3.3"],
            remedy: "They set their second step up at their next sign-in; until then no room opens to them."
        ) { customer, _ in
            customer.judged { content in
                .warn(
                    if: content.withoutFactor > 0,
                    "Of those with a guarded role, \(content.withoutFactor) without; no room opens to them.",
                    else: "Everyone with a guarded role has one.")
            }
        },
        AuditCheck(
            customers: "II-403", .access, "Tokens end within a year.", "G6", asvs: ["13.3.4"],
            remedy: "Make a new token for the directory or program, then revoke the old one."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.endlessTokens > 0, "\(content.endlessTokens) tokens live longer than a year.",
                    else: "No token lives longer than a year.")
            }
        },
        AuditCheck(
            customers: "II-404", .access, "No token rests unused.", "G6", asvs: ["13.3.4"],
            remedy: "Revoke tokens that nothing has used for 90 days."
        ) { customer, _ in
            customer.judged { content in
                .warn(
                    if: content.restingTokens > 0, "\(content.restingTokens) tokens were not used for 90 days.",
                    else: "Every living token was used within 90 days.")
            }
        },
        AuditCheck(
            customers: "II-405", .access, "No visit of the operator outlives its end.", "X2", asvs: ["7.4.1"],
            remedy: "End the operator’s logins in this organization, and tell the maker of this program."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.loginsOfEndedVisits > 0,
                    "\(content.loginsOfEndedVisits) logins belong to visits that have ended.",
                    else: "No login belongs to a visit that has ended.")
            }
        },
        AuditCheck(
            customers: "II-406", .access, "Every login ends within eight hours.", "G6", asvs: ["7.3.2"],
            remedy: "End all logins of this organization: sign everyone out."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.endlessLogins > 0, "\(content.endlessLogins) logins live longer.",
                    else: "No login lives longer.")
            }
        },
        AuditCheck(
            customers: "II-407", .access, "The brake holds a mass change.", "S2", asvs: ["2.4.1"],
            remedy: "Set the brake below half of the staff: Directory, Brake."
        ) { customer, _ in
            customer.judged { content in
                .warn(
                    if: content.brakePercent >= 50,
                    "It lets \(content.brakePercent) % of the staff go at once.",
                    else: "It holds more than \(content.brakePercent) % and \(content.brakePeople) people at once.")
            }
        },
        AuditCheck(
            "II-408", .access, "Two people can decide for the operator.", "X2",
            remedy: "Add a second operator: a disclosure and a restore without its ledger need two."
        ) { facts in
            guard let operators = facts.platform.operators else {
                return .warn("Nobody of the operator’s has a login of their own; only the command line is used.")
            }
            if operators == 0 { return .fail("Nobody is an active operator.") }
            return .warn(if: operators == 1, "There is one operator.", else: "There are \(operators).")
        },
        AuditCheck(
            "II-409", .access, "The operator’s people have a second proof.", "G6", asvs: ["6.3.3"],
            remedy: "They set it up at their next sign-in; remove who never does."
        ) { facts in
            guard let without = facts.platform.operatorsWithoutFactor else {
                return .notChecked("The operator has no people here.")
            }
            return .warn(
                if: without > 0, "\(without) have none yet, and are let into no room.", else: "Everyone has one.")
        },
    ]
}
