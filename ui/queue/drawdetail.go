package queue

import (
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// pane is the preview of a row as it was last drawn.
type pane struct {
	row       *row
	read      int // of the details shown
	age, w, h int
	lines     []string
}

// detailBlock draws the row under the hand in h lines of w columns, or the one
// before it until the hand rests and the details are read.
func (q *Screen) detailBlock(w, h int) []string {
	r, p := q.list.row(), &q.preview
	if r == nil {
		return fill([]string{q.s.Theme.Dim.Paint(widget.Rule("", w))}, w, h)
	}
	if _, ok := p.details[r.id]; (!ok || p.on != r.id) && p.drawn != nil {
		r = p.drawn
	}
	d, ok := p.details[r.id]
	if ok {
		p.drawn = r
	}
	was := p.panes[r.id]
	if was.row == r && was.read == d.read && was.age == q.list.ages && was.w == w && was.h == h {
		return was.lines
	}
	lines := q.detailLines(r, w, h)
	for i, line := range lines {
		lines[i] = widget.Cell(line, w)
	}
	lines = fill(lines, w, h)[:h]
	if ok {
		p.panes[r.id] = pane{r, d.read, q.list.ages, w, h, lines}
	}
	return lines
}

// detailLines is what a row is, what it is about, and the end of its thread.
func (q *Screen) detailLines(r *row, w, h int) []string {
	th := q.s.Theme
	head, facts := q.detailTitle(r), ""
	company := q.s.Presence(q.company(r), max(w-leastTitle, 0))
	if widget.Width(head)+6+widget.Width(company) > w { // what does not fit behind the number goes below it
		head, facts, _ = strings.Cut(head, titleBreak)
	}
	lines := []string{th.Dim.Paint(widget.RuleWith(head, company, w))}
	for _, line := range packed(facts, w-1) {
		lines = append(lines, " "+th.Dim.Paint(line))
	}
	d, ok := q.preview.details[r.id]
	if !ok {
		return append(lines, th.Dim.Paint(" "+widget.SignMore))
	}
	room := h - len(lines)
	about := q.aboutIn(max(room/2, 1), r, d, w)
	var thread []string
	timeWidth := leastTimeWidth
	for _, e := range d.thread {
		timeWidth = max(timeWidth, widget.Width(q.s.At(e.At)))
	}
	for _, e := range d.thread {
		thread = append(thread, q.eventLines(e, timeWidth, w)...)
	}
	if len(thread) == 0 {
		thread = []string{th.Dim.Paint(" " + q.s.Words.Queue.NoThread)}
	}
	if over := len(thread) - (room - len(about)); over > 0 {
		thread = thread[over:]
	}
	return append(append(lines, about...), thread...)
}

// leastTitle is the room of a row's number beside who else is at it.
const leastTitle = 19

// titleBreak stands between the parts of a row's title.
const titleBreak = " " + widget.SignRule + " "

// packed breaks a title between its parts into lines of w columns.
func packed(title string, w int) []string {
	var lines []string
	for part := range strings.SplitSeq(title, titleBreak) {
		if n := len(lines); n > 0 && widget.Width(lines[n-1]+titleBreak+part) <= w {
			lines[n-1] += titleBreak + part
		} else if part != "" {
			lines = append(lines, widget.Cut(part, w))
		}
	}
	return lines
}

// detailTitle is the state of a row in one line.
func (q *Screen) detailTitle(r *row) string {
	d, t := q.s.Words.Domain, q.s.Words.Queue
	if x := r.action; x != nil {
		parts := []string{x.Ref, d.ActionStates[x.State], q.orgName(x.Owner)}
		if !x.Due.IsZero() {
			parts = append(parts, q.dueOf(x))
		}
		return schema.VisibleLine(strings.Join(parts, titleBreak))
	}
	x := r.request
	parts := []string{x.Ref, d.States[x.State], string(x.Label), d.TLP[x.TLP]}
	light := x.RAG(q.s.Now())
	sign, _, _ := q.s.Light(light)
	switch {
	case x.State == schema.StateImpossible && x.Ground != "":
		parts = append(parts, d.Grounds[x.Ground])
	case x.Standing():
		parts = append(parts, lang.Fill(t.StandsSince, "at", q.s.At(x.ClockStop)))
	case light != "":
		parts = append(parts, sign+" "+lang.Fill(t.DueLights[light], "at", q.s.At(x.Due)))
	case !x.Due.IsZero():
		parts = append(parts, lang.Fill(t.DueAt, "at", q.s.At(x.Due)))
	}
	if benchmark, _ := q.benchmark(*x); benchmark != "" {
		parts = append(parts, benchmark)
	}
	return schema.VisibleLine(strings.Join(parts, titleBreak))
}

// dueOf is the day an action item is due, with its light.
func (q *Screen) dueOf(x *schema.Action) string {
	t, today := q.s.Words.Queue, q.s.Today()
	text := t.DueAt
	switch {
	case x.Overdue(today):
		text = t.DueLights[schema.Red]
	case x.Soon(today):
		text = t.DueLights[schema.Amber]
	}
	sign, _, _ := q.s.Light(x.RAG(today))
	return strings.TrimSpace(sign + " " + lang.Fill(text, "at", q.day(x.Due)))
}

// aboutIn is what a row is about in at most h lines, with how many of its contents are not shown.
func (q *Screen) aboutIn(h int, r *row, d detail, w int) []string {
	lines, begins := q.about(r, d, w)
	if len(lines) <= h {
		return lines
	}
	sign := " " + widget.SignMore
	room := w
	if n := len(begins); n > 0 { // which are left out depends on the room, and the sign takes some
		room = max(w-widget.Width(" +"+itoa(n)), 1)
		lines, begins = q.about(r, d, room)
		sign = " +" + itoa(left(begins, len(lines), h))
	}
	room = max(w-widget.Width(sign), 1)
	lines = lines[:h] // as many as with more room, or more
	lines[h-1] = widget.Cell(lines[h-1], room) + q.s.Theme.Dim.Paint(sign)
	return lines
}

// left counts the contents of which a line is not among the first h of all: each
// goes from where it begins to where the next one does.
func left(begins []int, all, h int) int {
	n := 0
	for i := range begins {
		end := all
		if i+1 < len(begins) {
			end = begins[i+1]
		}
		if end > h {
			n++
		}
	}
	return n
}

// about is what a row is about: its contents, or its text; and the lines at
// which its contents begin.
func (q *Screen) about(r *row, d detail, w int) (lines []string, begins []int) {
	th := q.s.Theme
	switch {
	case d.reply != nil:
		lines = append(lines, " "+widget.Cut(q.gist(d.reply), w-1))
	case r.action != nil:
		for _, l := range widget.Wrap(widget.Prose(r.action.Text), max(w-1, 1)) {
			lines = append(lines, " "+l)
		}
		if r.action.Evidence != "" {
			lines = append(lines, " "+th.Dim.Paint(widget.Cut(widget.ProseLine(lang.Fill(q.s.Words.Queue.Said, "what", q.s.Words.Queue.Evidence, "text", r.action.Evidence)), w-1)))
		}
		return lines, nil
	}
	if d.request == nil {
		return lines, nil
	}
	if d.reply == nil {
		kind := q.s.Words.Domain.Kinds[d.request.Kind] + " · " + q.s.Words.Regime(q.people.law, d.request.Regime, d.request.Sent, q.s.Now()) + " · " + d.request.Service
		for _, line := range widget.Wrap(schema.VisibleLine(kind), max(w-1, 1)) {
			lines = append(lines, " "+line)
		}
	}
	for _, c := range d.request.Contents {
		begins = append(begins, len(lines))
		address, outcome := " "+itoa(c.N)+" "+q.s.Words.Address(c.URL), q.s.Words.Domain.Outcomes[c.Outcome]
		if widget.Width(address)+1+widget.Width(outcome) > w && outcome != "" { // the address is not cut for it
			lines = append(lines, widget.Cell(address, w), th.Dim.Paint(widget.CellRight(outcome, w)))
			continue
		}
		lines = append(lines, widget.Ends(address, th.Dim.Paint(outcome), w))
	}
	return lines, begins
}

// Of an entry of a thread: the width of its time, of its actor beside the text,
// and the most lines of text shown.
const (
	leastTimeWidth = 11
	actorWidth     = 11
	maxTextLines   = 3
	narrowThread   = 64 // below, the text stands under its heading
)

// eventLines is one entry of a thread: when, who, what, and its text.
func (q *Screen) eventLines(e schema.Event, timeWidth, w int) []string {
	th := q.s.Theme
	at, who := q.s.At(e.At), schema.VisibleLine(e.Actor)
	what, text := q.eventText(e)
	if w < narrowThread {
		lines := []string{th.Dim.Paint(at+" "+who+" ") + what}
		if widget.Width(at+" "+who+" "+what) > w { // what was done is not cut for who did it
			lines = append([]string{th.Dim.Paint(widget.Cut(at+" "+who, w))}, few(widget.Wrap(what, max(w-3, 1)), "   ", w)...)
		}
		if text == "" {
			return lines
		}
		return append(lines, few(widget.Wrap(text, max(w-3, 1)), "   ", w)...)
	}
	if text != "" {
		what = lang.Fill(q.s.Words.Queue.Said, "what", what, "text", text)
	}
	if e.Internal && e.Verb == schema.VerbNote {
		what = q.s.Words.Queue.InternalNote + " " + text
	}
	head := widget.Cell(at, timeWidth) + " " + widget.Cell(who, actorWidth) + " "
	lines := few(widget.Wrap(what, w-widget.Width(head)), widget.Blanks(widget.Width(head)), w)
	lines[0] = th.Dim.Paint(head) + strings.TrimPrefix(lines[0], widget.Blanks(widget.Width(head)))
	return lines
}

// eventText is what an event did, and the text that came with it.
func (q *Screen) eventText(e schema.Event) (what, text string) {
	what = q.s.Words.Domain.Done[e.Verb]
	if e.Internal && e.Verb == schema.VerbNote {
		what = q.s.Words.Queue.InternalNote
	}
	for _, c := range e.Changes {
		if c.Field == schema.FieldLabel && c.From != "" {
			what += " " + c.From + " → " + c.To
		}
	}
	return schema.VisibleLine(what), widget.Prose(e.Text)
}

// few indents lines and shortens them to the most that a preview shows of one text.
func few(lines []string, indent string, w int) []string {
	var out []string
	for i, line := range lines {
		if i == maxTextLines-1 && len(lines) > maxTextLines {
			return append(out, indent+widget.Cut(line, w-len(indent)-2)+" "+widget.SignMore)
		}
		out = append(out, indent+line)
	}
	return out
}
