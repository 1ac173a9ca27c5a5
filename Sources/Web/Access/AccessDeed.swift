/// What was done in the rooms of access: said once on the page after it.
enum AccessDeed: String, Sendable, CaseIterable {
    case roleGiven = "role-given"
    case roleTaken = "role-taken"
    case groupFollowed = "group-followed"
    case groupUnfollowed = "group-unfollowed"
    case managerSet = "manager-set"
    case managerRemoved = "manager-removed"
    case factorReset = "factor-reset"
    case providerSaved = "provider-saved"
    case providerRemoved = "provider-removed"
    case providerOnly = "provider-only"
    case providerBeside = "provider-beside"
}
