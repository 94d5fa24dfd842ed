package meeting

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// commitmentJudged tells how a change of a commitment ended; refused, its form
// is opened again as it was.
type commitmentJudged struct {
	by   *commitment
	is   schema.Commitment
	form *widget.Form
	back func() tea.Cmd
	err  error
}

// table is what keys do on the page of a commitment.
func (v *commitment) table() []widget.Key {
	w, g := v.s.Words, v.s.Words.Widget.Groups.Meeting
	step := func(n int) func() tea.Cmd {
		return func() tea.Cmd { return widget.Send(widget.Beside{Delta: n}) }
	}
	copied := func(text func() string) func() tea.Cmd {
		return func() tea.Cmd {
			v.s.Copy(text())
			return widget.Send(widget.Tell{Text: lang.Fill(w.Queue.Copied, "text", text())})
		}
	}
	judge, prove := schema.CommitmentDraft{State: schema.CommitmentPartly}, schema.CommitmentDraft{Evidence: "…"}
	keys := append(v.reader.Keys(g),
		widget.Key{Keys: []string{"s"}, Help: w.Rolls.Keys.Review, Hint: v.hinted(judge, w.Rolls.Keys.HintReview), Group: g, Verb: schema.VerbUpdate, Write: true,
			Run: v.review, Why: func() error { return v.may(judge) }},
		widget.Key{Keys: []string{"e"}, Help: w.Rolls.Keys.Evidence, Hint: v.hinted(prove, w.Rolls.Keys.HintEvidence), Group: g, Verb: schema.VerbUpdate, Write: true,
			Run: v.prove, Why: func() error { return v.may(prove) }},
		widget.Key{Keys: []string{"enter"}, Help: w.Sitting.Keys.Open, Hint: w.Sitting.Keys.HintOpen, Group: g, Run: v.open},
		widget.Key{Keys: []string{"J"}, Help: w.Rolls.Keys.Next, Group: g, Run: step(1)},
		widget.Key{Keys: []string{"K"}, Help: w.Rolls.Keys.Previous, Group: g, Run: step(-1)},
		widget.Key{Keys: []string{"y"}, Help: w.Item.Keys.CopyRef, Group: g, Run: copied(func() string { return v.ref })},
		widget.Key{Keys: []string{"Y"}, Help: w.Item.Keys.CopyCommand, Group: g, Run: copied(func() string { return v.options.Command() + " commitment show " + v.ref })})
	return keys
}

// may says why the member may not change the commitment so, nil when they may.
func (v *commitment) may(d schema.CommitmentDraft) error {
	return schema.MayUpdateCommitment(v.desk.Who(), v.facts.is, d)
}

// hinted is the word for the bottom line: nothing while the member may not.
func (v *commitment) hinted(d schema.CommitmentDraft, hint string) string {
	if v.facts.is.ID == 0 || v.may(d) != nil {
		return ""
	}
	return hint
}

// reviewing is the meeting that reviews the commitment as far as can be told:
// the one being held, else the next. Only a meeting that all readers of the
// commitment may know of reviews it. Empty: there is none.
func reviewing(meetings []schema.Meeting, c schema.Commitment) string {
	next := ""
	for _, m := range meetings { // newest first
		if len(m.Circle) > 0 && !(m.Internal && slices.Contains(m.Circle, c.Internal)) {
			continue
		}
		switch m.State {
		case schema.MeetingHeld:
			return m.Ref
		case schema.MeetingDraft, schema.MeetingConvened:
			next = m.Ref
		}
	}
	return next
}

// review asks how far the commitment is kept, in whose judgement, and on what evidence.
func (v *commitment) review() tea.Cmd { return v.judge(reviewPart, v.review, v.reviewFields) }

// reviewPart begins the name of a review's draft.
const reviewPart = "review"

// judging is what a form makes of its fields' values.
type judging func() schema.CommitmentDraft

func (v *commitment) reviewFields(draft string) (*widget.Form, judging) {
	d, t, x := v.s.Words.Domain, v.s.Words.Rolls, v.facts.is
	values, names := make([]string, len(schema.CommitmentStates)), make([]string, len(schema.CommitmentStates))
	for i, s := range schema.CommitmentStates {
		values[i], names[i] = string(s), d.CommitmentStates[s]
	}
	state := widget.NewPick(v.s, d.Fields[schema.FieldState], values, names)
	state.SetValue(string(x.State))
	sitting := widget.NewLine(v.s, d.Nouns[schema.NounMeeting])
	sitting.Hint = t.MeetingHint
	sitting.SetValue(v.facts.sitting)
	evidence, note := v.evidence(), widget.NewArea(v.s, t.Note)
	note.Height = 3
	f := v.form(t.ReviewTitle, draft, state, sitting, evidence, note)
	f.Review = func() (string, error) {
		if schema.CommitmentState(state.Value()) == schema.CommitmentKept && strings.TrimSpace(evidence.Value()) == "" {
			return "", schema.Invalid(schema.WhyNeedsProof, string(schema.FieldEvidence), "")
		}
		return paragraphs(joined(x.Ref, names[state.Index()], strings.TrimSpace(sitting.Value())), evidence.Value(), note.Value()), nil
	}
	return f, func() schema.CommitmentDraft {
		return schema.CommitmentDraft{State: schema.CommitmentState(state.Value()), Meeting: strings.TrimSpace(sitting.Value()), Evidence: v.changed(evidence), Note: note.Value()}
	}
}

// prove asks for evidence alone: who made a commitment gives it, and judges nothing.
func (v *commitment) prove() tea.Cmd { return v.judge("evidence", v.prove, v.proofFields) }

func (v *commitment) proofFields(draft string) (*widget.Form, judging) {
	evidence := v.evidence()
	evidence.Required = true
	f := v.form(v.s.Words.Rolls.EvidenceTitle, draft, evidence)
	f.Review = func() (string, error) { return evidence.Value(), nil }
	return f, func() schema.CommitmentDraft { return schema.CommitmentDraft{Evidence: v.changed(evidence)} }
}

// evidence is a field that begins with what is on record.
func (v *commitment) evidence() *widget.Area {
	a := widget.NewArea(v.s, v.s.Words.Domain.Fields[schema.FieldEvidence])
	a.Height = 4
	a.SetValue(v.facts.is.Evidence)
	return a
}

// changed is what the field holds where it is not what is on record already.
func (v *commitment) changed(a *widget.Area) string {
	if a.Value() == v.facts.is.Evidence {
		return ""
	}
	return a.Value()
}

func (v *commitment) form(title, draft string, fields ...widget.Field) *widget.Form {
	f := widget.NewForm(v.s, schema.VisibleLine(lang.Fill(title, "ref", v.facts.is.Ref)), draft, fields...)
	f.Does = v.s.Words.Rolls.Save
	return f
}

// judge opens a form, whose draft is on the server too, that changes the
// commitment as it was read. back opens it again.
func (v *commitment) judge(part string, back func() tea.Cmd, build func(draft string) (*widget.Form, judging)) tea.Cmd {
	desk, x := v.desk, v.facts.is
	draft := part + "/" + x.Ref
	kept := widget.NewKept(v.s, desk, schema.VerbUpdate, schema.NounCommitment, x.ID, draft)
	return widget.Send(widget.Show{Dialog: widget.NewSheet(v.s, kept, func() widget.Drafted {
		f, judged := build(draft)
		f.Send = func() tea.Cmd {
			n := judged()
			return func() tea.Msg {
				ctx, cancel := f.Call()
				defer cancel()
				is, err := desk.UpdateCommitment(ctx, x.ID, x.Rev, n)
				return commitmentJudged{v, is, f, back, err}
			}
		}
		return f
	})})
}

// settle tells how a change ended and reads the commitment again.
func (v *commitment) settle(msg commitmentJudged) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		v.again = msg.back // with the revision that there is now
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), v.Init())
	}
	msg.form.Forget()
	said := lang.Fill(v.s.Words.Item.Pair, "name", msg.is.Ref, "value", v.s.Words.Domain.CommitmentStates[msg.is.State])
	return tea.Batch(v.Init(), widget.Send(widget.Tell{Text: schema.VisibleLine(said)}))
}

// paragraphs are texts one below the other, without the empty ones.
func paragraphs(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n\n")
}

// readCommitment reads a commitment with what its page shows beside it.
func readCommitment(ctx context.Context, desk Desk, ref string) (f commitmentFacts, err error) {
	if f.is, err = desk.Commitment(ctx, ref); err != nil {
		return f, err
	}
	if f.thread, err = desk.CommitmentThread(ctx, f.is.ID); err != nil {
		return f, err
	}
	meetings, err := desk.Meetings(ctx)
	if err != nil {
		return f, err
	}
	slices.SortStableFunc(meetings, func(a, b schema.Meeting) int { return cmp.Compare(b.Starts.Unix(), a.Starts.Unix()) })
	f.sitting = reviewing(meetings, f.is)
	f.names, err = orgNames(ctx, desk)
	return f, err
}
