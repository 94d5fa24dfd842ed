package item

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Reply returns the form that answers a request, to be shown as a dialog. r may
// be a row of a list: its contents are read when they are not there.
func Reply(s *widget.Session, desk Desk, r schema.Request) widget.Screen { return newReply(s, desk, r) }

func newReply(s *widget.Session, desk Desk, r schema.Request) *composer {
	c := &composer{s: s, keep: true, about: r.ID, doing: schema.DoingReplying, wait: fill(s.Words.Item.Loading, "ref", r.Ref)}
	c.keeps(desk, schema.VerbReply, r.ID, fmt.Sprintf("reply/%d/%d", r.ID, r.Replies))
	c.open = func(ctx context.Context) (_ func() *widget.Form, err error) {
		if len(r.Contents) != r.ContentCount {
			if r, err = desk.Request(ctx, r.Ref); err != nil {
				return nil, err
			}
		}
		return func() *widget.Form { return (&replyForm{s: s, desk: desk, request: r, by: c}).build() }, nil
	}
	return c
}

// replyForm is the form of an answer: an outcome per content, a text, a moment.
// Its draft is of the n-th reply to the request, so that one taken back while it
// was held can be corrected, and a later one begins empty.
type replyForm struct {
	s         *widget.Session
	desk      Desk
	by        *composer
	request   schema.Request
	outcomes  []*outcomeField
	last      schema.Outcome // chosen; empty: none yet
	text      *widget.Area
	territory *widget.Line
	effective *widget.Line
	form      *widget.Form
}

func (f *replyForm) build() *widget.Form {
	t, d := f.s.Words.Item, f.s.Words.Domain
	var fields []widget.Field
	for _, c := range f.request.Contents {
		field := &outcomeField{s: f.s, content: c, chosen: f.chosen, all: f.all}
		f.outcomes = append(f.outcomes, field)
		fields = append(fields, field)
	}
	f.text = widget.NewArea(f.s, capital(d.Fields[schema.FieldText]))
	f.territory = widget.NewLine(f.s, t.Territories)
	f.territory.Hint, f.territory.Check = t.TerritoriesHint, checkTerritories
	f.effective = widget.NewLine(f.s, capital(t.Effective))
	f.effective.Hint = t.EffectiveHint
	f.effective.Check = func(v string) error { _, err := parseEffective(v, f.s.Now(), f.s.Zone); return err }
	fields = append(fields, f.text, f.territory, f.effective)
	title := fill(t.ReplyTo, "ref", f.request.Ref) + " " + widget.SignRule + " " + schema.VisibleLine(f.request.Subject)
	f.adapt(f.by.draft, len(fields))
	f.by.pen = pen{f.desk, f.request, schema.VerbReply, f.text}
	f.form = widget.NewForm(f.s, title, f.by.draft, fields...)
	f.form.Review = f.review
	f.by.refused = f.refused
	f.demand()
	return f.by.adopt(f.form, f.send)
}

// adapt makes a draft fit n fields when contents were added since it was kept:
// outcomes come first, in order of contents, and the new ones have none.
func (f *replyForm) adapt(draft string, n int) {
	values := f.s.Drafts[draft]
	if len(values) == 0 || len(values) >= n {
		return
	}
	outcomes := len(values) - (n - len(f.outcomes))
	f.s.Drafts[draft] = slices.Insert(slices.Clone(values), outcomes, make([]string, n-len(values))...)
}

// chosen goes on to the next field once an outcome is given.
func (f *replyForm) chosen(o schema.Outcome) {
	f.last = o
	f.demand()
	f.form.Update(tea.KeyMsg{Type: tea.KeyTab})
}

// all gives every content the same outcome, and goes on to the text.
func (f *replyForm) all(o schema.Outcome) {
	if o = cmp.Or(o, f.last); o == "" {
		f.form.Note = f.s.Words.Item.AllOfWhat
		return
	}
	at := 0
	for i, field := range f.outcomes {
		if field.focused {
			at = i
		}
		field.SetValue(string(o))
	}
	f.demand()
	for range len(f.outcomes) - at {
		f.form.Update(tea.KeyMsg{Type: tea.KeyTab})
	}
}

// demand asks for reasons as long as an outcome needs them.
func (f *replyForm) demand() {
	f.text.Required = slices.ContainsFunc(f.outcomes, func(o *outcomeField) bool { return o.outcome.NeedsText() })
}

// review shows what will be sent, and to whom.
func (f *replyForm) review() (string, error) {
	draft, err := f.draft()
	if err != nil {
		return "", err
	}
	if len(draft.Outcomes) == 0 {
		return "", f.unanswered()
	}
	t, d := f.s.Words.Item, f.s.Words.Domain
	lines := []string{fill(t.GoesTo, "who", d.Ministry+" ("+f.request.Service+")"), ""}
	said := make([]string, len(draft.Outcomes))
	widest := 0
	for i, o := range draft.Outcomes {
		said[i] = joined(d.Outcomes[o.Outcome], strings.Join(o.Territories, " "))
		widest = max(widest, widget.Width(said[i]))
	}
	for i, o := range draft.Outcomes {
		for _, c := range f.request.Contents {
			if c.N == o.N {
				lines = append(lines, fmt.Sprintf("%2d  %s  %s", o.N, widget.Cell(said[i], widest), schema.Defang(c.URL)))
			}
		}
	}
	if rest := f.rest(); rest != "" {
		lines = append(lines, "", fill(t.Unanswered, "numbers", rest))
	}
	when := t.OnSending
	if !draft.Effective.IsZero() {
		when = f.s.At(draft.Effective)
	}
	lines = append(lines, "", pair(f.s, t.Effective, when))
	if draft.Text != "" {
		lines = append(lines, "", draft.Text)
	}
	return strings.Join(append(lines, "", t.Held), "\n"), nil
}

// rest is the numbers of the contents that have no outcome, and will have none by this reply.
func (f *replyForm) rest() string {
	var numbers []string
	for _, o := range f.outcomes {
		if o.outcome == "" && o.content.Outcome == "" {
			numbers = append(numbers, fmt.Sprint(o.content.N))
		}
	}
	return strings.Join(numbers, ", ")
}

// unanswered asks for an outcome: a reply says something of one content at least.
func (f *replyForm) unanswered() error {
	var numbers []string
	for _, c := range f.request.Contents {
		numbers = append(numbers, fmt.Sprint(c.N))
	}
	return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsOutcome, Ref: f.request.Ref, Value: strings.Join(numbers, ", ")}
}

// draft is what the fields say.
func (f *replyForm) draft() (schema.ReplyDraft, error) {
	draft := schema.ReplyDraft{Hold: true}
	territories := strings.Fields(strings.ToUpper(f.territory.Value()))
	for _, o := range f.outcomes {
		if o.outcome == "" {
			continue
		}
		said := schema.ReplyOutcome{N: o.content.N, Outcome: o.outcome}
		if o.outcome == schema.OutcomeDisabled || o.outcome == schema.OutcomeRestricted {
			said.Territories = territories
		}
		draft.Outcomes = append(draft.Outcomes, said)
	}
	var err error
	if draft.Text, err = schema.CleanText(string(schema.FieldText), f.text.Value(), schema.MaxText); err != nil {
		return draft, err
	}
	draft.Effective, err = parseEffective(f.effective.Value(), f.s.Now(), f.s.Zone)
	return draft, err
}

func (f *replyForm) send() tea.Cmd {
	draft, err := f.draft()
	if err != nil {
		return widget.Send(composed{by: f.by, err: err})
	}
	return f.sendAt(draft, f.request.Rev)
}

// sendAt answers the request as it was at rev; 0: as it is. Its draft ends when
// the answer goes out: one taken back is corrected on any terminal.
func (f *replyForm) sendAt(draft schema.ReplyDraft, rev int) tea.Cmd {
	s, desk, r, by := f.s, f.desk, f.request, f.by
	said := widget.Offer{Text: fill(s.Words.Item.ReplyHeld, "ref", r.Ref), Passing: true}
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		_, err := desk.Reply(ctx, r.ID, rev, draft)
		return composed{by, r.ID, said, err, f.sendAt(draft, 0)}
	}
}

// refused marks the contents that the Desk names in a refusal.
func (f *replyForm) refused(err error) {
	var fault *schema.Fault
	if !errors.As(err, &fault) || fault.Why != schema.WhyNeedsOutcome {
		return
	}
	named := strings.FieldsFunc(fault.Value, func(r rune) bool { return r < '0' || r > '9' })
	for _, o := range f.outcomes {
		o.refused = slices.Contains(named, fmt.Sprint(o.content.N))
	}
}

// checkTerritories accepts codes of two letters.
func checkTerritories(v string) error {
	for _, code := range strings.Fields(v) {
		if len(code) != 2 || strings.Trim(strings.ToUpper(code), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return schema.Invalid(schema.WhyUnknown, "territories", code)
		}
	}
	return nil
}

// parseEffective reads when something was done: "13:20", "14h", "hier 18h",
// "yesterday 6:30", "04/05 9h", or as schema.ParseWhen. Hours are of today, days
// and months of the last twelve months. Nothing is the zero time.
func parseEffective(s string, now time.Time, loc *time.Location) (time.Time, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return time.Time{}, nil
	}
	today := schema.DateOf(now, loc)
	if day, rest, _ := strings.Cut(strings.ToLower(text), " "); day == "hier" || day == "yesterday" {
		text = today.AddDays(-1).String() + " " + rest
		return schema.ParseWhen(text, today.AddDays(-2).Start(loc), loc)
	}
	t, err := schema.ParseWhen(text, today.Start(loc), loc)
	past, pastErr := schema.Calendar{Now: now.AddDate(-1, 0, 1), Zone: loc, Ahead: true}.When(text)
	days := strings.ContainsAny(text, "/-")
	if pastErr == nil && days && (err != nil || t.After(now)) {
		return past, nil
	}
	return t, err
}
