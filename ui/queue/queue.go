// Package queue is the triage list. Requests, replies and action items are
// column sets of one screen: moving, paging, filtering, marking and acting are
// the same for all.
//
// The list holds a window of rows around the cursor, read in pages by key. What
// others change is shown in the rows that are there, without moving the one
// under the hand; what newly belongs to the list waits, counted, until it is
// asked for.
package queue

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Desk is what the lists need of the register.
type Desk interface {
	Reader
	Worker
}

// Reader is the reading half of Desk.
type Reader interface {
	Who() schema.Actor
	Policy() schema.Policy
	Organisations(context.Context) ([]schema.Organisation, error)
	Legals(context.Context) ([]schema.Legal, error)
	Members(context.Context) ([]schema.Member, error)
	Views(context.Context) ([]schema.View, error)
	Lists(context.Context) (schema.Lists, error)
	Templates(context.Context) ([]schema.Template, error)
	Requests(context.Context, schema.List) (schema.Page[schema.Request], error)
	RequestsByID(context.Context, []schema.ID) ([]schema.Request, error)
	RequestIDs(ctx context.Context, q schema.Query, all bool, limit int) ([]schema.ID, error)
	Request(ctx context.Context, ref string) (schema.Request, error)
	CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	FullRequest(ctx context.Context, ref string) (schema.FullRequest, error)
	Replies(context.Context, schema.List) (schema.Page[schema.Reply], error)
	CountReplies(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Actions(context.Context, schema.List) (schema.Page[schema.Action], error)
	ActionsByID(context.Context, []schema.ID) ([]schema.Action, error)
	CountActions(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	ActionThread(context.Context, schema.ID) ([]schema.Event, error)
	Meeting(ctx context.Context, ref string) (schema.Meeting, error)
}

// Worker is the writing half of Desk.
type Worker interface {
	SaveView(context.Context, schema.View) (schema.View, error)
	UpdateView(ctx context.Context, name string, u schema.ViewUpdate) (schema.View, error)
	RemoveView(ctx context.Context, name string) error
	KeepLists(context.Context, schema.ListsChange) (schema.Lists, error)
	Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error)
	ActOn(ctx context.Context, id schema.ID, rev int, step schema.ActionStep) (schema.Action, error)
	Reply(ctx context.Context, id schema.ID, rev int, d schema.ReplyDraft) (schema.Reply, error)
}

// Doors make the screens that a list leads to.
type Doors struct {
	Request func(ref string) widget.Screen                // the page of one request
	Verify  func(ref string) widget.Screen                // what its addressee claims beside what was observed
	Advise  func(ref string, v schema.Verb) widget.Screen // its page, with a recommendation asked for, or the answer to one

	// Dialogs.
	Reply      func(schema.Request) widget.Screen
	Note       func(r schema.Request, addressee string) widget.Screen
	Edit       func(schema.Request) widget.Screen // a draft, or what amends a sent request
	NewRequest func() widget.Screen
	NewAction  func() widget.Screen
	Action     func(ref string) widget.Screen

	Export func() tea.Cmd // of the register of actions; nil: not offered
}

// Screen is the list.
type Screen struct {
	s     *widget.Session
	desk  Desk
	doors Doors
	who   schema.Actor

	views []*view // those that everybody has, then the saved ones
	at    *view   // the view shown
	list  *list
	past  map[*view]*list // lists of views left, to come back to
	lists schema.Lists    // how the member keeps them
	gens  int             // generations given out

	preview previews
	opening string // key of the view to show once it is among those read
	wish    int    // key of the view to show once it is
	met     bool   // how the member keeps lists was read
	filter  filterLine
	search  *search   // reading of rows under way, or nil
	marking *search   // reading of all that match under way, or nil
	refused []refusal // of the last batch
	batch   *batch    // work under way on marked rows
	people  people
	counts  counting

	full      bool
	previewed bool // the last View showed the row under the hand in full
	width     int
	listWidth int // of the list in the last View
	height    int // rows of the list in the last View, for paging
	lines     int // that a row took in the last View
	cursor    widget.Cursor
	tables    map[situation][]widget.Key
}

// New returns the list on its first view, for a terminal of height lines.
func New(s *widget.Session, desk Desk, doors Doors, height int) *Screen {
	q := &Screen{s: s, desk: desk, doors: doors, who: desk.Who(), past: map[*view]*list{}, height: height}
	q.people.organisations = map[string]string{}
	q.views = q.makeViews()
	q.preview = noPreviews()
	q.filter = newFilterLine(s)
	q.at = q.views[0]
	q.list = q.newList(q.at)
	q.tables = map[situation][]widget.Key{}
	for _, at := range []situation{{}, {marked: true}, {actions: true}, {marked: true, actions: true}} {
		q.tables[at] = q.keyTable(at)
	}
	return q
}

// Init reads what the first frame shows: a page, the names in it and the counts.
func (q *Screen) Init() tea.Cmd {
	return tea.Batch(q.load(first), q.readOrganisations(), q.readOwn(), q.recount())
}

// Prepare reads what dialogs will ask for.
func (q *Screen) Prepare() tea.Cmd { return q.readMembers() }

// Capturing reports whether the filter is being typed.
func (q *Screen) Capturing() bool { return q.filter.open }

// Cursor is on the row under the hand, or in the filter line.
func (q *Screen) Cursor() widget.Cursor { return q.cursor }

// situation is what a table of keys depends on.
type situation struct {
	marked  bool // some rows are: hints speak of what is done to them
	actions bool // the rows are action items
}

// Keys is the table for what the list shows.
func (q *Screen) Keys() []widget.Key {
	return q.tables[situation{marked: len(q.list.marks) > 0, actions: q.view().set.noun() == schema.NounAction}]
}

// Update takes answers of the desk, live events, and keys of the filter line.
func (q *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return q.typed(msg)
	case loaded:
		return q.settle(msg)
	case refreshed:
		return q.refresh(msg)
	case counted:
		return q.tally(msg)
	case ownRead:
		return q.meetOwn(msg)
	case widget.Own:
		return q.readOwn()
	case viewSaved:
		return q.tellView(msg)
	case organisationsRead:
		return q.meetOrganisations(msg)
	case membersRead:
		return q.meetMembers(msg)
	case tea.WindowSizeMsg:
		q.width, q.height = msg.Width, msg.Height // until the next View, which may show more than is read
		return q.readAhead()
	case detailRead:
		return q.showDetail(msg)
	case previewDue:
		return q.previewNow(msg)
	case progressed:
		return q.further(msg)
	case filterDue:
		return q.pauseOver(msg)
	case acted:
		return q.done(msg)
	case batchDone:
		return q.advance(msg)
	case showRefusals:
		return q.ShowRefused()
	case resume:
		return q.resume(msg.order, msg.on, msg.actions)
	case allMarked:
		return q.markFound(msg)
	case widget.Changed:
		return tea.Batch(q.changed(msg.Events), q.catchUp(msg.Anew))
	case widget.Stale:
		return q.reload(msg)
	case widget.Beside:
		return q.beside(msg)
	case openRow:
		return widget.Send(widget.Push{Screen: q.doors.Request(msg.ref)})
	case widget.Company:
		q.meet()
	case widget.Minute:
		return q.minute()
	}
	return nil
}

// openRow asks for the page of a request.
type openRow struct{ ref string }

// minute writes countdowns anew. Counts are read anew only when one of the
// deadlines in sight has passed.
func (q *Screen) minute() tea.Cmd {
	q.list.age()
	late := q.list.overdue(q.s.Now())
	if late == q.list.late {
		return nil
	}
	q.list.late = late
	return q.recount()
}
