package export

import (
	"cmp"
	"time"

	"contactgroup/schema"
)

// JSONRequest is a request as the reader may see it; overdue is judged at now.
func JSONRequest(r schema.Request, as schema.Reader, now time.Time) Object {
	r = r.Project(as)
	var out Object
	add := func(f schema.Field, name string, v any) {
		if schema.Sees(as, schema.NounRequest, f) {
			out = append(out, Member{name, v})
		}
	}
	add(schema.FieldRef, "ref", word(r.Ref))
	add(schema.FieldKind, "kind", word(r.Kind))
	add(schema.FieldRegime, "regime", word(r.Regime))
	add(schema.FieldLegalBasis, "legal_basis", word(r.LegalBasis))
	add(schema.FieldSubject, "subject", word(r.Subject))
	add(schema.FieldReasons, "reasons", word(r.Reasons))
	add(schema.FieldService, "service", word(r.Service))
	add(schema.FieldAddressee, "addressee", word(r.Addressee))
	add(schema.FieldLabel, "label", word(r.Label))
	add(schema.FieldLabelReason, "label_reason", word(r.LabelReason))
	add(schema.FieldLabelExpires, "label_expires_at", instant(r.LabelExpires))
	add(schema.FieldLabel, "label_history", jsonLabels(r.LabelHistory))
	add(schema.FieldState, "state", word(r.State))
	add(schema.FieldDue, "overdue", r.Overdue(now))
	add(schema.FieldDue, "due_at", instant(r.Due))
	add(schema.FieldSuspended, "suspended", suspended(r))
	add(schema.FieldSuspended, "suspended_minutes", int(r.Suspended/time.Minute))
	add(schema.FieldGround, "ground", word(r.Ground))
	add(schema.FieldDue, "clock", word(r.Clock))
	add(schema.FieldDue, "clock_source", word(r.ClockSource))
	add(schema.FieldBenchmark, "benchmark_at", instant(r.Benchmark))
	add(schema.FieldScrutiny, "scrutiny_due_at", instant(r.Scrutiny))
	add(schema.FieldExpires, "expires_at", instant(r.Expires))
	add(schema.FieldContested, "contested", word(r.Contested))
	add(schema.FieldContested, "contestations", jsonContestations(r))
	add(schema.FieldAssignee, "assignee", word(r.AssigneeLogin))
	add(schema.FieldSnoozed, "snoozed_until", instant(r.Snoozed))
	add(schema.FieldExternalRef, "external_ref", word(r.ExternalRef))
	add(schema.FieldTLP, "tlp", word(r.TLP))
	add(schema.FieldCredibility, "credibility", word(r.Credibility))
	add(schema.FieldCase, "case", word(r.Case))
	add(schema.FieldDuplicateOf, "duplicate_of", word(r.DuplicateOf))
	add(schema.FieldAuthor, "author", word(r.Author))
	add(schema.FieldVisa, "visa_at", instant(r.Visa))
	add(schema.FieldVisa, "visa_by", word(r.VisaBy))
	add(schema.FieldContents, "content_count", r.ContentCount)
	add(schema.FieldContents, "contents", jsonContents(r, as))
	add(schema.FieldReply, "replies", r.Replies)
	add(schema.FieldReply, "last_reply", word(r.LastReply))
	addFollowups(add, r)
	add(schema.FieldRef, "rev", r.Rev)
	add(schema.FieldCreated, "created_at", instant(r.Created))
	add(schema.FieldSent, "sent_at", instant(r.Sent))
	add(schema.FieldReceived, "received_at", instant(r.Received))
	add(schema.FieldState, "answered_at", instant(r.Answered))
	add(schema.FieldState, "closed_at", instant(r.Closed))
	add(schema.FieldRef, "updated_at", instant(r.Updated))
	return erased(out, r.Erased)
}

// erased adds the day on which a thing's texts were erased, to one of which they were.
func erased(o Object, on schema.Date) Object {
	if on.IsZero() {
		return o
	}
	return append(o, Member{"erased_on", day(on)})
}

// SampleRequest is a request with every member that requests can have for the
// actor: the heading of a table above no rows.
func SampleRequest(actor schema.Actor, now time.Time) Object {
	r := schema.Request{Kind: schema.KindWithdrawal, State: schema.StateSent, Sent: now, Addressee: actor.OrgCode}
	return JSONRequest(r, cmp.Or(schema.ReaderOf(actor, r), schema.ReaderAddressee), now)
}

// jsonLabels is nil when the history was not loaded with the request.
func jsonLabels(history []schema.LabelGrant) []Object {
	var out []Object
	for _, g := range history {
		out = append(out, Object{{"level", word(g.Level)}, {"motive", word(g.Motive)}, {"by", word(g.By)},
			{"granted_at", instant(g.Granted)}, {"expires_at", instant(g.Expires)}})
	}
	return out
}

// jsonContestations is nil when the request has some that were not loaded with it.
func jsonContestations(r schema.Request) []Object {
	if len(r.Contestations) == 0 && r.Contested != "" {
		return nil
	}
	out := make([]Object, len(r.Contestations))
	for i, c := range r.Contestations {
		out[i] = Object{{"n", c.N}, {"by", word(c.By)}, {"at", instant(c.At)}, {"reason", word(c.Reason)}, {"due_at", instant(c.Due)},
			{"decision", word(c.Ruling)}, {"decided_at", instant(c.Decided)}, {"decided_by", word(c.DecidedBy)}, {"grounds", word(c.Grounds)}}
	}
	return out
}

// suspended reports whether the addressee's obstacle holds the clock. The clock
// of what is answered or over stands too, but nothing suspends it.
func suspended(r schema.Request) bool {
	return !r.ClockStop.IsZero() && (r.State == schema.StateClarification || r.State == schema.StateImpossible)
}

// jsonContents is nil when the request has contents that were not loaded with it.
func jsonContents(r schema.Request, as schema.Reader) []Object {
	if len(r.Contents) == 0 && r.ContentCount > 0 {
		return nil
	}
	out := make([]Object, len(r.Contents))
	for i, c := range r.Contents {
		o := Object{{"n", c.N}, {"url", word(c.URL)}, {"type", word(c.Type)}, {"hash", word(c.Hash)}}
		if schema.Sees(as, schema.NounRequest, schema.FieldOutcome) {
			o = append(o, Member{"outcome", word(c.Outcome)}, Member{"effective_at", instant(c.EffectiveAt)})
		}
		if schema.Sees(as, schema.NounRequest, schema.FieldObserved) {
			o = append(o, Member{"observed", word(c.Observed)}, Member{"observed_at", instant(c.ObservedAt)})
		}
		out[i] = append(o, Member{"territories", words(c.Territories)}, Member{"added_at", instant(c.Added)})
	}
	return out
}

// JSONReply is a reply as its reader was given it.
func JSONReply(r schema.Reply) Object {
	outcomes := make([]Object, len(r.Outcomes))
	for i, o := range r.Outcomes {
		outcomes[i] = Object{{"n", o.N}, {"outcome", word(o.Outcome)}, {"territories", words(o.Territories)}}
	}
	return erased(Object{
		{"ref", word(r.Ref)}, {"n", r.N}, {"subject", word(r.Subject)}, {"addressee", word(r.Addressee)},
		{"label", word(r.Label)}, {"request_state", word(r.ReqState)}, {"state", word(r.State)}, {"text", word(r.Text)},
		{"by", word(r.By)}, {"outcomes", outcomes}, {"effective_at", instant(r.Effective)}, {"held_until", instant(r.HeldUntil)},
		{"sent_at", instant(r.Sent)}, {"decided_at", instant(r.Decided)}, {"decided_by", word(r.DecidedBy)}, {"reason", word(r.Reason)},
	}, r.Erased)
}

// JSONEvent is one entry of a member's log, as "log show" gives it.
func JSONEvent(e schema.Event) Object {
	changes := make([]Object, len(e.Changes))
	for i, c := range e.Changes {
		changes[i] = Object{{"field", string(c.Field)}, {"from", word(c.From)}, {"to", word(c.To)}}
	}
	return Object{{"log", e.Audience}, {"seq", int(e.Seq)}, {"at", instant(e.At)}, {"actor", e.Actor}, {"verb", string(e.Verb)}, {"noun", string(e.Noun)},
		{"ref", word(e.Ref)}, {"text", word(e.Text)}, {"internal", e.Internal}, {"erased", e.Erased}, {"changes", changes}}
}

// JSONAction is an action item; overdue and rag are judged on day today.
func JSONAction(a schema.Action, today schema.Date) Object {
	return erased(Object{
		{"ref", word(a.Ref)}, {"text", word(a.Text)}, {"meeting", word(a.Meeting)}, {"agenda", word(a.Point)},
		{"owner", word(a.Owner)}, {"member", word(a.Member)}, {"due", day(a.Due)}, {"state", word(a.State)},
		{"overdue", a.Overdue(today)}, {"rag", word(a.RAG(today))}, {"carried", a.Carried}, {"evidence", word(a.Evidence)},
		{"theme", word(a.Theme)}, {"links", words(a.Links)}, {"internal", a.Internal}, {"rev", a.Rev}, {"raised_on", day(a.Raised)},
		{"completed_on", day(a.Completed)}, {"notes", word(a.Notes)},
	}, a.Erased)
}

// JSONClock is one version of a delay, with what uses it.
func JSONClock(c schema.Clock, uses []schema.ClockUse) Object {
	used := []Object{}
	for _, u := range uses {
		if u.Clock == c.Code {
			used = append(used, JSONClockUse(u))
		}
	}
	return Object{{"code", word(c.Code)}, {"version", c.Version}, {"delay", word(c.Delay())}, {"months", c.Months}, {"minutes", int(c.Duration / time.Minute)},
		{"starts", word(c.Starts)}, {"source", word(c.Source)}, {"from", instant(c.From)}, {"noted_at", instant(c.Noted)}, {"noted_by", word(c.NotedBy)},
		{"uses", used}}
}

// JSONClockUse tells which clock requests have for a purpose; clock is null for none.
func JSONClockUse(u schema.ClockUse) Object {
	return Object{{"purpose", word(u.Purpose)}, {"kind", word(u.Kind)}, {"regime", word(u.Regime)}, {"clock", word(u.Clock)},
		{"from", instant(u.From)}, {"noted_at", instant(u.Noted)}, {"noted_by", word(u.NotedBy)}}
}

// JSONRegime is one version of a legal regime; in_force is judged at now.
func JSONRegime(v schema.Legal, now time.Time) Object {
	return Object{{"code", word(v.Code)}, {"version", v.Version}, {"name_fr", word(v.French)}, {"name_en", word(v.English)}, {"text", word(v.Text)},
		{"source", word(v.Source)}, {"in_force", v.InForce(now)}, {"from", instant(v.From)}, {"until", instant(v.Until)},
		{"noted_at", instant(v.Noted)}, {"noted_by", word(v.NotedBy)}}
}

// JSONRetention is one version of how long what is past is kept; delay is null for good.
func JSONRetention(r schema.Retention) Object {
	return Object{{"noun", word(r.Noun)}, {"version", r.Version}, {"delay", word(r.Delay())}, {"days", r.Days}, {"months", r.Months}, {"source", word(r.Source)},
		{"noted_at", instant(r.Noted)}, {"noted_by", word(r.NotedBy)}}
}

// JSONCrisis is a crisis.
func JSONCrisis(c schema.Crisis) Object {
	return erased(Object{{"reason", word(c.Reason)}, {"label", word(c.Label)}, {"started_at", instant(c.Started)}, {"started_by", word(c.StartedBy)},
		{"ended_at", instant(c.Ended)}, {"ended_by", word(c.EndedBy)}}, c.Erased)
}

// JSONMeeting is a meeting; its lists are empty when it came without details.
func JSONMeeting(m schema.Meeting) Object {
	agenda, decisions := jsonAgenda(m), jsonDecisions(m)
	attendance := make([]Object, len(m.Attendance))
	for i, p := range m.Attendance {
		attendance[i] = Object{{"organisation", word(p.Org)}, {"person", word(p.Person)}, {"mode", word(p.Mode)}}
	}
	var point any
	if m.Live.Point > 0 {
		point = m.Live.Point
	}
	return erased(Object{
		{"ref", word(m.Ref)}, {"format", word(m.Format)}, {"title", word(m.Title)}, {"starts_at", instant(m.Starts)},
		{"place", word(m.Place)}, {"state", word(m.State)}, {"invited", words(m.Circle)}, {"internal", m.Internal}, {"agenda", agenda},
		{"attendance", attendance}, {"decisions", decisions}, {"minutes_versions", jsonVersions(m)}, {"point", point}, {"timer_since", instant(m.Live.Since)}, {"rev", m.Rev},
	}, m.Erased)
}

func jsonAgenda(m schema.Meeting) []Object {
	agenda := make([]Object, len(m.Agenda))
	for i, p := range m.Agenda {
		var minutes any
		if p.Minutes > 0 {
			minutes = p.Minutes
		}
		agenda[i] = Object{{"n", p.N}, {"title", word(p.Title)}, {"rapporteur", word(p.Rapporteur)}, {"minutes", minutes}, {"links", words(p.Links)}}
	}
	return agenda
}

func jsonDecisions(m schema.Meeting) []Object {
	decisions := make([]Object, len(m.Decisions))
	for i, d := range m.Decisions {
		decisions[i] = Object{{"n", d.N}, {"text", word(d.Text)}}
	}
	return decisions
}

// registerObject is the register: a list of action items with what it
// is of, the day it is as of, and its totals.
func registerObject(r schema.Register) Object {
	items := make([]Object, len(r.Actions))
	for i, a := range r.Actions {
		items[i] = JSONAction(a, r.AsOf)
	}
	return Object{
		{"schema", schemaVersion}, {"group", word(r.Group)}, {"meeting", word(r.Meeting.Ref)}, {"title", word(r.Meeting.Title)},
		{"as_of", day(r.AsOf)}, {"tlp", word(string(r.TLP))}, {"totals", jsonTotals(r)},
		{"items", items}, {"next", nil}, {"count", len(items)},
	}
}
