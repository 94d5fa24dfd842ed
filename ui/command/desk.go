package command

import (
	"context"
	"io"
	"iter"
	"time"

	"contactgroup/schema"
)

// Desk is the register as one member sees it. Its errors are told apart with
// errors.Is and the classes of schema.
type Desk interface {
	Who() schema.Actor
	Group() schema.Group
	Now() time.Time
	LastVisit() schema.Visit
	Requests
	Followups
	Cases
	Contacts
	Alerts
	Actions
	Meetings
	Rolls
	Administration
	Personal
	Counsel
	Crises
	Stats(ctx context.Context, since schema.Date) (schema.Stats, error)
	Logs
	Following
}

// Requests is what a Desk offers on requests and the replies to them.
type Requests interface {
	Requests(context.Context, schema.List) (schema.Page[schema.Request], error)
	CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Request(ctx context.Context, ref string) (schema.Request, error)
	ContentsOf(ctx context.Context, ids []schema.ID) (map[schema.ID][]schema.Content, error)
	Thread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	NewRequest(context.Context, schema.RequestDraft) (schema.Request, error)
	EditRequest(ctx context.Context, id schema.ID, rev int, d schema.RequestDraft) (schema.Request, error)
	Act(ctx context.Context, id schema.ID, rev int, s schema.Step) (schema.Request, error)
	Import(ctx context.Context, rows iter.Seq2[schema.IntakeRow, error], keepGoing bool) (schema.ImportReport, error)
	Reply(ctx context.Context, id schema.ID, rev int, d schema.ReplyDraft) (schema.Reply, error)
	Replies(context.Context, schema.List) (schema.Page[schema.Reply], error)
	CountReplies(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	RepliesOf(ctx context.Context, id schema.ID) ([]schema.Reply, error)
}

// Followups is what a Desk puts on record about requests beside their life.
type Followups interface {
	SetExternalRef(ctx context.Context, id schema.ID, rev int, number string) (schema.Request, error)
	Escalate(ctx context.Context, id schema.ID, rev int, e schema.Escalation) ([]schema.Request, error)
	Reverify(ctx context.Context, id schema.ID, rev int, c schema.Recheck) (schema.Request, error)
	Reinstate(ctx context.Context, id schema.ID, rev int, reason string) (schema.Request, error)
	RequestIDs(ctx context.Context, q schema.Query, all bool, limit int) ([]schema.ID, error)
	RequestsByID(context.Context, []schema.ID) ([]schema.Request, error)
	Recommend(ctx context.Context, id schema.ID, rev int, text string, withdraw bool) (schema.Request, error)
	AnswerRecommendation(ctx context.Context, id schema.ID, rev int, follow bool, reason string) (schema.Request, error)
	Attach(ctx context.Context, id schema.ID, rev int, name string, body io.Reader) (schema.Attachment, error)
	OpenAttachment(ctx context.Context, id schema.ID, n int) (schema.Attachment, io.Reader, error)
}

// Cases is what a Desk offers on cases.
type Cases interface {
	Cases(context.Context, schema.List) (schema.Page[schema.Case], error)
	CountCases(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Case(ctx context.Context, ref string) (schema.Case, error)
	NewCase(ctx context.Context, title string) (schema.Case, error)
	FileRequest(ctx context.Context, id schema.ID, rev int, caseRef string) (schema.Request, error)
	UnfileRequest(ctx context.Context, id schema.ID, rev int, caseRef string) (schema.Request, error)
}

// Alerts is what a Desk offers on what contacts are called for.
type Alerts interface {
	Alerts(ctx context.Context, all bool, limit int) ([]schema.Alert, error)
	AcknowledgeAlert(ctx context.Context, ref string) error
}

// Contacts is what a Desk offers on who answers, and when.
type Contacts interface {
	Contacts(context.Context) ([]schema.Contact, error)
	OnCall(ctx context.Context, org string, at time.Time) ([]schema.Contact, error)
	AddContact(context.Context, schema.Contact) (schema.Contact, error)
	UpdateContact(ctx context.Context, ref string, rev int, c schema.Contact) (schema.Contact, error)
	RemoveContact(ctx context.Context, ref string, rev int) error
}

// Actions is what a Desk offers on action items.
type Actions interface {
	Actions(context.Context, schema.List) (schema.Page[schema.Action], error)
	CountActions(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Action(ctx context.Context, ref string) (schema.Action, error)
	ActionThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	AddAction(context.Context, schema.ActionDraft) (schema.Action, error)
	ActOn(ctx context.Context, id schema.ID, rev int, s schema.ActionStep) (schema.Action, error)
}

// Meetings is what a Desk offers on meetings.
type Meetings interface {
	Meetings(context.Context) ([]schema.Meeting, error)
	Meeting(ctx context.Context, ref string) (schema.Meeting, error)
	Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error)
	MeetingThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	NewMeeting(context.Context, schema.MeetingPlan) (schema.Meeting, error)
	Meet(ctx context.Context, id schema.ID, rev int, s schema.MeetingStep) (schema.Meeting, error)
	Minutes(ctx context.Context, ref string, version int) ([]byte, error)
	Pack(ctx context.Context, ref string, asOf schema.Date, version int) (schema.Pack, error)
	Freeze(ctx context.Context, id schema.ID, rev int) (schema.FrozenPacks, error)
	Closing(ctx context.Context, id schema.ID) (schema.Closing, error)
	Rhythm(context.Context, schema.MeetingFormat) (schema.Rhythm, error)
	SetCadence(context.Context, schema.MeetingFormat, schema.Cadence) (schema.Rhythm, error)
}

// Rolls is what a Desk offers on commitments, articles, trainings and sheets.
type Rolls interface {
	Commitments(context.Context, schema.List) (schema.Page[schema.Commitment], error)
	CountCommitments(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Commitment(ctx context.Context, ref string) (schema.Commitment, error)
	CommitmentThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	AddCommitment(context.Context, schema.CommitmentDraft) (schema.Commitment, error)
	UpdateCommitment(ctx context.Context, id schema.ID, rev int, d schema.CommitmentDraft) (schema.Commitment, error)

	Articles(context.Context, schema.List) (schema.Page[schema.Article], error)
	CountArticles(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Article(ctx context.Context, ref string) (schema.Article, error)
	ArticleThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	AddArticle(context.Context, schema.ArticleDraft) (schema.Article, error)
	UpdateArticle(ctx context.Context, id schema.ID, rev int, d schema.ArticleDraft) (schema.Article, error)
	TakeStance(ctx context.Context, id schema.ID, rev int, v schema.Verb, version int, text string) (schema.Article, error)

	Trainings(context.Context, schema.List) (schema.Page[schema.Training], error)
	CountTrainings(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Training(ctx context.Context, ref string) (schema.Training, error)
	TrainingThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	TrainingNeeds(context.Context) ([]schema.TrainingNeed, error)
	AddTraining(context.Context, schema.TrainingDraft) (schema.Training, error)
	UpdateTraining(ctx context.Context, id schema.ID, rev int, d schema.TrainingDraft) (schema.Training, error)

	Sheets(context.Context, schema.List) (schema.Page[schema.Sheet], error)
	CountSheets(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Sheet(ctx context.Context, ref string) (schema.Sheet, error)
	AddSheet(context.Context, schema.SheetDraft) (schema.Sheet, error)
	UpdateSheet(ctx context.Context, id schema.ID, rev int, d schema.SheetDraft) (schema.Sheet, error)
}

// Counsel is what a Desk offers on delays, legal regimes and retentions.
type Counsel interface {
	Law(context.Context) (schema.Law, error)
	AddClock(context.Context, schema.Clock) (schema.Clock, error)
	UpdateClock(context.Context, schema.Clock) (schema.Clock, error)
	UseClock(context.Context, schema.ClockUse) (schema.ClockUse, error)
	Legals(context.Context) ([]schema.Legal, error)
	AddRegime(context.Context, schema.Legal) (schema.Legal, error)
	UpdateRegime(context.Context, schema.Legal) (schema.Legal, error)
	Retentions(context.Context) ([]schema.Retention, error)
	UpdateRetention(context.Context, schema.Retention) (schema.Retention, error)
}

// Crises is what a Desk offers on crises.
type Crises interface {
	Crises(context.Context) ([]schema.Crisis, error)
	StartCrisis(ctx context.Context, reason string, l schema.Label) (schema.Crisis, error)
	EndCrisis(ctx context.Context, debrief string) (schema.Crisis, error)
}

// Personal is what a Desk keeps for its member and their colleagues.
type Personal interface {
	Views(context.Context) ([]schema.View, error)
	SaveView(context.Context, schema.View) (schema.View, error)
	UpdateView(ctx context.Context, name string, u schema.ViewUpdate) (schema.View, error)
	RemoveView(ctx context.Context, name string) error
	Templates(context.Context) ([]schema.Template, error)
	AddTemplate(context.Context, schema.Template) (schema.Template, error)
	UpdateTemplate(context.Context, schema.Template) (schema.Template, error)
	RemoveTemplate(ctx context.Context, id schema.ID, rev int) error
	Settings(context.Context) (schema.Settings, error)
	SetSetting(ctx context.Context, key, value string) (schema.Settings, error)
}

// Administration is what a Desk offers on organisations, members, keys and invitations.
type Administration interface {
	Organisations(context.Context) ([]schema.Organisation, error)
	AddOrganisation(context.Context, schema.Organisation) (schema.Organisation, error)
	DisableOrganisation(ctx context.Context, code string, disabled bool) error
	Members(context.Context) ([]schema.Member, error)
	AddMember(context.Context, schema.NewMember) (schema.Member, error)
	DisableMember(ctx context.Context, login string, disabled bool) error
	UpdateOrganisation(ctx context.Context, code string, u schema.OrganisationUpdate) (schema.Organisation, error)
	UpdateMember(ctx context.Context, login string, u schema.MemberUpdate) (schema.Member, error)
	Keys(context.Context) ([]schema.Key, error)
	AddKey(ctx context.Context, login, line, label string, expires time.Time) (schema.Key, error)
	UpdateKey(ctx context.Context, fingerprint string, u schema.KeyUpdate) (schema.Key, error)
	RevokeKey(ctx context.Context, fingerprint string) error
	Invitations(context.Context) ([]schema.Invitation, error)
	AddInvitation(context.Context, schema.NewInvitation) (schema.Invitation, error)
	RevokeInvitation(ctx context.Context, ref string) error
}
