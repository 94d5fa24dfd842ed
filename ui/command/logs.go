package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// Logs is what a Desk offers on the member's own logs.
type Logs interface {
	Log(context.Context, schema.LogList) (schema.Page[schema.Event], error)
	Heads(context.Context) (schema.Heads, error)
	Verify(ctx context.Context, kept string, progress func(done, total int64)) ([]schema.LogReport, error)
	SinceMeeting(context.Context) (time.Time, error)
	Undo(context.Context) (schema.Undone, error)
	Redo(context.Context) (schema.Undone, error)
}

// logVerbs are the verbs of the noun log: the member's own logs.
func logVerbs() []verb {
	return []verb{
		{name: "show", usage: "[--security] [--since T|meeting] [--limit N] [--after CURSOR]", flags: append([]string{"security", "since", "limit", "after"}, tableFlags...),
			may: mayShowLog, columns: columnsOf(eventForm), run: showLog},
		{name: "head", usage: "[--json]", flags: showFlags, columns: columnsOf(headForm), run: showHeads},
		{name: "verify", usage: "[--head FILE|-]", flags: append([]string{"head"}, showFlags...), columns: columnsOf(reportForm), run: verifyLogs},
		logWatch(),
	}
}

var eventForm = shape[schema.Event]{
	ref:     func(e schema.Event) string { return e.Ref },
	object:  func(_ *call, e schema.Event) export.Object { return export.JSONEvent(e) },
	columns: []string{"at", "actor", "verb", "ref", "text"},
	words: map[string]func(*lang.Words, string) string{
		"verb": func(w *lang.Words, s string) string { return w.Domain.Done[schema.Verb(s)] },
	},
}

// showLog writes what happened, newest first.
func showLog(c *call) error {
	limit, err := c.number("limit", 1, maxList)
	if err != nil {
		return err
	}
	ask := schema.LogList{After: c.text("after"), Security: c.on("security")}
	if ask.Since, err = c.since(); err != nil {
		return err
	}
	if limit == 0 {
		limit = pageSize
	}
	out := export.List{}
	for more := true; more; {
		ask.Limit = min(pageSize, limit-len(out.Items))
		page, err := c.s.Desk.Log(c.ctx, ask)
		if err != nil {
			return err
		}
		for _, e := range page.Items {
			out.Items = append(out.Items, export.JSONEvent(c.told(e)))
		}
		out.Next, ask.After = page.Next, page.Next
		more = page.Next != "" && len(out.Items) < limit
	}
	out.Count, out.More = len(out.Items), out.Next != ""
	if out.More && !c.form.json {
		c.say(lang.Fill(c.words.Command.More.Of(len(out.Items)), "n", fmt.Sprint(len(out.Items)), "cursor", out.Next))
	}
	return writeList(c, eventForm, out)
}

// mayShowLog judges who asks for the log of security.
func mayShowLog(c *call) error {
	if c.on("security") {
		return schema.MayReadSecurity(c.s.Desk.Who())
	}
	return nil
}

// told is an event as its reader is told of it: for people, an erasure says
// what it was, and what concerns safety its changes in one line.
func (c *call) told(e schema.Event) schema.Event {
	if c.on("security") && !c.form.json && e.Text == "" {
		e.Text = c.changesLine(e)
	}
	if shares, ok := e.ErasedUntil(); ok && !c.form.json {
		e.Text = c.erasedLine(shares)
	}
	return e
}

// erasedLine is what an erasure took from a log: "request before 2005-05-05: 12".
func (c *call) erasedLine(shares []schema.ErasedShare) string {
	parts := make([]string, len(shares))
	for i, s := range shares {
		text := c.words.Command.ErasedOf
		if s.Noun == "" {
			text = c.words.Command.ErasedUntil.Of(s.Entries)
		}
		parts[i] = lang.Fill(text, "noun", c.words.Domain.Nouns[s.Noun], "n", fmt.Sprint(s.Entries), "date", s.Before)
	}
	return strings.Join(parts, ", ")
}

// changesLine is what changed, in words: "from: 192.0.2.7, key: SHA256:…".
func (c *call) changesLine(e schema.Event) string {
	var parts []string
	for _, change := range e.Changes {
		value := change.To
		if change.From != "" {
			value = change.From + " → " + change.To
		}
		if value != e.Ref {
			parts = append(parts, lang.Fill(c.words.Command.Named, "name", c.words.Domain.Fields[change.Field], "value", value))
		}
	}
	return strings.Join(parts, ", ")
}

// since is the moment that --since names; zero when it was not given, and for
// the last meeting while none was held.
func (c *call) since() (time.Time, error) {
	if !c.given("since") {
		return time.Time{}, nil
	}
	if slices.Contains([]string{"meeting", "reunion"}, schema.Fold(c.text("since"))) {
		return c.s.Desk.SinceMeeting(c.ctx)
	}
	return schema.ParseSince(c.text("since"), c.s.Desk.Now(), c.zone)
}

var headForm = shape[schema.Head]{
	ref: func(h schema.Head) string { return h.Audience },
	object: func(_ *call, h schema.Head) export.Object {
		return export.Object{{Name: "log", Value: h.Audience}, {Name: "size", Value: int(h.Size)}, {Name: "root", Value: h.Root},
			{Name: "at", Value: h.At.UTC().Format(time.RFC3339)}, {Name: "note", Value: h.Note}}
	},
}

// showHeads writes the signed heads as a file to keep; --json as a list.
func showHeads(c *call) error {
	heads, err := c.s.Desk.Heads(c.ctx)
	if err != nil {
		return err
	}
	if c.form.format != "" {
		c.several = true
		return show(c, headForm, heads.Items, nil)
	}
	if heads.Key == "" || len(heads.Items) == 0 {
		return &refusal{exitState, c.words.Command.NotSealed}
	}
	_, err = c.out.WriteString(heads.File())
	c.say(c.words.Command.KeepHeads)
	return err
}

var reportForm = shape[schema.LogReport]{
	ref: func(r schema.LogReport) string { return r.Audience },
	object: func(_ *call, r schema.LogReport) export.Object {
		damage := make([]export.Object, len(r.Damage))
		for i, d := range r.Damage {
			damage[i] = export.Object{{Name: "kind", Value: string(d.Kind)}, {Name: "from", Value: int(d.From)}, {Name: "to", Value: int(d.To)}}
		}
		return export.Object{{Name: "log", Value: r.Audience}, {Name: "whole", Value: r.Whole()}, {Name: "entries", Value: int(r.Entries)},
			{Name: "sealed", Value: int(r.Sealed)}, {Name: "erased", Value: r.Erased}, {Name: "heads", Value: r.Heads}, {Name: "kept", Value: r.Kept},
			{Name: "damage", Value: damage}, {Name: "more", Value: r.More}}
	},
}

// verifyLogs recomputes the member's logs; with --head, against heads kept earlier.
func verifyLogs(c *call) error {
	kept := ""
	if c.given("head") {
		if c.text("head") != "-" {
			return c.usage(c.words.Command.HeadFromStdin)
		}
		var err error
		if kept, err = c.stdin(); err != nil {
			return err
		}
		if strings.TrimSpace(kept) == "" {
			return schema.Invalid(schema.WhyHeadFile, "head", "1")
		}
	}
	tell, end := c.meter(c.words.Command.Verifying)
	reports, err := c.s.Desk.Verify(c.ctx, kept, tell)
	end()
	if err != nil {
		return err
	}
	if c.form.format != "" {
		c.several = true
		if err := show(c, reportForm, reports, nil); err != nil {
			return err
		}
	} else {
		for _, line := range ReportLines(c.words, reports, c.shown) {
			c.line(line)
		}
	}
	if text := ReportFault(c.words, reports); text != "" {
		return &refusal{exitInvalid, text}
	}
	return nil
}

// ReportLines tells people what a verification found: a line for each log, then
// one for each finding. Times are written in zone.
func ReportLines(w *lang.Words, reports []schema.LogReport, zone *time.Location) []string {
	var out []string
	for _, r := range reports {
		text := w.Command.LogWhole
		if !r.Whole() {
			text = w.Command.LogDamaged
		}
		line := lang.Fill(text, "log", r.Audience, "entries", fmt.Sprint(r.Entries), "sealed", fmt.Sprint(r.Sealed))
		if r.Whole() {
			line += w.Command.LogHeads.Of(r.Heads)
		}
		if r.Kept > 0 {
			line += lang.Fill(w.Command.LogKept.Of(r.Kept), "n", fmt.Sprint(r.Kept))
		}
		if r.Erased > 0 {
			line += lang.Fill(w.Command.LogErased.Of(r.Erased), "n", fmt.Sprint(r.Erased))
		}
		out = append(out, line)
		for _, d := range r.Damage {
			out = append(out, "  "+lang.Fill(w.Command.Damage[d.Kind], "from", fmt.Sprint(d.From), "to", fmt.Sprint(d.To),
				"entries", entries(w, d), "at", d.At.In(zone).Format(time.RFC3339)))
		}
		if r.More > 0 {
			out = append(out, "  "+lang.Fill(w.Command.LogMore.Of(r.More), "n", fmt.Sprint(r.More)))
		}
	}
	return out
}

// entries names the entries of a finding: "entry 3", "entries 3 to 7".
func entries(w *lang.Words, d schema.Damage) string {
	if d.From == d.To {
		return lang.Fill(w.Command.OneEntry, "from", fmt.Sprint(d.From))
	}
	return lang.Fill(w.Command.Entries, "from", fmt.Sprint(d.From), "to", fmt.Sprint(d.To))
}

// ReportFault is the sentence that logs are not whole, empty when they all are.
func ReportFault(w *lang.Words, reports []schema.LogReport) string {
	var names []string
	for _, r := range reports {
		if !r.Whole() {
			names = append(names, r.Audience)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return lang.Fill(w.Command.NotWhole, "logs", strings.Join(names, ", "))
}

// undo takes back, or does again, what the member did last.
func undo(c *call) error { return restore(c, c.s.Desk.Undo, schema.VerbUndo) }
func redo(c *call) error { return restore(c, c.s.Desk.Redo, schema.VerbRedo) }

func restore(c *call, do func(context.Context) (schema.Undone, error), v schema.Verb) error {
	got, err := do(c.writing(""))
	if err != nil {
		return err
	}
	did := c.words.Domain.Done[v] + c.words.Command.OfWhat + c.words.Domain.Verbs[got.Verb]
	return finish(c, nameForm, did, got.Refs, nil)
}
