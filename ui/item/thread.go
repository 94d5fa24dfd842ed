package item

import (
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

func fill(text string, pairs ...string) string { return lang.Fill(text, pairs...) }

func (w writer) repliesGiven() []widget.Passage {
	if len(w.replies) == 0 {
		return nil
	}
	out := []widget.Passage{w.title(keyReplies, w.s.Words.Item.Replies, len(w.replies))}
	for _, r := range w.replies {
		out = append(out, w.reply(r))
	}
	return out
}

// reply shows one answer with what it says of each content.
func (w writer) reply(r schema.Reply) widget.Passage {
	d := w.s.Words.Domain
	at := r.Sent
	ink := widget.Ink{}
	switch r.State {
	case schema.ReplyHeld:
		at, ink = r.HeldUntil, w.s.Theme.Warn
	case schema.ReplyDisputed:
		ink = w.s.Theme.Warn
	}
	p := widget.Passage{Key: fmt.Sprintf("reply/%d", r.N)}
	add := func(ink widget.Ink, indent int, text string) {
		for line := range strings.SplitSeq(widget.Prose(text), "\n") {
			p.Lines = append(p.Lines, widget.Paragraph{Text: widget.Blanks(indent) + line, Indent: indent + 2, Ink: ink})
		}
	}
	add(ink, 0, schema.VisibleLine(fmt.Sprintf("%2d  %s", r.N, joined(d.ReplyStates[r.State], w.s.At(at), r.By))))
	for _, o := range r.Outcomes {
		add(widget.Ink{}, 4, schema.VisibleLine(fmt.Sprintf("%d  %s", o.N, joined(d.Outcomes[o.Outcome], strings.Join(o.Territories, " ")))))
	}
	if r.Text != "" {
		add(widget.Ink{}, 4, r.Text)
	}
	if !r.Effective.IsZero() {
		add(w.s.Theme.Dim, 4, pair(w.s, w.s.Words.Item.Effective, w.s.At(r.Effective)))
	}
	if r.Reason != "" {
		add(w.s.Theme.Warn, 4, widget.ProseLine(pair(w.s, d.ReplyStates[schema.ReplyDisputed], r.Reason)))
	}
	return p
}

// thread is the log of the request, oldest first, its days told apart.
func (w writer) thread() []widget.Passage {
	out := []widget.Passage{w.title(keyThread, w.s.Words.Item.Thread, len(w.events))}
	column := w.actorColumn()
	day := schema.DateOf(w.s.Now(), w.s.Zone)
	for _, e := range w.events {
		p := widget.Passage{Key: fmt.Sprintf("event/%s/%d", e.Audience, e.Seq)}
		if on := schema.DateOf(e.At, w.s.Zone); on != day {
			p.Lines = append(p.Lines, widget.Paragraph{Text: w.day(e.At), Ink: w.s.Theme.Dim})
			day = on
		}
		p.Lines = append(p.Lines, w.event(e, column)...)
		out = append(out, p)
	}
	return out
}

func (w writer) day(at time.Time) string {
	l := at.In(w.s.Zone)
	return fmt.Sprintf("%s %s", w.s.Words.Item.Weekdays[l.Weekday()], l.Format(w.s.Words.Time.LayoutDay))
}

// actorColumn is as wide as the names of those who acted, up to a limit.
func (w writer) actorColumn() int {
	n := 2
	for _, e := range w.events {
		n = max(n, widget.Width(schema.VisibleLine(e.Actor)))
	}
	return min(n, 16)
}

// event is one entry: its first line tells when, who and what; the lines of
// its text follow. What is internal says so on the line itself.
func (w writer) event(e schema.Event, column int) []widget.Paragraph {
	ink, indent := widget.Ink{}, 6+column+2
	what := w.s.Words.Domain.Done[e.Verb]
	switch {
	case e.Verb == schema.VerbNote && e.Internal:
		what, ink = w.s.Words.Item.InternalNote, w.s.Theme.Warn
	case e.Verb == schema.VerbNote:
		what = ""
	}
	changes := w.changes().Of(e)
	if len(changes) > 0 && lang.Said(e.Verb) {
		what = ""
	}
	texts := strings.Split(widget.Prose(strings.TrimSpace(e.Text)), "\n")
	head := joined(what, widget.ProseLine(strings.Join(changes, ", ")))
	switch {
	case head == "":
		head, texts = texts[0], texts[1:]
	case texts[0] != "" && e.Verb == schema.VerbNote:
		head, texts = head+" "+texts[0], texts[1:]
	case texts[0] != "" && len(changes) > 0:
		head, texts = joined(head, texts[0]), texts[1:]
	case texts[0] != "":
		head, texts = pair(w.s, head, texts[0]), texts[1:]
	}
	sign := " "
	if !w.opened.IsZero() && e.At.After(w.opened) {
		sign = widget.SignLive
	}
	actor := schema.VisibleLine(e.Actor)
	if !w.plain {
		actor = widget.Cell(actor, column)
	}
	first := e.At.In(w.s.Zone).Format("15:04") + sign + actor + "  " + head
	out := []widget.Paragraph{{Text: first, Indent: indent, Ink: ink}}
	for _, line := range texts {
		if line != "" {
			out = append(out, widget.Paragraph{Text: widget.Blanks(indent) + line, Indent: indent, Ink: ink})
		}
	}
	return out
}
