package item

import (
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// The keys of the titles of what stands beside the request itself.
const (
	keyContacts = "contacts"
	keyLinked   = "linked"
	keyAdvice   = "advice"
)

// shownContacts is how many of those to reach the page names.
const shownContacts = 3

// contacts are those of the addressee to reach now, in order of call; an urgent
// request alone has any. When nobody answers at this hour it says so and names
// the first of all.
func (w writer) contacts() []widget.Passage {
	t, now := w.s.Words.Item, w.s.Now()
	answering := slices.DeleteFunc(slices.Clone(w.request.Contacts), func(c schema.Contact) bool { return !c.Answers(now) })
	if len(w.request.Contacts) == 0 {
		return nil
	}
	p := widget.Passage{Key: keyContacts + "/now"}
	if len(answering) == 0 {
		p.Lines = append(p.Lines, widget.Paragraph{Text: t.NobodyAnswers, Ink: w.s.Theme.Warn})
		answering = w.request.Contacts[:1]
	}
	for _, c := range answering[:min(len(answering), shownContacts)] {
		text := fmt.Sprintf("%d. %s", c.Rank, joined(c.Function, c.Phone, c.Mail, w.s.Words.Contacts.Hours(c.Hours)))
		p.Lines = append(p.Lines, widget.Paragraph{Text: widget.ProseLine(text), Indent: 3})
	}
	return []widget.Passage{w.title(keyContacts, t.ToReach, 0), p}
}

// linked are the requests that this one came of, or that came of it.
func (w writer) linked() []widget.Passage {
	if len(w.request.Linked) == 0 {
		return nil
	}
	d, t := w.s.Words.Domain, w.s.Words.Item
	out := []widget.Passage{w.title(keyLinked, t.Linked, len(w.request.Linked))}
	for _, l := range w.request.Linked {
		way, to := t.LedTo, ""
		if l.Origin {
			way = t.CameOf
		}
		if l.Addressee != "" {
			to = w.organisation(l.Addressee)
		}
		text := joined(strings.TrimSpace(way+" "+l.Ref), to, d.States[l.State], d.Relations[l.Relation], d.Kinds[l.Kind], w.s.At(l.At))
		out = append(out, widget.Passage{Key: fmt.Sprintf("%s/%s/%s/%s/%d", keyLinked, l.Ref, l.Relation, l.Addressee, l.At.Unix()), Lines: []widget.Paragraph{{Text: widget.ProseLine(text), Indent: 2}}})
	}
	return out
}

// advice is what the overseer recommended, and what the authority made of it.
func (w writer) advice() []widget.Passage {
	if len(w.request.Recommendations) == 0 {
		return nil
	}
	d, t := w.s.Words.Domain, w.s.Words.Item
	out := []widget.Passage{w.title(keyAdvice, t.Recommendations, len(w.request.Recommendations))}
	for _, r := range w.request.Recommendations {
		withdraw := ""
		if r.Withdraw {
			withdraw = t.ToWithdraw
		}
		ink := widget.Ink{}
		if r.State == schema.RecommendationOpen {
			ink = w.s.Theme.Warn
		}
		p := widget.Passage{Key: fmt.Sprintf("%s/%d", keyAdvice, r.N)}
		p.Lines = append(p.Lines, widget.Paragraph{Text: widget.ProseLine(joined(w.s.At(r.At), r.By, withdraw, d.Advice[r.State])), Indent: 2, Ink: ink})
		p.Lines = append(p.Lines, indented(r.Text)...)
		if r.Answer != "" {
			p.Lines = append(p.Lines, indented(pair(w.s, joined(t.Answered, w.s.At(r.Answered)), r.Answer))...)
		}
		out = append(out, p)
	}
	return out
}

// indented is a text that belongs to the line before it.
func indented(text string) []widget.Paragraph {
	var out []widget.Paragraph
	for line := range strings.SplitSeq(widget.Prose(text), "\n") {
		out = append(out, widget.Paragraph{Text: "  " + line, Indent: 2})
	}
	return out
}
