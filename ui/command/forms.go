package command

import (
	"cmp"
	"errors"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// shape is how things of a kind are written: the JSON shape, and what people read of it.
type shape[T any] struct {
	ref     func(T) string
	object  func(*call, T) export.Object
	sample  func(*call) export.Object                              // one with all members the reader can see; nil: all see the same
	columns []string                                               // of a list for people
	words   map[string]func(w *lang.Words, code string) string     // names of the codes of a member
	more    func(c *call, item T) (groups [][][]string, err error) // rows that "show" tells beside the members
	whole   func(c *call, page []T) ([]T, error)                   // those visible still, with what their page left out; nil: a page leaves out nothing
	papers  func(c *call, items []T) error                         // writes a list as one of paperForms; nil: as a sheet of its members
	dates   func(c *call, items []export.Object) error             // writes a list that a Desk gives whole as a calendar
	views   map[string]string                                      // filters of --view, by its name
}

var requestForm = shape[schema.Request]{
	ref: func(r schema.Request) string { return r.Ref },
	object: func(c *call, r schema.Request) export.Object {
		return export.JSONRequest(r, schema.ReaderOf(c.s.Desk.Who(), r), c.s.Desk.Now())
	},
	sample:  func(c *call) export.Object { return export.SampleRequest(c.s.Desk.Who(), c.s.Desk.Now()) },
	columns: []string{"ref", "due_at", "label", "addressee", "state", "subject"},
	words: map[string]func(*lang.Words, string) string{
		"kind":       func(w *lang.Words, s string) string { return w.Domain.Kinds[schema.Kind(s)] },
		"regime":     func(w *lang.Words, s string) string { return w.Domain.Regimes[schema.Regime(s)] },
		"state":      func(w *lang.Words, s string) string { return w.Domain.States[schema.State(s)] },
		"tlp":        func(w *lang.Words, s string) string { return w.Domain.TLP[schema.TLP(s)] },
		"ground":     func(w *lang.Words, s string) string { return w.Domain.Grounds[schema.Ground(s)] },
		"last_reply": func(w *lang.Words, s string) string { return w.Domain.ReplyStates[schema.ReplyState(s)] },
	},
	more:  moreOfRequest,
	whole: wholeRequests,
	views: schema.BuiltinQueries[schema.NounRequest],
}

// wholeRequests gives the requests of a page their contents.
func wholeRequests(c *call, page []schema.Request) ([]schema.Request, error) {
	ids := make([]schema.ID, len(page))
	for i, r := range page {
		ids[i] = r.ID
	}
	contents, err := c.s.Desk.ContentsOf(c.ctx, ids)
	var out []schema.Request
	for _, r := range page {
		var visible bool
		if r.Contents, visible = contents[r.ID]; visible {
			r.ContentCount = len(r.Contents)
			out = append(out, r)
		}
	}
	return out, err
}

func moreOfRequest(c *call, r schema.Request) (groups [][][]string, err error) {
	var lines [][]string
	for _, content := range r.Contents {
		lines = append(lines, []string{"#" + itoa(content.N), c.words.Domain.Types[content.Type], c.words.Domain.Outcomes[content.Outcome],
			c.words.Domain.Observed[content.Observed], c.words.Address(content.URL)})
	}
	events, err := c.s.Desk.Thread(c.ctx, r.ID)
	groups = append([][][]string{lines}, c.followupLines(r)...)
	return append(groups, c.thread(events)), err
}

// thread is a history, a line per event.
func (c *call) thread(events []schema.Event) (lines [][]string) {
	for _, e := range events {
		text := e.Text
		if e.Internal {
			text = c.words.Command.Internal + " " + text
		}
		lines = append(lines, []string{e.At.In(c.shown).Format(time.RFC3339), e.Actor, c.words.Domain.Done[e.Verb], text})
	}
	return lines
}

var replyForm = shape[schema.Reply]{
	ref:     func(r schema.Reply) string { return r.Ref },
	object:  func(_ *call, r schema.Reply) export.Object { return export.JSONReply(r) },
	columns: []string{"ref", "n", "sent_at", "label", "addressee", "state", "subject"},
	words: map[string]func(*lang.Words, string) string{
		"state":         func(w *lang.Words, s string) string { return w.Domain.ReplyStates[schema.ReplyState(s)] },
		"request_state": func(w *lang.Words, s string) string { return w.Domain.States[schema.State(s)] },
	},
	more: func(c *call, r schema.Reply) ([][][]string, error) {
		var lines [][]string
		for _, o := range r.Outcomes {
			lines = append(lines, append([]string{"#" + itoa(o.N), c.words.Domain.Outcomes[o.Outcome]}, o.Territories...))
		}
		return [][][]string{lines}, nil
	},
	views: schema.BuiltinQueries[schema.NounReply],
}

var actionForm = shape[schema.Action]{
	ref: func(a schema.Action) string { return a.Ref },
	object: func(c *call, a schema.Action) export.Object {
		return export.JSONAction(a, schema.DateOf(c.s.Desk.Now(), c.groupZone()))
	},
	columns: []string{"ref", "due", "owner", "member", "state", "text"},
	words: map[string]func(*lang.Words, string) string{
		"state": func(w *lang.Words, s string) string { return w.Domain.ActionStates[schema.ActionState(s)] },
		"rag":   func(w *lang.Words, s string) string { return w.Export.RAG[s] },
	},
	more: func(c *call, a schema.Action) ([][][]string, error) {
		events, err := c.s.Desk.ActionThread(c.ctx, a.ID)
		return [][][]string{c.thread(events)}, err
	},
	papers: writeActionPapers,
	views:  schema.BuiltinQueries[schema.NounAction],
}

// groupZone is where the group's days begin.
func (c *call) groupZone() *time.Location { return schema.Zone(c.s.Desk.Group().Zone) }

var meetingForm = shape[schema.Meeting]{
	ref:     func(m schema.Meeting) string { return m.Ref },
	object:  func(_ *call, m schema.Meeting) export.Object { return export.JSONMeeting(m) },
	columns: []string{"ref", "starts_at", "format", "state", "title"},
	words: map[string]func(*lang.Words, string) string{
		"state":  func(w *lang.Words, s string) string { return w.Domain.MeetingStates[schema.MeetingState(s)] },
		"format": func(w *lang.Words, s string) string { return w.Domain.Formats[schema.MeetingFormat(s)] },
	},
	more: func(c *call, m schema.Meeting) ([][][]string, error) {
		var agenda, attendance, decisions [][]string
		for _, p := range m.Agenda {
			agenda = append(agenda, pointLine(c, m, p))
		}
		for _, p := range m.Attendance {
			attendance = append(attendance, []string{p.Org, p.Person, c.words.Meeting.Modes[p.Mode]})
		}
		for _, d := range m.Decisions {
			decisions = append(decisions, []string{"D" + itoa(d.N), d.Text})
		}
		var versions [][]string
		for _, v := range m.Versions {
			versions = append(versions, []string{lang.Fill(c.words.Meeting.Version, "n", itoa(v.N)), v.At.In(c.shown).Format(time.RFC3339), "sha256:" + v.Hash, v.Reason})
			versions = append(versions, changeLines(c, v)...)
		}
		return [][][]string{agenda, attendance, decisions, versions}, nil
	},
	whole: wholeMeetings,
	dates: writeCalendar,
}

// wholeMeetings gives the meetings of a page their agenda, attendance and decisions.
func wholeMeetings(c *call, page []schema.Meeting) ([]schema.Meeting, error) {
	var out []schema.Meeting
	for _, m := range page {
		whole, err := c.s.Desk.Meeting(c.ctx, m.Ref)
		if errors.Is(err, schema.ErrNotFound) {
			continue // gone from sight since the page was read
		}
		if err != nil {
			return nil, err
		}
		out = append(out, whole)
	}
	return out, nil
}

var organisationForm = shape[schema.Organisation]{
	ref: func(o schema.Organisation) string { return o.Code },
	object: func(c *call, o schema.Organisation) export.Object {
		functions := make([]string, len(o.Functions))
		for i, f := range o.Functions {
			functions[i] = string(f)
		}
		shown := export.Object{{Name: "code", Value: o.Code}, {Name: "prefix", Value: orNull(o.Prefix)}, {Name: "name", Value: o.Name},
			{Name: "kind", Value: string(o.Kind)}, {Name: "functions", Value: functions}, {Name: "services", Value: append([]string{}, o.Services...)},
			{Name: "language", Value: orNull(string(o.Lang))}, {Name: "zone", Value: orNull(o.Zone)}, {Name: "disabled", Value: o.Disabled}}
		if c.s.Desk.Who().Role == schema.RoleAdministrator {
			shown = append(shown, export.Member{Name: "key_policy", Value: orNull(string(o.KeyPolicy))}, export.Member{Name: "authorities", Value: append([]string{}, o.Authorities...)},
				export.Member{Name: "mailed", Value: cmp.Or(string(o.Mailed), schema.MailedNone)})
		}
		return withRev(c, o.Rev, shown)
	},
	columns: []string{"code", "prefix", "kind", "name", "services", "disabled"},
	words: map[string]func(*lang.Words, string) string{
		"kind": func(w *lang.Words, s string) string { return w.Domain.OrgKinds[schema.OrgKind(s)] },
	},
}

var memberForm = shape[schema.Member]{
	ref: func(m schema.Member) string { return m.Login },
	object: func(c *call, m schema.Member) export.Object {
		return withRev(c, m.Rev, export.Object{{Name: "login", Value: m.Login}, {Name: "name", Value: m.Name}, {Name: "organisation", Value: m.OrgCode},
			{Name: "service", Value: orNull(m.Service)}, {Name: "role", Value: string(m.Role)}, {Name: "language", Value: orNull(string(m.Lang))},
			{Name: "zone", Value: orNull(m.Zone)}, {Name: "disabled", Value: m.Disabled}})
	},
	columns: []string{"login", "organisation", "role", "service", "name", "disabled"},
	words: map[string]func(*lang.Words, string) string{
		"role": func(w *lang.Words, s string) string { return w.Domain.Roles[schema.Role(s)] },
	},
}

var keyForm = shape[schema.Key]{
	ref: func(k schema.Key) string { return k.Fingerprint },
	object: func(c *call, k schema.Key) export.Object {
		return withRev(c, k.Rev, export.Object{{Name: "fingerprint", Value: k.Fingerprint}, {Name: "login", Value: k.Login}, {Name: "label", Value: orNull(k.Label)},
			{Name: "added_at", Value: instant(k.Added)}, {Name: "expires_at", Value: instant(k.Expires)},
			{Name: "last_used_at", Value: instant(k.LastUsed)}, {Name: "last_used_from", Value: orNull(k.LastFrom)}, {Name: "revoked_at", Value: instant(k.Revoked)}})
	},
	columns: []string{"fingerprint", "login", "label", "expires_at", "last_used_at", "last_used_from", "revoked_at"},
}

// withRev adds the revision that --if-rev asks for, which administrators alone know.
func withRev(c *call, rev int, shown export.Object) export.Object {
	if c.s.Desk.Who().Role == schema.RoleAdministrator {
		shown = append(shown, export.Member{Name: "rev", Value: rev})
	}
	return shown
}

// orNull and instant give nil, JSON's null, for what is absent.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}
