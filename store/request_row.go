package store

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// noDue is the due_key of a request without a deadline: after every deadline.
const noDue = int64(253402300799999) // the end of the year 9999

// requestRow is a row of request together with the reader's own side of it.
type requestRow struct {
	ID        schema.ID
	Ref       string
	RefKey    string `db:"ref_key"`
	DraftRef  string `db:"draft_ref"`
	Version   int
	SentBase  int `db:"sent_base"`
	Kind      schema.Kind
	Regime    schema.Regime
	Basis     string `db:"legal_basis"`
	Subject   string
	Reasons   string
	Service   string
	Addressee string
	Label     schema.Label
	LabelWhy  string `db:"label_reason"`
	State     schema.State
	TLP       schema.TLP
	Cred      string    `db:"credibility"`
	Duplicate schema.ID `db:"duplicate_of"`

	Clock        schema.ClockCode   `db:"clock_code"`
	ClockVersion int                `db:"clock_version"`
	ClockMS      int64              `db:"clock_ms"`
	ClockMonths  int                `db:"clock_months"`
	ClockStarts  schema.ClockOrigin `db:"clock_starts"`
	ClockStart   int64              `db:"clock_start"`
	ClockStop    int64              `db:"clock_stop"`
	SuspendedMS  int64              `db:"suspended_ms"`
	DueAt        int64              `db:"due_at"`
	DueKey       int64              `db:"due_key"`
	Ground       schema.Ground
	LabelExpires int64         `db:"label_expires_at"`
	LabelBefore  schema.Label  `db:"label_before"`
	Scrutiny     int64         `db:"scrutiny_due"`
	Expires      int64         `db:"expires_at"`
	Benchmark    int64         `db:"benchmark_at"`
	Contested    schema.Ruling `db:"contested"`

	VisaAt    int64             `db:"visa_at"`
	VisaBy    schema.ID         `db:"visa_by"`
	AuthorID  schema.ID         `db:"author_id"`
	Contents  int               `db:"content_count"`
	Replies   int               `db:"replies"`
	LastReply schema.ReplyState `db:"last_reply"`
	Held      bool
	Created   int64 `db:"created_at"`
	Sent      int64 `db:"sent_at"`
	Received  int64 `db:"received_at"`
	Answered  int64 `db:"answered_at"`
	Closed    int64 `db:"closed_at"`
	Updated   int64 `db:"updated_at"`
	UpdatedUs int64 `db:"updated_authority"`
	UpdatedTo int64 `db:"updated_addressee"`
	Open      bool
	IntakeID  int64                      `db:"intake_id"`
	Reverify  int64                      `db:"reverify_at"`
	Advice    schema.RecommendationState `db:"recommended"`
	Erased    string

	SideVersion int       `db:"side_version"`
	Assignee    schema.ID `db:"assignee_id"`
	Snoozed     int64     `db:"snoozed_until"`
	ExternalRef string    `db:"external_ref"`
	Case        string    `db:"case_ref"` // on the authority's side alone

	AssigneeLogin string `db:"assignee_login"`
	AssigneeName  string `db:"assignee_name"`
	AuthorLogin   string `db:"author_login"`
	VisaName      string `db:"visa_name"`
	DuplicateRef  string `db:"duplicate_ref"`
}

// column is one column of a table and its value.
type column struct {
	name  string
	value any
}

// shared are the columns of table request that verbs change.
func (r *requestRow) shared() []column {
	return []column{{"ref", r.Ref}, {"ref_key", r.RefKey}, {"kind", r.Kind}, {"regime", r.Regime}, {"legal_basis", r.Basis},
		{"subject", r.Subject}, {"reasons", r.Reasons}, {"service", r.Service}, {"addressee", r.Addressee}, {"label", r.Label},
		{"label_reason", r.LabelWhy}, {"state", r.State}, {"tlp", r.TLP}, {"credibility", r.Cred},
		{"duplicate_of", r.Duplicate}, {"clock_code", r.Clock}, {"clock_version", r.ClockVersion}, {"clock_ms", r.ClockMS},
		{"clock_starts", r.ClockStarts}, {"clock_start", r.ClockStart}, {"clock_stop", r.ClockStop}, {"suspended_ms", r.SuspendedMS},
		{"clock_months", r.ClockMonths}, {"label_expires_at", r.LabelExpires}, {"label_before", r.LabelBefore},
		{"scrutiny_due", r.Scrutiny}, {"expires_at", r.Expires}, {"benchmark_at", r.Benchmark}, {"contested", r.Contested},
		{"due_at", r.DueAt}, {"due_key", r.DueKey}, {"ground", r.Ground}, {"visa_at", r.VisaAt}, {"visa_by", r.VisaBy},
		{"content_count", r.Contents}, {"replies", r.Replies}, {"last_reply", r.LastReply}, {"sent_base", r.SentBase},
		{"sent_at", r.Sent}, {"received_at", r.Received}, {"answered_at", r.Answered}, {"closed_at", r.Closed},
		{"open", flag(r.Open)}}
}

// side are the columns of table request_side that verbs change.
func (r *requestRow) side() []column {
	return []column{{"assignee_id", r.Assignee}, {"snoozed_until", r.Snoozed}, {"external_ref", r.ExternalRef}, {"case_ref", r.Case}}
}

// aside are the columns of table request that verbs change and that do not make
// a change of what is shared.
func (r *requestRow) aside() []column {
	return []column{{"held", flag(r.Held)}, {"reverify_at", r.Reverify}}
}

// kept are the columns of table request that are not compared by verbs.
func (r *requestRow) kept() []column {
	return append(r.aside(), []column{{"draft_ref", r.DraftRef}, {"version", r.Version}, {"author_id", r.AuthorID},
		{"created_at", r.Created}, {"updated_at", r.Updated}, {"updated_authority", r.UpdatedUs}, {"updated_addressee", r.UpdatedTo},
		{"intake_id", r.IntakeID}, {"recommended", r.Advice}, {"erased", r.Erased}}...)
}

// rowFields are the fields of a requestRow that columns are of.
type rowFields []struct {
	column string
	field  int
}

var sharedFields, sideRowFields, asideFields = func() (shared, side, aside rowFields) {
	var r requestRow
	return fieldsOf(r.shared()), fieldsOf(r.side()), fieldsOf(r.aside())
}()

func fieldsOf(columns []column) rowFields {
	names := fieldNames.TypeMap(reflect.TypeFor[requestRow]()).Names
	fields := make(rowFields, len(columns))
	for i, c := range columns {
		fields[i].column, fields[i].field = c.name, names[c.name].Index[0]
	}
	return fields
}

// changed lists the columns in which two states of a row differ, as they are now.
func (f rowFields) changed(was, now *requestRow) []column {
	var out []column
	before, after := reflect.ValueOf(was).Elem(), reflect.ValueOf(now).Elem()
	for _, c := range f {
		value := after.Field(c.field)
		switch {
		case value.Equal(before.Field(c.field)):
		case value.Kind() == reflect.Bool:
			out = append(out, column{c.column, flag(value.Bool())})
		default:
			out = append(out, column{c.column, value.Interface()})
		}
	}
	return out
}

// requestColumns are the columns of a request r and of the reader's side s of it.
var requestColumns = func() string {
	var r requestRow
	names := []string{"r.id"}
	for _, c := range append(r.shared(), r.kept()...) {
		names = append(names, "r."+c.name)
	}
	for _, c := range r.side() {
		zero := "0"
		if _, text := c.value.(string); text {
			zero = "''"
		}
		names = append(names, "coalesce(s."+c.name+", "+zero+") AS "+c.name)
	}
	return "SELECT " + strings.Join(names, ", ") + `, coalesce(s.version, 0) AS side_version`
}()

// requestSelect adds the names of what a request refers to.
var requestSelect = requestColumns + `,
		coalesce(m.login, '') AS assignee_login, coalesce(m.name, '') AS assignee_name,
		coalesce(w.login, '') AS author_login, coalesce(v.name, '') AS visa_name, coalesce(d.ref, '') AS duplicate_ref`

// requestTables joins a request r with the reader's side s and its assignee m; its one argument is the reader's organisation.
const requestTables = ` FROM request r` + requestSides

const requestSides = requestSide + ` LEFT JOIN member m ON m.id = s.assignee_id`

const requestSide = ` LEFT JOIN request_side s ON s.request_id = r.id AND s.org_id = ?`

const requestNames = ` LEFT JOIN member w ON w.id = r.author_id LEFT JOIN member v ON v.id = r.visa_by LEFT JOIN request d ON d.id = r.duplicate_of`

// timing is the request's clock.
func (r *requestRow) timing() schema.Timing {
	return schema.Timing{Duration: time.Duration(r.ClockMS) * time.Millisecond, Months: r.ClockMonths, Start: instant(r.ClockStart), Stop: instant(r.ClockStop),
		Suspended: time.Duration(r.SuspendedMS) * time.Millisecond, Due: instant(r.DueAt)}
}

func (r *requestRow) setTiming(t schema.Timing) {
	r.ClockStart, r.ClockStop, r.DueAt = stamp(t.Start), stamp(t.Stop), stamp(t.Due)
	r.SuspendedMS = t.Suspended.Milliseconds()
	r.DueKey = noDue
	if due := t.Shown(); !due.IsZero() {
		r.DueKey = stamp(due)
	}
}

// before is what brings r back from now, as JSON: those of r's fields, by their names,
// that now has otherwise. Of a row that nobody has changed since, it is all
// that is missing.
func (r *requestRow) before(now *requestRow) json.RawMessage {
	out := []byte{'{'}
	was, is := reflect.ValueOf(r).Elem(), reflect.ValueOf(now).Elem()
	for i := range was.NumField() {
		field := was.Field(i)
		if field.Equal(is.Field(i)) {
			continue
		}
		out = append(appendString(nextField(out), was.Type().Field(i).Name), ':')
		switch field.Kind() {
		case reflect.String:
			out = appendString(out, field.String())
		case reflect.Bool:
			out = strconv.AppendBool(out, field.Bool())
		default:
			out = strconv.AppendInt(out, field.Int(), 10)
		}
	}
	return append(out, '}')
}

// setState moves the request on, in or out of the queues.
func (r *requestRow) setState(s schema.State, now time.Time) {
	r.State, r.Open, r.Closed = s, !s.Terminal(), 0
	if s.Terminal() {
		r.Closed = stamp(now)
	}
}

// full is everything the row holds, as its own side knows it. It must be
// projected before anybody reads it.
func (r *requestRow) full() schema.Request {
	q := schema.Request{ID: r.ID, Ref: r.Ref, Rev: r.Version + r.SideVersion, Kind: r.Kind, Regime: r.Regime, LegalBasis: r.Basis,
		Subject: r.Subject, Reasons: r.Reasons, Service: r.Service, Addressee: r.Addressee, Label: r.Label, LabelReason: r.LabelWhy, LabelExpires: instant(r.LabelExpires),
		Scrutiny: instant(r.Scrutiny), Expires: instant(r.Expires), Benchmark: instant(r.Benchmark), Contested: r.Contested,
		State: r.State, TLP: r.TLP, Credibility: r.Cred, Case: r.Case, DuplicateOf: r.DuplicateRef, Clock: r.Clock,
		Ground: r.Ground, Visa: instant(r.VisaAt), VisaBy: r.VisaName, Author: r.AuthorLogin, ExternalRef: r.ExternalRef,
		Assignee: r.Assignee, AssigneeLogin: r.AssigneeLogin, AssigneeName: r.AssigneeName, Snoozed: instant(r.Snoozed),
		ContentCount: r.Contents, Replies: r.Replies, LastReply: r.LastReply, Created: instant(r.Created), Sent: instant(r.Sent),
		Received: instant(r.Received), Answered: instant(r.Answered), Closed: instant(r.Closed), Updated: instant(r.UpdatedUs),
		Reverify: instant(r.Reverify), Recommended: r.Advice, Erased: day(r.Erased)}
	t := r.timing()
	q.Due, q.ClockStart, q.ClockStop, q.Suspended = t.Shown(), t.Start, t.Stop, t.Suspended
	return q
}

// seenBy is the request as the actor sees it; zero when it is hidden.
func (r *requestRow) seenBy(a schema.Actor) schema.Request {
	q := r.full()
	as := schema.ReaderOf(a, q)
	switch as {
	case schema.ReaderAddressee:
		q.Rev, q.Updated = r.Version-r.SentBase+r.SideVersion, instant(r.UpdatedTo)
		if r.Held {
			q.Replies, q.LastReply = q.Replies+1, schema.ReplyHeld
		}
	case schema.ReaderOverseer:
		q.Rev, q.Updated = r.Version-r.SentBase, instant(r.Updated)
	}
	return q.Project(as)
}
