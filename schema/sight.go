package schema

import (
	"slices"
	"time"
)

// Reader is from where a thing is looked at; what is seen depends on it alone.
type Reader uint8

const (
	ReaderNone      Reader = iota // sees nothing
	ReaderAuthority               // the ministry's services
	ReaderAddressee               // the organisation a request is addressed to
	ReaderOverseer                // the qualified person
	ReaderMember                  // any member, of what the group shares
)

// Field is one field of a noun, as it is named in documents.
type Field string

const (
	FieldRef          Field = "ref"
	FieldKind         Field = "kind"
	FieldRegime       Field = "regime"
	FieldLegalBasis   Field = "legal_basis"
	FieldSubject      Field = "subject"
	FieldReasons      Field = "reasons"
	FieldService      Field = "service"
	FieldAddressee    Field = "addressee"
	FieldLabel        Field = "label"
	FieldLabelReason  Field = "label_reason"
	FieldLabelExpires Field = "label_expires_at"
	FieldScrutiny     Field = "scrutiny_due_at"
	FieldExpires      Field = "expires_at"
	FieldBenchmark    Field = "benchmark_at"
	FieldContested    Field = "contestation"
	FieldState        Field = "state"
	FieldTLP          Field = "tlp"
	FieldCredibility  Field = "credibility"
	FieldCase         Field = "case"
	FieldDuplicateOf  Field = "duplicate_of"
	FieldDuplicates   Field = "duplicates"
	FieldDue          Field = "due_at"
	FieldSuspended    Field = "suspended"
	FieldGround       Field = "ground"
	FieldVisa         Field = "visa"
	FieldAuthor       Field = "author"
	FieldExternalRef  Field = "external_ref"
	FieldAssignee     Field = "assignee"
	FieldSnoozed      Field = "snoozed"
	FieldContents     Field = "contents"
	FieldOutcome      Field = "outcome"
	FieldObserved     Field = "observed"
	FieldReceived     Field = "received_at"
	FieldSent         Field = "sent_at"
	FieldCreated      Field = "created_at"
	FieldReply        Field = "reply"
	FieldText         Field = "text"
	FieldFrom         Field = "from"

	FieldReverify    Field = "reverify_at"
	FieldLinked      Field = "linked"
	FieldAdvice      Field = "recommendations"
	FieldAttachments Field = "attachments"
	FieldSimilar     Field = "similar"
	FieldContacts    Field = "contacts"

	FieldFunction Field = "function"
	FieldPhone    Field = "phone"
	FieldMail     Field = "mail"
	FieldMailed   Field = "mailed"
	FieldHours    Field = "hours"
	FieldZone     Field = "zone"
	FieldRank     Field = "rank"

	FieldOwner     Field = "owner"
	FieldMember    Field = "member"
	FieldMeeting   Field = "meeting"
	FieldEvidence  Field = "evidence"
	FieldCarried   Field = "carried"
	FieldCompleted Field = "completed_on"
	FieldRaised    Field = "raised_on"
	FieldNotes     Field = "notes"
	FieldTheme     Field = "theme"
	FieldLinks     Field = "links"
	FieldRole      Field = "role"
	FieldKey       Field = "key"
	FieldDisabled  Field = "disabled"
	FieldName      Field = "name"
	FieldFunctions Field = "functions"
	FieldLanguage  Field = "language"
	FieldPurpose   Field = "purpose"

	FieldFormat     Field = "format"
	FieldTitle      Field = "title"
	FieldStarts     Field = "starts_at"
	FieldPlace      Field = "place"
	FieldInvited    Field = "invited"
	FieldAgenda     Field = "agenda"
	FieldAttendance Field = "attendance"
	FieldDecisions  Field = "decisions"
	FieldMinutes    Field = "minutes"
	FieldPack       Field = "pack"
	FieldPoint      Field = "point"
	FieldTimer      Field = "timer"
	FieldCadence    Field = "cadence"
	FieldOrigin     Field = "origin"
	FieldMade       Field = "made_on"
	FieldReviews    Field = "reviews"
	FieldAdopted    Field = "adopted_on"
	FieldStance     Field = "stance"
	FieldDate       Field = "date"
	FieldTopic      Field = "topic"
	FieldTrained    Field = "trained"
	FieldErased     Field = "erased"
	FieldWebhook    Field = "webhook"
	FieldKeyPolicy  Field = "key_policy"
	FieldAuthority  Field = "user_authority"

	FieldAddress Field = "address"
	FieldCommand Field = "command"
	FieldCount   Field = "count"
	FieldBytes   Field = "bytes"
	FieldSetting Field = "setting"
)

var (
	everySide = []Reader{ReaderAuthority, ReaderAddressee, ReaderOverseer}
	bothSides = []Reader{ReaderAuthority, ReaderAddressee} // each its own: the other's never reaches its log
	authority = []Reader{ReaderAuthority}
	oversight = []Reader{ReaderAuthority, ReaderOverseer}
	everybody = []Reader{ReaderMember}

	everyReader         = []Reader{ReaderAuthority, ReaderAddressee, ReaderOverseer, ReaderMember}
	bothSidesAndMembers = []Reader{ReaderAuthority, ReaderAddressee, ReaderMember}
)

var sight = map[Noun]map[Field][]Reader{
	NounRequest: {
		FieldRef: everySide, FieldKind: everySide, FieldRegime: everySide, FieldLegalBasis: everySide,
		FieldSubject: everySide, FieldReasons: everySide, FieldService: everySide, FieldAddressee: everySide,
		FieldLabel: everySide, FieldLabelReason: everySide, FieldLabelExpires: everySide, FieldScrutiny: everySide,
		FieldExpires: everySide, FieldBenchmark: everySide, FieldContested: everySide, FieldState: everySide, FieldTLP: everySide,
		FieldDuplicateOf: bothSides, FieldDuplicates: bothSides, FieldDue: everySide, FieldSuspended: everySide, FieldGround: everySide,
		FieldContents: everySide, FieldOutcome: everySide, FieldObserved: everySide, FieldReceived: everySide,
		FieldSent: everySide, FieldReply: everySide, FieldText: everySide,
		FieldCredibility: authority, FieldCase: authority, FieldVisa: authority, FieldAuthor: authority, FieldCreated: authority,
		FieldExternalRef: bothSides, FieldAssignee: bothSides, FieldSnoozed: bothSides,
		FieldReverify: oversight, FieldAdvice: oversight, FieldLinked: everySide, FieldAttachments: bothSides, FieldSimilar: authority, FieldContacts: bothSides,
		FieldLinks: everySide, FieldMeeting: everySide, // an action item that refers to it; on whose agenda it was put; told only to those who may know of the meeting
	},
	NounAction: {
		FieldRef: everybody, FieldText: everybody, FieldOwner: everybody, FieldMember: everybody, FieldDue: everybody,
		FieldState: everybody, FieldMeeting: everybody, FieldEvidence: everybody, FieldCarried: everybody,
		FieldCompleted: everybody, FieldRaised: everybody, FieldNotes: everybody, FieldTheme: everybody,
		FieldLinks: everybody, // each audience is told those that it may know of; requests are told in their own logs
	},
	NounClock:  {FieldRef: everybody, FieldText: everybody, FieldFrom: everybody},
	NounRegime: {FieldRef: everybody, FieldText: everybody, FieldFrom: everybody},
	// Of how long a noun is kept: the reference is the noun.
	NounRetention: {FieldRef: everybody, FieldText: everybody, FieldFrom: everybody},
	NounCrisis:    {FieldRef: everybody, FieldState: everybody, FieldLabel: everybody, FieldText: everybody},
	NounCase:      {FieldRef: authority, FieldText: authority},
	NounContact: {FieldRef: everybody, FieldFunction: everybody, FieldPhone: everybody, FieldMail: everybody, FieldHours: everybody,
		FieldZone: everybody, FieldNotes: everybody, FieldRank: everybody, FieldWebhook: everybody},
	// Who is called is in the log of the organisation called and of the authority's keepers alone; overseers are not told.
	NounAlert: {FieldRef: bothSidesAndMembers, FieldState: bothSidesAndMembers, FieldText: bothSidesAndMembers},
	NounMeeting: {
		FieldRef: everybody, FieldState: everybody, FieldText: everybody, FieldFormat: everybody, FieldTitle: everybody,
		FieldStarts: everybody, FieldPlace: everybody, FieldInvited: everybody, FieldAgenda: everybody, FieldAttendance: everybody,
		FieldDecisions: everybody, FieldMinutes: everybody, FieldPack: everybody, FieldPoint: everybody, FieldTimer: everybody, FieldCadence: everybody,
		FieldLinks: everybody, // as of action items
	},
	NounCommitment: {
		FieldRef: everybody, FieldOwner: everybody, FieldText: everybody, FieldTheme: everybody, FieldOrigin: everybody, FieldMade: everybody,
		FieldState: everybody, FieldEvidence: everybody, FieldReviews: everybody,
	},
	NounArticle: {FieldRef: everybody, FieldTitle: everybody, FieldText: everybody, FieldAdopted: everybody, FieldStance: everybody},
	NounTraining: {
		FieldRef: everybody, FieldService: everybody, FieldDate: everybody, FieldTopic: everybody, FieldTrained: everybody, FieldOwner: everybody,
	},
	NounSheet: {FieldRef: everybody, FieldTitle: everybody, FieldText: everybody, FieldTLP: everybody},
	NounOrganisation: {FieldRef: everybody, FieldText: everybody, FieldDisabled: everybody, FieldName: everybody, FieldService: everybody,
		FieldFunctions: everybody, FieldLanguage: everybody, FieldZone: everybody,
		FieldKeyPolicy: authority, FieldAuthority: authority, FieldMailed: authority}, // told to the administrators alone
	NounMember: {FieldRef: authority, FieldRole: authority, FieldDisabled: authority, FieldName: authority, FieldService: authority,
		FieldLanguage: authority, FieldZone: authority, FieldMail: authority},
	NounView: {FieldRef: everybody, FieldText: everybody}, // those shared, in the log of their organisation
	// In the log of their own organisation alone.
	NounTemplate: {FieldRef: everybody, FieldText: everybody, FieldPurpose: everybody},
	NounKey:      {FieldRef: authority, FieldKey: authority, FieldTitle: authority, FieldExpires: authority},
	NounInvitation: {FieldRef: authority, FieldRole: authority, FieldService: authority, FieldMember: authority, FieldKey: authority,
		FieldExpires: authority, FieldState: authority},
	// In the log of the authority's administrators alone.
	NounSession: {FieldRef: authority, FieldAddress: authority, FieldKey: authority, FieldGround: authority, FieldCommand: authority,
		FieldCount: authority, FieldBytes: authority},
	NounServer: {FieldRef: authority, FieldKey: authority, FieldSetting: authority},
	NounLog:    {FieldRef: everyReader, FieldErased: everyReader}, // each log of its own entries
}

// Sees reports whether a reader sees a field of a noun. What is not in the table is not seen.
func Sees(r Reader, n Noun, f Field) bool { return slices.Contains(sight[n][f], r) }

// readsRequests reports whether the role has requests in its sight at all.
func readsRequests(r Role) bool {
	switch r {
	case RoleChair, RoleSecretariat, RoleRequester, RoleValidator, RoleCorrespondent, RoleOverseer:
		return true
	}
	return false
}

// ReaderOf tells how the actor looks at request r; ReaderNone when it is hidden.
func ReaderOf(a Actor, r Request) Reader {
	if !readsRequests(a.Role) || !a.Role.Fits(a.OrgKind) {
		return ReaderNone
	}
	switch {
	case a.Authority():
		if r.Kind.Confidential() && !readsConfidential(a, r.Service) {
			return ReaderNone
		}
		return ReaderAuthority
	case r.Sent.IsZero() || r.State.BeforeSending():
		return ReaderNone
	case a.OrgKind.Addressable() && a.OrgCode == r.Addressee:
		return ReaderAddressee
	case a.Role == RoleOverseer && r.Kind.Overseen():
		return ReaderOverseer
	}
	return ReaderNone
}

func readsConfidential(a Actor, service string) bool {
	return a.Role == RoleValidator || a.Role == RoleChair || (a.Role == RoleRequester && a.Service == service)
}

// MaySee reports whether the actor may know that r exists.
func MaySee(a Actor, r Request) bool { return ReaderOf(a, r) != ReaderNone }

// MaySeeAction reports whether the actor may know that x exists.
func MaySeeAction(a Actor, x Action) bool {
	switch {
	case !slices.Contains(Roles, a.Role):
		return false
	case x.Internal:
		return a.OrgCode == x.Owner
	}
	return len(x.Circle) == 0 || slices.Contains(x.Circle, a.OrgCode)
}

// Project returns r with every field zeroed that the reader may not see, and
// its contents and attachments as the reader knows them.
func (r Request) Project(as Reader) Request {
	hide := func(f Field) bool { return !Sees(as, NounRequest, f) }
	if hide(FieldRef) {
		return Request{}
	}
	if hide(FieldCredibility) {
		r.Credibility = ""
	}
	if hide(FieldCase) {
		r.Case = ""
	}
	if hide(FieldVisa) {
		r.Visa, r.VisaBy = time.Time{}, ""
	}
	if hide(FieldAuthor) {
		r.Author = ""
	}
	if hide(FieldCreated) {
		r.Created = time.Time{}
	}
	if hide(FieldDuplicateOf) {
		r.DuplicateOf = ""
	}
	if hide(FieldDuplicates) {
		r.Duplicates = nil
	}
	if hide(FieldAssignee) {
		r.Assignee, r.AssigneeLogin, r.AssigneeName = 0, "", ""
	}
	if hide(FieldSnoozed) {
		r.Snoozed = time.Time{}
	}
	if hide(FieldExternalRef) {
		r.ExternalRef = ""
	}
	r.Contents, r.Attachments = r.ContentsFor(as, r.Contents), r.AttachmentsFor(as, r.Attachments)
	return r.projectFollowups(hide)
}

// projectFollowups zeroes what was put on record beside the request's life.
func (r Request) projectFollowups(hide func(Field) bool) Request {
	if hide(FieldReverify) {
		r.Reverify = time.Time{}
	}
	if hide(FieldAdvice) {
		r.Recommended, r.Recommendations = "", nil
	}
	if hide(FieldLinked) {
		r.Linked = nil
	}
	if hide(FieldAttachments) {
		r.Attachments = nil
	}
	if hide(FieldSimilar) {
		r.Similar = nil
	}
	if hide(FieldContacts) {
		r.Contacts = nil
	}
	return r
}

// NameFor is how a reader of organisation org may know the actor: colleagues by
// name, the authority by its service, others by their organisation.
func (a Actor) NameFor(org ID) string {
	switch {
	case a.Org == org:
		return a.Name
	case a.Authority() && a.Service != "":
		return a.Service
	}
	return a.OrgName
}
