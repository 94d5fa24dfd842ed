package files

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// readMe tells the language of each file that explains the tree.
var readMe = map[string]*lang.Words{"README.txt": lang.English, "LISEZMOI.txt": lang.French}

func readMeText(words *lang.Words, group string) string {
	return lang.Fill(words.Files.ReadMe, "group", schema.VisibleLine(group))
}

// pageSize is the most that a Desk gives at once.
const pageSize = 500

// notRed leaves out what is in no file.
var notRed = schema.Query{Terms: []schema.Term{{Field: schema.QueryTLP, Values: []string{string(schema.TLPRed)}, Not: true}}}

// lastEvent is when something that the member may know of happened last.
func (t *Tree) lastEvent(ctx context.Context) (time.Time, error) {
	page, err := t.Desk.Log(ctx, schema.LogList{Limit: 1})
	if err != nil || len(page.Items) == 0 {
		return time.Time{}, err
	}
	return page.Items[0].At, nil
}

// lastAction is when an action item that the member may see changed last,
// terminal ones too: they left a list then.
func (t *Tree) lastAction(ctx context.Context) (time.Time, error) {
	page, err := t.Desk.Actions(ctx, schema.List{All: true, Limit: 1, Sort: schema.Sort{Field: schema.SortUpdated, Desc: true}})
	if err != nil || len(page.Items) == 0 {
		return time.Time{}, err
	}
	return page.Items[0].Updated, nil
}

// zone is where the group's days begin.
func (t *Tree) zone() *time.Location { return schema.Zone(t.Desk.Group().Zone) }

// today is the day that documents are as of, and when it began.
func (t *Tree) today() (schema.Date, time.Time) {
	day := schema.DateOf(t.Desk.Now(), t.zone())
	return day, day.Start(t.zone())
}

// all gives the things of a list, page after page.
func all[T any](ctx context.Context, page func(context.Context, schema.List) (schema.Page[T], error), l schema.List) iter.Seq2[[]T, error] {
	l.Limit = pageSize
	return func(yield func([]T, error) bool) {
		for {
			got, err := page(ctx, l)
			if !yield(got.Items, err) || err != nil || got.Next == "" || len(got.Items) == 0 {
				return
			}
			l.After = got.Next
		}
	}
}

// actionLists are the filters of the lists of action items, by the names of their files.
var actionLists = map[string]schema.Query{
	"open":    {},
	"overdue": {Terms: []schema.Term{{Field: schema.QueryDue, Values: []string{"overdue"}}}},
	"mine":    {Terms: []schema.Term{{Field: schema.QueryMine}}},
}

// actions is the folder of action items. As md, csv and json they are what
// "action list" prints, in the other formats documents.
func (t *Tree) actions(ctx context.Context) (*folder, error) {
	changed, err := t.lastAction(ctx)
	if err != nil {
		return nil, err
	}
	_, midnight := t.today()
	changed = latest(changed, midnight) // since when they are overdue, or not yet
	out := &folder{}
	lists := map[string][]schema.Action{} // one list, one reading, in however many formats
	out.forget = func() { clear(lists) }
	for _, name := range []string{"mine", "open", "overdue"} {
		for _, f := range export.Formats {
			out.entries = append(out.entries, &entry{name: name + "." + string(f), modified: changed, write: func(ctx context.Context, w io.Writer) error {
				if _, known := lists[name]; !known {
					read, err := t.readActions(ctx, actionLists[name])
					if err != nil {
						return err
					}
					lists[name] = read
				}
				return t.writeActions(ctx, w, f, lists[name])
			}})
		}
	}
	return out, nil
}

func (t *Tree) readActions(ctx context.Context, q schema.Query) ([]schema.Action, error) {
	out := []schema.Action{}
	for page, err := range all(ctx, t.Desk.Actions, schema.List{Query: q}) {
		if err != nil {
			return nil, err
		}
		out = append(out, page...)
	}
	return out, nil
}

func (t *Tree) writeActions(ctx context.Context, w io.Writer, f export.Format, actions []schema.Action) error {
	day, _ := t.today()
	if slices.Contains(export.ListFormats, f) {
		pages := func(yield func([]schema.Action, error) bool) { yield(actions, nil) }
		return writeActionRows(w, f, schema.View{}, pages, day)
	}
	r := schema.Register{Group: t.Desk.Group().Name, AsOf: day, TLP: schema.TLPAmber, Zone: t.Desk.Group().Zone, Actions: actions}
	orgs, err := t.Desk.Organisations(ctx)
	if err != nil {
		return err
	}
	r.Owners = schema.OrganisationNames(orgs)
	return export.Write(w, f, r, t.Words)
}

// builtin are the views that everybody has, with what they list.
var builtin = []schema.View{
	{Name: "actions", Noun: schema.NounAction}, {Name: "mine", Noun: schema.NounRequest}, {Name: "overdue", Noun: schema.NounRequest},
	{Name: "replies", Noun: schema.NounReply}, {Name: "todo", Noun: schema.NounRequest},
}

// viewFormats are those in which views are there.
var viewFormats = []export.Format{export.CSV, export.JSON}

// views is the folder of views. What they list changes with anything that the
// member may know, and as deadlines pass.
func (t *Tree) views(ctx context.Context) (*folder, error) {
	saved, err := t.Desk.Views(ctx)
	if err != nil {
		return nil, err
	}
	event, err := t.lastEvent(ctx)
	if err != nil {
		return nil, err
	}
	passed, err := t.lastPassed(ctx)
	if err != nil {
		return nil, err
	}
	_, midnight := t.today()
	out := &folder{}
	add := func(name string, v schema.View, q schema.Query) {
		for _, f := range viewFormats {
			out.entries = append(out.entries, &entry{name: name + "." + string(f), modified: latest(event, passed, midnight, v.Updated),
				write: func(ctx context.Context, w io.Writer) error { return t.writeList(ctx, w, f, v, q) }})
		}
	}
	for _, v := range builtin {
		q, err := schema.ParseQuery(schema.BuiltinQueries[v.Noun][v.Name])
		if err != nil {
			return nil, err
		}
		add(v.Name, v, q)
	}
	taken := map[string]bool{}
	for _, v := range saved { // the member's own come first
		q, err := schema.ParseQuery(v.Query)
		if err != nil {
			continue // of a program that knew more
		}
		name := fileName(v.Name)
		if taken[schema.ViewKey(v.Name)] {
			name += "@" + v.Owner
		}
		taken[schema.ViewKey(v.Name)] = true
		add(name, v, q)
	}
	slices.SortFunc(out.entries, func(a, b *entry) int { return strings.Compare(a.name, b.name) })
	return out, nil
}

// fileName is a name as people chose it as that of a file: what separates
// paths, hides a file or is a pattern to shells becomes %XX.
func fileName(s string) string {
	var b strings.Builder
	for i, r := range schema.VisibleLine(s) {
		if strings.ContainsRune(`/\%*?[]"'`+"`$;&|<>:", r) || (i == 0 && (r == '.' || r == '-')) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// lastPassed is the last deadline of a request in progress that has passed.
func (t *Tree) lastPassed(ctx context.Context) (time.Time, error) {
	late := schema.Query{Terms: []schema.Term{{Field: schema.QueryDue, Values: []string{"overdue"}}}}
	page, err := t.Desk.Requests(ctx, schema.List{Query: late, Sort: schema.Sort{Field: schema.SortDue, Desc: true}, Limit: 1})
	if err != nil || len(page.Items) == 0 {
		return time.Time{}, err
	}
	return page.Items[0].Due, nil
}
