package queue

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// keyTable builds the table of keys. With marks, its hints are of verbs on them;
// of action items it holds the verbs that they have.
func (q *Screen) keyTable(at situation) []widget.Key {
	table := append(q.verbKeys(at), q.formKeys(at)...)
	table = append(table, q.markKeys(at.marked)...)
	return append(table, q.listKeys(at.marked)...)
}

// listKeys move and look.
func (q *Screen) listKeys(marked bool) []widget.Key {
	t, m, g := q.s.Words.Queue.Keys, q.s.Words.Lists.Keys, q.s.Words.Widget.Groups.List
	by := func(n func() int) func() tea.Cmd { return func() tea.Cmd { return q.move(n()) } }
	hint := func(s string) string {
		if marked {
			return ""
		}
		return s
	}
	return []widget.Key{
		{Keys: []string{"enter"}, Help: t.Open, Hint: hint(t.HintOpen), Group: g, Run: q.open, Why: q.hasRow},
		{Keys: []string{"/"}, Help: t.Filter, Hint: t.HintFilter, Stays: true, Group: g, Run: q.startFilter},
		{Keys: []string{"j", "down"}, Help: t.Down, Group: g, Run: by(func() int { return 1 })},
		{Keys: []string{"k", "up"}, Help: t.Up, Group: g, Run: by(func() int { return -1 })},
		{Keys: []string{"ctrl+d"}, Help: t.HalfDown, Group: g, Run: by(func() int { return max(q.height/2, 1) })},
		{Keys: []string{"ctrl+u"}, Help: t.HalfUp, Group: g, Run: by(func() int { return -max(q.height/2, 1) })},
		{Keys: []string{"pgdown", "ctrl+f"}, Help: t.PageDown, Group: g, Run: by(func() int { return max(q.height-1, 1) })},
		{Keys: []string{"pgup", "ctrl+b"}, Help: t.PageUp, Group: g, Run: by(func() int { return -max(q.height-1, 1) })},
		{Keys: []string{"g g", "home"}, Help: t.Top, Group: g, Run: q.top},
		{Keys: []string{"G", "end"}, Help: t.Bottom, Group: g, Run: q.bottom},
		{Keys: []string{"g n"}, Help: t.Arrivals, Group: g, Run: q.showArrivals},
		{Keys: []string{"h", "left"}, Help: t.PreviousView, Group: g, Run: func() tea.Cmd { return q.Turn(-1) }},
		{Keys: []string{"l", "right"}, Help: t.NextView, Group: g, Run: func() tea.Cmd { return q.Turn(1) }},
		{Keys: []string{"o"}, Help: t.Sort, Group: g, Run: q.sortNext},
		{Keys: []string{"O"}, Help: t.Reverse, Group: g, Run: q.reverse},
		{Keys: []string{"p"}, Help: t.Preview, Group: g, Run: q.turnPreview},
		{Keys: []string{"f"}, Help: t.Full, Group: g, Run: q.toggleFull},
		{Keys: []string{"C"}, Help: m.Columns, Group: g, Run: q.chooseColumns},
		{Keys: []string{"S"}, Help: m.SaveView, Group: g, Run: q.saveView},
		{Keys: []string{"g v"}, Help: m.Views, Group: g, Run: q.listViews},
		{Keys: []string{"esc"}, Help: t.Peel, Group: g, Run: q.peel},
		{Keys: []string{"y"}, Help: t.Copy, Group: g, Run: q.copyRef, Why: q.hasRow},
		{Keys: []string{"Y"}, Help: t.CopyCommand, Group: g, Run: q.copyCommand, Why: q.hasRow},
	}
}

// markKeys choose several rows.
func (q *Screen) markKeys(marked bool) []widget.Key {
	t, g := q.s.Words.Queue.Keys, q.s.Words.Widget.Groups.Marks
	space := widget.Key{Keys: []string{"space"}, Help: t.Mark, Group: g, Run: q.mark, Why: q.hasRow}
	if !marked {
		space.Hint = t.HintMark
	}
	return []widget.Key{
		space,
		{Keys: []string{"v"}, Help: t.Range, Group: g, Run: q.markRange, Why: q.hasRow},
		{Keys: []string{"*"}, Help: t.All, Group: g, Run: q.markAll, Why: q.hasRow},
		{Keys: []string{"V"}, Help: t.Invert, Group: g, Run: q.invert, Why: q.hasRow},
	}
}

// verbKeys act on the row under the hand, or on the marked ones.
func (q *Screen) verbKeys(at situation) []widget.Key {
	t, g := q.s.Words.Queue.Keys, q.s.Words.Widget.Groups.Triage
	verb := func(key string, v schema.Verb, help, hint string) widget.Key {
		return widget.Key{Keys: []string{key}, Help: help, Hint: hint, Group: g, Verb: v, Write: true,
			Run: func() tea.Cmd { return q.verb(v) }, Why: func() error { return q.may(v) }, Idle: func() bool { return q.idle(v) }}
	}
	also := func(s string) string { // hints shown only when rows are marked
		if at.marked {
			return s
		}
		return ""
	}
	assign := verb("a", schema.VerbAssign, t.Assign, also(t.HintAssign))
	due := verb("d", schema.VerbDue, t.Due, "")
	reopen := verb("X", schema.VerbReopen, t.Reopen, "")
	again := []widget.Key{
		{Keys: []string{"m"}, Help: q.s.Words.Lists.Keys.Agenda, Group: g, Verb: schema.VerbAgenda, Write: true, Run: q.putOnAgenda, Why: q.mayPutOnAgenda},
		{Keys: []string{"."}, Help: q.s.Words.Lists.Keys.Repeat, Group: g, Write: true, Run: q.repeat, Why: q.mayRepeat},
	}
	status := widget.Key{Keys: []string{"s"}, Help: t.Status, Hint: also(t.HintStatus), Group: g, Write: true, Run: q.statusMenu, Why: q.mayStatus}
	if at.actions {
		status.Hint = t.HintStatus
		return append([]widget.Key{verb("x", schema.VerbDone, t.Done, t.HintDone), assign, status, due, reopen}, again...)
	}
	next := verb("u", nextStep, t.Next, t.HintNext)
	next.Verb = "" // it stands for several
	judge := []widget.Key{verb("+", schema.VerbAccept, t.Accept, t.HintAccept), verb("-", schema.VerbDispute, t.Dispute, t.HintDispute), reopen}
	if q.who.Role == schema.RoleCorrespondent {
		judge = judge[2:] // an addressee judges no reply: the hyphen is left for the view 6
	}
	return append(append([]widget.Key{
		verb("i", schema.VerbClaim, t.Claim, t.HintClaim), assign, status, verb("w", schema.VerbSnooze, t.Snooze, also(t.HintSnooze)),
		verb("x", schema.VerbClose, t.Close, t.HintClose), verb("A", schema.VerbRelease, t.Release, ""), next,
		verb("U", schema.VerbReturn, t.Return, ""), due, verb("L", schema.VerbLabel, t.Label, ""),
	}, judge...), again...)
}

// formKeys open forms, each on one row.
func (q *Screen) formKeys(at situation) []widget.Key {
	t, g := q.s.Words.Queue.Keys, q.s.Words.Widget.Groups.Triage
	reply, create := t.HintReply, t.HintNew
	if at.marked {
		reply, create = "", ""
	}
	one := func(key string, v schema.Verb, help, hint string) widget.Key {
		return widget.Key{Keys: []string{key}, Help: help, Hint: hint, Group: g, Verb: v, Write: true,
			Run: func() tea.Cmd { return q.verb(v) }, Why: func() error { return q.mayOne(v) }}
	}
	edit := one("e", schema.VerbEdit, t.Edit, "")
	edit.Run, edit.Why = q.editOrAmend, func() error { return q.mayOne(q.editing()) }
	keys := []widget.Key{one("c", schema.VerbNote, t.Note, ""), edit,
		{Keys: []string{"n"}, Help: t.New, Hint: create, Group: g, Verb: schema.VerbNew, Write: true, Run: q.create, Why: q.mayCreate}}
	if !at.actions {
		also := ""
		if at.marked {
			also = q.s.Words.Item.SimpleHint
		}
		simply := widget.Key{Keys: []string{"R"}, Help: q.s.Words.Item.Keys.Simple, Hint: also, Group: g, Verb: schema.VerbReply, Write: true, Run: q.simply, Why: q.mayAnswer}
		keys = append(keys, widget.AdviceKey(q.s, q.who.Role, g, q.advise, q.mayAdvise)...)
		keys = append([]widget.Key{one("r", schema.VerbReply, t.Reply, reply), simply,
			{Keys: []string{"="}, Help: q.s.Words.Item.Verify.Key, Group: g, Run: q.verify, Why: q.mayVerify}}, keys...)
	}
	if q.doors.Export != nil {
		keys = append(keys, widget.Key{Keys: []string{"E"}, Help: t.Export, Group: g, Run: q.doors.Export})
	}
	return keys
}

// hasRow refuses what is done to a row where the list has none.
func (q *Screen) hasRow() error {
	if q.list.row() == nil {
		return errNothing
	}
	return nil
}

// mayOne judges a verb that is done to one row at a time.
func (q *Screen) mayOne(v schema.Verb) error {
	r := q.list.row()
	if r == nil {
		return errNothing
	}
	return q.allows(r, v)
}

// editOrAmend edits what is not sent yet and amends what is.
func (q *Screen) editOrAmend() tea.Cmd { return q.verb(q.editing()) }

// editing is what e does to the row under the hand.
func (q *Screen) editing() schema.Verb {
	if r := q.list.row(); r != nil && r.request != nil && !r.request.State.BeforeSending() {
		return schema.VerbAmend
	}
	return schema.VerbEdit
}

// create opens the form of a new request or action item.
func (q *Screen) create() tea.Cmd {
	door := q.doors.NewRequest
	if q.view().set.noun() == schema.NounAction {
		door = q.doors.NewAction
	}
	if err := q.mayCreate(); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	return widget.Send(widget.Show{Dialog: door()})
}

func (q *Screen) mayCreate() error {
	if q.view().set.noun() == schema.NounAction {
		return schema.MayAddAction(q.who, schema.ActionDraft{Internal: true})
	}
	return schema.MayCreate(q.who)
}

// sortNext orders the list by the next field.
func (q *Screen) sortNext() tea.Cmd {
	fields := q.view().set.sorts()
	if len(fields) == 0 {
		return q.onlyOrder()
	}
	at := max(slices.Index(fields, q.list.sort.Field), 0)
	q.list.sort = schema.Sort{Field: fields[(at+1)%len(fields)]}
	return q.load(first)
}

// reverse turns the order round.
func (q *Screen) reverse() tea.Cmd {
	if len(q.view().set.sorts()) == 0 {
		return q.onlyOrder()
	}
	q.list.sort.Desc = !q.list.sort.Desc
	return q.load(first)
}

func (q *Screen) onlyOrder() tea.Cmd {
	return widget.Send(widget.Tell{Text: q.s.Words.Lists.OnlyOrder})
}

// turnPreview puts the preview in its next place: below, right, away. It is kept
// for the member's next sessions.
func (q *Screen) turnPreview() tea.Cmd {
	t := q.s.Words.Lists
	next, text := schema.PreviewOff, t.PreviewOff
	switch {
	case q.full: // it was away
		q.full = false
		return q.lookNow()
	case q.lists.Preview == schema.PreviewOff:
		next, text = schema.PreviewBelow, t.PreviewBelow
	case !q.besides(q.width) && q.lists.Preview != schema.PreviewRight && q.width >= besideFrom:
		next, text = schema.PreviewRight, t.PreviewRight
	}
	q.lists.Preview = next
	return tea.Batch(q.lookNow(), q.keepLists(schema.ListsChange{Preview: &next}), widget.Send(widget.Tell{Text: text}))
}

// keepLists keeps a change of the member's lists; only its failure is told.
func (q *Screen) keepLists(change schema.ListsChange) tea.Cmd {
	s, desk := q.s, q.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		if _, err := desk.KeepLists(ctx, change); err != nil {
			return widget.Fail{Err: err}
		}
		return nil
	}
}

func (q *Screen) toggleFull() tea.Cmd {
	q.full = !q.full
	return nil
}

// copyRef puts the row's reference on the clipboard, and in sight for
// terminals that have none.
func (q *Screen) copyRef() tea.Cmd {
	r := q.list.row()
	if r == nil {
		return nil
	}
	return q.copy(r.ref)
}

// copyCommand does so with the command that shows the row.
func (q *Screen) copyCommand() tea.Cmd {
	r := q.list.row()
	if r == nil {
		return nil
	}
	noun := schema.NounRequest
	if r.action != nil {
		noun = schema.NounAction
	}
	return q.copy(q.s.SSH + " " + string(noun) + " show " + r.ref)
}

func (q *Screen) copy(text string) tea.Cmd {
	q.s.Copy(text)
	return widget.Send(widget.Tell{Text: lang.Fill(q.s.Words.Queue.Copied, "text", text)})
}
