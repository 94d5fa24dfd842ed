package item

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// page is all that one request's screen shows, as it was loaded.
type page struct {
	request schema.Request
	replies []schema.Reply
	events  []schema.Event
	names   map[string]string // of organisations, by code
	law     []schema.Legal    // the legal regimes, all versions
	opened  time.Time         // events since then are marked as new
}

// organisation is the name of the one with that code, the code where it is not known.
func (p page) organisation(code string) string { return cmp.Or(p.names[code], code) }

// writer turns a page into a document. It holds nothing of its own.
type writer struct {
	s   *widget.Session
	who schema.Actor
	page
	plain bool // for paragraphs read out: no columns
}

// contentKey is the key of a content's passage: its number.
const contentKey = "content/%d"

// The keys of the document's titles.
const (
	keyRequest  = "request"
	keyReasons  = "reasons"
	keyContents = "contents"
	keyReplies  = "replies"
	keyThread   = "thread"
)

// document is the whole request from its head to the last event.
func (w writer) document() []widget.Passage {
	out := append([]widget.Passage{w.head()}, w.contacts()...)
	if w.request.Reasons != "" {
		out = append(out, w.title(keyReasons, w.s.Words.Domain.Fields[schema.FieldReasons], 0), w.prose("reasons/text", w.request.Reasons))
	}
	out = append(out, w.contents()...)
	out = append(out, w.repliesGiven()...)
	out = append(out, w.advice()...)
	out = append(out, w.linked()...)
	return append(out, w.thread()...)
}

func (w writer) title(key, name string, n int) widget.Passage {
	if n > 0 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return widget.Passage{Key: key, Title: true, Lines: []widget.Paragraph{
		{Text: widget.Rule(capital(name), len([]rune(name))+8), Ink: w.s.Theme.Heading}}}
}

func (w writer) prose(key, text string) widget.Passage {
	p := widget.Passage{Key: key}
	for line := range strings.SplitSeq(widget.Prose(text), "\n") {
		p.Lines = append(p.Lines, widget.Paragraph{Text: line})
	}
	return p
}

// head says what is asked, under which law, of whom, and where it stands.
func (w writer) head() widget.Passage {
	r, d, t := w.request, w.s.Words.Domain, w.s.Words.Item
	p := widget.Passage{Key: keyRequest, Lines: []widget.Paragraph{{Text: widget.ProseLine(r.Subject), Ink: w.s.Theme.Strong}}}
	add := func(ink widget.Ink, f schema.Field, values ...string) {
		if text := joined(values...); text != "" {
			name := widget.Cell(capital(d.Fields[f]), labelColumn)
			p.Lines = append(p.Lines, widget.Paragraph{Text: name + " " + widget.ProseLine(text), Indent: labelColumn + 1, Ink: ink})
		}
	}
	plain := widget.Ink{}
	due, light := w.clock()
	_, word, ink := w.s.Light(light)
	switch light {
	case schema.Green: // what is left says it, unless the sign is not seen
		ink = plain
		if !w.plain {
			due[0] = w.sign(light) + " " + due[0]
			break
		}
		fallthrough
	case schema.Amber:
		due = append([]string{strings.TrimSpace(w.sign(light) + " " + word)}, due...)
	case schema.Red:
		due[0] = strings.TrimSpace(w.sign(light) + " " + due[0])
	}
	add(plain, schema.FieldState, d.States[r.State], w.duplicate(), w.holder())
	add(plain, schema.FieldDuplicates, strings.Join(r.Duplicates, ", "))
	add(ink, schema.FieldDue, due...)
	add(plain, schema.FieldLabel, string(r.Label)+" "+d.Labels[r.Label], r.LabelReason)
	until := func(f schema.Field, at time.Time) {
		if !at.IsZero() {
			add(plain, f, w.s.At(at))
		}
	}
	until(schema.FieldLabelExpires, r.LabelExpires)
	if benchmark, ink := w.benchmark(); benchmark != "" {
		add(ink, schema.FieldBenchmark, benchmark)
	}
	until(schema.FieldExpires, r.Expires)
	until(schema.FieldReverify, r.Reverify)
	add(plain, schema.FieldContested, d.Rulings[r.Contested])
	var names []string
	for _, a := range r.Attachments {
		names = append(names, a.Name)
	}
	add(plain, schema.FieldAttachments, names...)
	add(plain, schema.FieldKind, d.Kinds[r.Kind], w.s.Words.Regime(w.law, r.Regime, r.Sent, w.s.Now()), r.LegalBasis)
	add(plain, schema.FieldService, r.Service+" → "+w.organisation(r.Addressee))
	add(plain, schema.FieldTLP, d.TLP[r.TLP])
	add(plain, schema.FieldExternalRef, r.ExternalRef)
	add(plain, schema.FieldCase, r.Case)
	add(plain, schema.FieldCredibility, r.Credibility)
	if !r.Visa.IsZero() {
		add(plain, schema.FieldVisa, r.VisaBy, w.s.At(r.Visa))
	}
	if !r.Snoozed.IsZero() {
		add(plain, schema.FieldSnoozed, w.s.At(r.Snoozed))
	}
	if !r.Sent.IsZero() {
		received := t.NotReceived
		if !r.Received.IsZero() {
			received = d.Fields[schema.FieldReceived] + " " + w.s.At(r.Received)
		}
		add(plain, schema.FieldSent, w.s.At(r.Sent), received)
	}
	return p
}

// labelColumn is the width of the names in the head.
const labelColumn = 17

func (w writer) duplicate() string {
	if w.request.DuplicateOf == "" {
		return ""
	}
	return w.s.Words.Domain.Fields[schema.FieldDuplicateOf] + " " + w.request.DuplicateOf
}

// holder is who of the reader's own side has claimed the request.
func (w writer) holder() string {
	d := w.s.Words.Domain
	switch r := w.request; {
	case r.Assignee == 0:
		return w.s.Words.Item.Unclaimed
	case r.Assignee == w.who.Member:
		return d.Fields[schema.FieldAssignee] + " " + d.You
	default:
		return d.Fields[schema.FieldAssignee] + " " + r.AssigneeName
	}
}

// clock writes the deadline in words, and gives its light.
func (w writer) clock() (text []string, light schema.RAG) {
	r, t, now := w.request, w.s.Words.Item, w.s.Now()
	light = r.RAG(now)
	left := w.s.Words.Time.Left
	switch {
	case r.State.Terminal() || r.State == schema.StateAnswered:
		text = append(text, t.ClockDone)
	case !r.ClockStop.IsZero():
		text = append(text, fill(t.ClockStands, "since", w.s.At(r.ClockStop), "ground", w.s.Words.Domain.Grounds[r.Ground]))
	case light == schema.Red:
		text = append(text, fill(t.ClockLate, "late", w.s.Words.Domain.Lights[light], "span", left(now.Sub(r.Due)), "at", w.s.At(r.Due)))
	case !r.Due.IsZero():
		text = append(text, fill(t.ClockLeft, "span", left(r.Due.Sub(now)), "at", w.s.At(r.Due)))
	case r.Clock != "":
		text = append(text, t.ClockWaits)
	default:
		text = append(text, t.ClockNone)
	}
	if r.Suspended > 0 {
		text = append(text, fill(t.Suspended, "span", left(r.Suspended)))
	}
	if r.ClockSource != "" {
		text = append(text, r.ClockSource)
	}
	return text, light
}

func (w writer) contents() []widget.Passage {
	r := w.request
	out := []widget.Passage{w.title(keyContents, w.s.Words.Domain.Fields[schema.FieldContents], len(r.Contents))}
	for _, c := range r.Contents {
		out = append(out, w.content(c))
	}
	return out
}

// content shows what was asked about one address, and beside what is claimed what was observed.
func (w writer) content(c schema.Content) widget.Passage {
	d, t := w.s.Words.Domain, w.s.Words.Item
	p := widget.Passage{Key: fmt.Sprintf(contentKey, c.N)}
	head := fmt.Sprintf("%2d  %s", c.N, w.s.Words.Address(c.URL))
	if c.Type != "" {
		head += "  [" + d.Types[c.Type] + "]"
	}
	p.Lines = append(p.Lines, widget.Paragraph{Text: head, Indent: 4})
	claimed := t.NoOutcome
	if c.Outcome != "" {
		claimed = joined(d.Outcomes[c.Outcome], w.s.At(c.EffectiveAt), strings.Join(c.Territories, " "))
	}
	ink, doubt := w.s.Theme.Dim, ""
	if c.Observed == observedLive && claimsGone(c.Outcome) {
		ink, doubt = w.s.Theme.Alert, t.Contradicted
	}
	line := "    " + joined(pair(w.s, t.Claimed, claimed), pair(w.s, t.Observed, t.Seen[c.Observed]))
	p.Lines = append(p.Lines, widget.Paragraph{Text: schema.VisibleLine(joined(line, doubt)), Indent: 6, Ink: ink})
	if c.Hash != "" {
		p.Lines = append(p.Lines, widget.Paragraph{Text: "    SHA-256 " + schema.VisibleLine(c.Hash), Indent: 6, Ink: w.s.Theme.Dim})
	}
	return p
}

// observedLive is what Content.Observed says of an address that still answers.
const observedLive = "live"

// claimsGone reports whether the operator says that nobody can see the content any more.
func claimsGone(o schema.Outcome) bool {
	switch o {
	case schema.OutcomeRemovedLaw, schema.OutcomeRemovedTerms, schema.OutcomeAccountSuspended, schema.OutcomeAccountClosed,
		schema.OutcomeAlreadyRemoved, schema.OutcomeNotFound:
		return true
	}
	return false
}

func (w writer) organisation(code string) string {
	if code == "" {
		return w.s.Words.Domain.Nobody
	}
	return w.page.organisation(code)
}

// joined puts what is not empty together with a dot between.
func joined(values ...string) string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " · ")
}

// pair writes a name and its value as the language does.
func pair(s *widget.Session, name, value string) string {
	return fill(s.Words.Item.Pair, "name", name, "value", value)
}

// capital writes a word with a capital letter.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
