package queue

import (
	"slices"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// field is what a column can show of a row.
type field struct {
	name  string // as --columns and views have it
	width int    // in a list of usual width; 0: what names or organisations need
	drop  int    // of the usual columns: those with the highest go first when room is short
	// cell writes it as of now, safe to show.
	cell func(*row) (string, widget.Ink)
}

// Widths of columns that depend on the list's own, or on its rows.
const (
	orgColumn  = -1
	nameColumn = -2
	refColumn  = -3
)

// refWidth is the usual one of a number: "GOO-2015-0042".
const refWidth = 13

// flex reports whether the column takes the room that is left. It is always
// shown, and the last: what asks for attention stands at its end.
func (f field) flex() bool { return f.name == "subject" || f.name == "text" }

// stays reports whether a list cannot do without the column.
func (f field) stays() bool { return f.name == "ref" || f.flex() }

// columnsOf are the columns of fields in a list of w columns. Of chosen ones
// those on the right go first when room is short.
func (q *Screen) columnsOf(fields []field, w int, usual bool) []widget.Column {
	titles := q.s.Words.Lists.Columns
	out := make([]widget.Column, len(fields))
	for i, f := range fields {
		c := widget.Column{Title: titles[f.name], Width: f.width, Drop: f.drop, Flex: f.flex()}
		switch f.width {
		case orgColumn:
			c.Width = orgWidth(w)
		case nameColumn:
			c.Width = nameWidth(w)
		case refColumn:
			c.Width = max(q.list.refs, refWidth)
		}
		if !usual && !f.stays() {
			c.Drop = i + 1
		}
		out[i] = c
	}
	return out
}

// chosen picks fields by name in the order of names: nil when none is known. The
// number is there whether it is named or not, and the flexible column last.
func chosen(all []field, names []string) []field {
	var out []field
	for _, name := range names {
		i := slices.IndexFunc(all, func(f field) bool { return f.name == name })
		if i >= 0 && !all[i].flex() && !slices.ContainsFunc(out, func(f field) bool { return f.name == name }) {
			out = append(out, all[i])
		}
	}
	if len(out) == 0 {
		return nil
	}
	if !slices.ContainsFunc(out, func(f field) bool { return f.name == "ref" }) {
		out = append([]field{all[slices.IndexFunc(all, func(f field) bool { return f.name == "ref" })]}, out...)
	}
	return append(out, all[slices.IndexFunc(all, field.flex)])
}

// useColumns has a list show columns by their names; none: the usual ones.
func (q *Screen) useColumns(l *list, names []string) {
	set := l.view.set
	l.names = names
	l.fields = chosen(set.fields(), names)
	if l.usual = l.fields == nil; l.usual {
		l.fields = chosen(set.fields(), set.usual())
	}
	l.age()
}

// fillCells writes the cells of a row in the list's columns.
func (l *list) fillCells(r *row) {
	r.cells, r.inks = make([]string, len(l.fields)), make([]widget.Ink, len(l.fields))
	for i, f := range l.fields {
		r.cells[i], r.inks[i] = f.cell(r)
	}
}

// fields are those of requests; an operator has no column for itself.
func (s *requestSet) fields() []field {
	q := s.q
	th, d := q.s.Theme, q.s.Words.Domain
	text := func(get func(*schema.Request) string) func(*row) (string, widget.Ink) {
		return func(r *row) (string, widget.Ink) { return schema.VisibleLine(get(r.request)), widget.Ink{} }
	}
	dim := func(get func(*schema.Request) string) func(*row) (string, widget.Ink) {
		return func(r *row) (string, widget.Ink) { return schema.VisibleLine(get(r.request)), th.Dim }
	}
	all := []field{
		{"ref", refColumn, 0, text(func(x *schema.Request) string { return x.Ref })},
		{"due_at", dueWidth, 0, func(r *row) (string, widget.Ink) { return q.dueCell(*r.request) }},
		{"label", 2, 0, func(r *row) (string, widget.Ink) { return string(r.request.Label), q.labelInk(r.request.Label) }},
		{"addressee", orgColumn, 2, text(func(x *schema.Request) string { return q.orgName(x.Addressee) })},
		{"service", orgColumn, 2, text(func(x *schema.Request) string { return x.Service })},
		{"assignee", nameColumn, 1, func(r *row) (string, widget.Ink) { return q.whoCell(*r.request), th.Dim }},
		{"state", 14, 0, dim(func(x *schema.Request) string { return d.States[x.State] })},
		{"kind", 11, 0, text(func(x *schema.Request) string { return d.KindsShort[x.Kind] })},
		{"regime", 14, 0, dim(func(x *schema.Request) string { return q.s.Words.Regime(q.people.law, x.Regime, x.Sent, q.s.Now()) })},
		{"legal_basis", 14, 0, dim(func(x *schema.Request) string { return x.LegalBasis })},
		{"tlp", 16, 0, dim(func(x *schema.Request) string { return d.TLP[x.TLP] })},
		{"sent_at", 11, 0, dim(func(x *schema.Request) string { return q.s.At(x.Sent) })},
		{"received_at", 11, 0, dim(func(x *schema.Request) string { return q.s.At(x.Received) })},
		{"updated_at", 11, 0, dim(func(x *schema.Request) string { return q.s.At(x.Updated) })},
		{"external_ref", 12, 0, dim(func(x *schema.Request) string { return x.ExternalRef })},
		{"content_count", 3, 0, dim(func(x *schema.Request) string { return itoa(x.ContentCount) })},
		{"replies", 3, 0, dim(func(x *schema.Request) string { return itoa(x.Replies) })},
	}
	if q.who.Authority() {
		all = append(all, field{"case", 11, 0, dim(func(x *schema.Request) string { return x.Case })})
	} else {
		all = slices.DeleteFunc(all, func(f field) bool { return f.name == "addressee" })
	}
	return append(all, field{"subject", 12, 0, func(r *row) (string, widget.Ink) { return widget.ProseLine(r.request.Subject), widget.Ink{} }})
}

func (s *requestSet) usual() []string {
	return []string{"ref", "due_at", "label", whose(s.q.who), "assignee"}
}

// whose names the column of who is on the other side: all of an operator's
// requests are addressed to it.
func whose(who schema.Actor) string {
	if who.Authority() {
		return "addressee"
	}
	return "service"
}

// fields are those of replies.
func (s *replySet) fields() []field {
	q := s.q
	th, d := q.s.Theme, q.s.Words.Domain
	plain := func(text string) (string, widget.Ink) { return schema.VisibleLine(text), widget.Ink{} }
	return []field{
		{"ref", refColumn, 0, func(r *row) (string, widget.Ink) { return plain(r.ref) }},
		{"sent_at", 11, 0, func(r *row) (string, widget.Ink) {
			if r.reply.State == schema.ReplyHeld {
				return q.s.At(r.reply.HeldUntil), th.Dim
			}
			return q.s.At(r.reply.Sent), th.Dim
		}},
		{"label", 2, 0, func(r *row) (string, widget.Ink) { return string(r.reply.Label), q.labelInk(r.reply.Label) }},
		{"addressee", orgColumn, 1, func(r *row) (string, widget.Ink) { return plain(q.orgName(r.reply.Addressee)) }},
		{"service", orgColumn, 1, func(r *row) (string, widget.Ink) { return plain(r.request.Service) }},
		{"n", 2, 0, func(r *row) (string, widget.Ink) { return itoa(r.reply.N), th.Dim }},
		{"by", nameColumn, 0, func(r *row) (string, widget.Ink) { return schema.VisibleLine(r.reply.By), th.Dim }},
		{"state", 11, 0, func(r *row) (string, widget.Ink) { return d.ReplyStates[r.reply.State], th.Dim }},
		{"request_state", 14, 0, func(r *row) (string, widget.Ink) { return d.States[r.request.State], th.Dim }},
		{"subject", 12, 0, func(r *row) (string, widget.Ink) { return q.gist(r.reply), widget.Ink{} }},
	}
}

func (s *replySet) usual() []string { return []string{"ref", "sent_at", "label", whose(s.q.who)} }

// fields are those of action items.
func (s *actionSet) fields() []field {
	q := s.q
	th := q.s.Theme
	dim := func(get func(*schema.Action) string) func(*row) (string, widget.Ink) {
		return func(r *row) (string, widget.Ink) { return schema.VisibleLine(get(r.action)), th.Dim }
	}
	return []field{
		{"ref", 14, 0, func(r *row) (string, widget.Ink) { return schema.VisibleLine(r.action.Ref), widget.Ink{} }},
		{"due", dueWidth, 0, s.dueCell},
		{"state", 11, 2, s.stateCell},
		{"owner", orgColumn, 1, func(r *row) (string, widget.Ink) { return schema.VisibleLine(q.orgName(r.action.Owner)), widget.Ink{} }},
		{"member", nameColumn, 3, s.memberCell},
		{"meeting", 12, 0, dim(func(x *schema.Action) string { return x.Meeting })},
		{"theme", 12, 0, dim(func(x *schema.Action) string { return x.Theme })},
		{"carried", 3, 0, dim(func(x *schema.Action) string { return itoa(x.Carried) })},
		{"raised_on", 10, 0, dim(func(x *schema.Action) string { return x.Raised.String() })},
		{"text", 28, 0, func(r *row) (string, widget.Ink) { return widget.ProseLine(r.action.Text), widget.Ink{} }},
	}
}

func (*actionSet) usual() []string { return []string{"ref", "due", "state", "owner", "member"} }
