package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
)

// rollHead is what the rows of commitments, articles, trainings and sheets
// have in common: the group shares them, or one organisation keeps them to itself.
type rollHead struct {
	ID        schema.ID
	Ref       string
	RefKey    string `db:"ref_key"`
	Version   int
	Internal  string // code of the organisation that alone knows of it
	UpdatedAt int64  `db:"updated_at"`
}

func (h *rollHead) head() *rollHead { return h }

// ownSight is the condition under which a member of the organisation with that
// code may know of a row x of a roll.
const ownSight = `(x.internal = '' OR x.internal = ?)`

// enrolled is a pointer to a row of a roll.
type enrolled[R any] interface {
	*R
	head() *rollHead
	cells() []rollCell // beside those of rollHead
}

// rollCell is one column of a row.
type rollCell struct {
	column
	field schema.Field // as which it is logged; empty: it is not
	quiet bool         // it follows from others
}

// roll is a table of such rows, each of which is told as a T.
type roll[R any, P enrolled[R], T any] struct {
	noun    schema.Noun
	table   string
	series  string                        // of references: "E"
	yearly  bool                          // whose numbers begin anew each year
	columns string                        // beside those of rollHead
	open    string                        // condition of what a list gives that does not ask for the archive; empty: all
	filters map[schema.QueryField]string  // column behind a field of filters
	orders  map[schema.SortField][]string // beside by reference and by last change
	item    func(R) T
	finish  func(d *Desk, r reads, items []T) error // reads what is in other tables; nil: nothing is
}

func (s roll[R, P, T]) selects() string {
	return `SELECT x.id, x.ref, x.ref_key, x.version, x.internal, x.updated_at, ` + s.columns + ` FROM ` + s.table + ` x WHERE `
}

// page returns one page of those that the member may know of, by reference
// unless asked otherwise.
func (s roll[R, P, T]) page(ctx context.Context, d *Desk, l schema.List) (schema.Page[T], error) {
	var page schema.Page[T]
	order, err := s.order(l.Sort)
	if err != nil {
		return page, err
	}
	err = d.view(ctx, func(r reads) (err error) {
		query := condition{text: s.selects()}.plus(s.where(d, l.Query, l.All), "")
		page, err = pageOf(r, order, l, query, func(row R) []any { return keyOf(order, P(&row)) }, s.item)
		if err != nil {
			return err
		}
		return s.complete(d, r, page.Items)
	})
	return page, err
}

// count counts what page would list, exactly up to schema.CountLimit.
func (s roll[R, P, T]) count(ctx context.Context, d *Desk, q schema.Query, all bool) (schema.Count, error) {
	return d.counted(ctx, s.noun, q, all, func(r reads) (int, error) {
		where := s.where(d, q, all)
		return r.countUpTo(schema.CountLimit+1, condition{"SELECT 1 AS hit FROM " + s.table + " x WHERE " + where.text, where.args})
	})
}

// find returns the one with that reference, in any case of letters; a number
// alone means the group's own one.
func (s roll[R, P, T]) find(ctx context.Context, d *Desk, ref string) (T, error) {
	var out T
	err := d.view(ctx, func(r reads) error {
		row, err := s.row(d, r, ref)
		if err == nil {
			out, err = s.shown(d, r, row)
		}
		return err
	})
	return out, err
}

func (s roll[R, P, T]) row(d *Desk, r reads, ref string) (R, error) {
	var row R
	name := strings.ToUpper(ref)
	if !s.yearly && strings.Trim(name, "0123456789") == "" {
		name = s.series + "-" + name
	}
	err := r.one(&row, s.selects()+`x.ref = ? AND `+ownSight, name, d.who.OrgCode)
	if missing(err) {
		err = schema.NotFound(ref)
	}
	return row, err
}

// refOf is the reference of a row that the member may know of, else ErrNotFound.
func (s roll[R, P, T]) refOf(d *Desk, r reads, id schema.ID) (ref string, err error) {
	err = r.one(&ref, `SELECT x.ref FROM `+s.table+` x WHERE x.id = ? AND `+ownSight, id, d.who.OrgCode)
	if missing(err) {
		err = schema.NotFound("")
	}
	return ref, err
}

// lock reads a row that is about to change, if it is still at rev; 0: whatever it is now.
// judge tells whether the member may change it.
func (s roll[R, P, T]) lock(d *Desk, t *tx, v schema.Verb, id schema.ID, rev int, judge func(T) error) (R, error) {
	var row R
	err := t.one(&row, s.selects()+`x.id = ? AND `+ownSight+t.db.engine.forUpdate, id, d.who.OrgCode)
	if missing(err) {
		return row, schema.NotFound("")
	}
	if err == nil {
		err = judge(s.item(row))
	}
	if h := P(&row).head(); err == nil && rev != 0 && rev != h.Version {
		err = s.changed(d, t, v, h, rev)
	}
	return row, err
}

// changed tells that somebody changed the row since the member read it at rev,
// and what of it their own logs tell.
func (s roll[R, P, T]) changed(d *Desk, t *tx, v schema.Verb, h *rollHead, rev int) error {
	since, err := t.since(d.who, s.noun, h.ID, revision{shared: h.Version}, rev)
	if err != nil {
		return err
	}
	return withSince(s.stale(d, t, v, h, schema.ErrStale, schema.WhyChanged), since)
}

// stale tells who changed the row last.
func (s roll[R, P, T]) stale(d *Desk, t *tx, v schema.Verb, h *rollHead, class error, why schema.Reason) error {
	by, err := t.lastActor(d.who, s.noun, h.ID)
	if err != nil {
		return err
	}
	return &schema.Fault{Class: class, Why: why, Verb: v, Ref: h.Ref, Rev: h.Version, By: by}
}

// shown is a row as the member may see it.
func (s roll[R, P, T]) shown(d *Desk, r reads, row R) (T, error) {
	items := []T{s.item(row)}
	err := s.complete(d, r, items)
	return items[0], err
}

func (s roll[R, P, T]) complete(d *Desk, r reads, items []T) error {
	if s.finish == nil || len(items) == 0 {
		return nil
	}
	return s.finish(d, r, items)
}

// add numbers a new row, in the group's series or in that of its organisation,
// writes and logs it.
func (s roll[R, P, T]) add(d *Desk, t *tx, row P, more ...schema.Change) error {
	h := row.head()
	h.Version, h.UpdatedAt = 1, stamp(t.now)
	prefix, year := s.series, 0
	if h.Internal != "" {
		o, err := t.organisation(h.Internal)
		if err != nil {
			return err
		}
		prefix = o.Prefix + "-" + prefix
	}
	if s.yearly {
		year = yearOf(t.now)
	}
	n, err := t.next(prefix, year, 1)
	if err != nil {
		return err
	}
	h.Ref = schema.RollRef(prefix, year, n)
	h.RefKey = refKey(h.Ref)
	names, values := []string{"ref", "ref_key", "version", "internal", "updated_at"}, []any{h.Ref, h.RefKey, h.Version, h.Internal, h.UpdatedAt}
	for _, c := range s.written(row) {
		names, values = append(names, c.name), append(values, c.value)
	}
	h.ID, err = t.insert(`INSERT INTO `+s.table+` (`+strings.Join(names, ", ")+`) VALUES (?`+strings.Repeat(", ?", len(values)-1)+`) RETURNING id`, values...)
	if err != nil {
		return err
	}
	var none R
	return s.tell(d, t, schema.VerbNew, P(&none), row, "", append([]schema.Change{{Field: schema.FieldRef, To: h.Ref}}, more...)...)
}

// save writes a row that was locked, logs it, and lets its member undo it.
// Nothing happens when nothing has changed.
func (s roll[R, P, T]) save(d *Desk, t *tx, v schema.Verb, was R, now P, undo bool, text string, more ...schema.Change) error {
	if len(s.changes(P(&was), now))+len(more) == 0 {
		return nil
	}
	h := now.head()
	h.Version, h.UpdatedAt = P(&was).head().Version+1, stamp(t.now)
	set := []column{{"version", h.Version}, {"updated_at", h.UpdatedAt}}
	for _, c := range s.written(now) {
		set = append(set, c.column)
	}
	n, err := t.update(s.table, set, "id = ? AND version = ?", h.ID, h.Version-1)
	if err == nil && n != 1 {
		err = s.changed(d, t, v, P(&was).head(), h.Version-1)
	}
	if err == nil && undo {
		err = t.remember(d.who, v, s.noun, h.ID, was, h.Version, 0)
	}
	if err != nil {
		return err
	}
	return s.tell(d, t, v, P(&was), now, text, more...)
}

// written are the columns of a row, with the words that filters look for.
func (s roll[R, P, T]) written(row P) []rollCell {
	words := []string{row.head().Ref}
	cells := row.cells()
	for _, c := range cells {
		if text, ok := c.value.(string); ok && !c.quiet {
			words = append(words, text)
		}
	}
	return append(cells, rollCell{column: column{"search", schema.SearchText(words...)}, quiet: true})
}

// changes lists what differs between two states of a row.
func (s roll[R, P, T]) changes(was, now P) []schema.Change {
	var out []schema.Change
	before := was.cells()
	for i, c := range now.cells() {
		if c.field != "" && c.value != before[i].value {
			out = append(out, schema.Change{Field: c.field, From: cellText(before[i].value), To: cellText(c.value)})
		}
	}
	return out
}

// cellText writes a column's value for a log; zero is nothing.
func cellText(v any) string {
	if n, ok := v.(int); ok {
		return count(n)
	}
	return fmt.Sprint(v)
}

// tell logs how a row became now, for those who may know of it.
func (s roll[R, P, T]) tell(d *Desk, t *tx, v schema.Verb, was, now P, text string, more ...schema.Change) error {
	h := now.head()
	circle := ""
	if h.Internal != "" {
		circle = circleMark(h.Internal)
	}
	audiences, err := t.within(circle)
	t.record(record{Actor: d.who, Verb: v, Noun: s.noun, Subject: h.ID, Ref: h.Ref, Text: text, Internal: h.Internal != "", Audiences: audiences,
		Made: revision{shared: h.Version}, Changes: append(s.changes(was, now), more...)})
	return err
}

// restore is the roll's restorer.
func (s roll[R, P, T]) restore(t *tx, d *Desk, u undoRow) (restored, error) {
	now, err := s.lock(d, t, schema.VerbUndo, u.SubjectID, 0, func(T) error { return nil })
	if err != nil {
		return restored{}, err
	}
	h := P(&now).head()
	if h.Version != u.Version {
		return restored{}, s.stale(d, t, schema.VerbUndo, h, schema.ErrState, schema.WhyBuiltOn)
	}
	var before R
	if err := json.Unmarshal([]byte(u.Before), &before); err != nil {
		return restored{}, fmt.Errorf("undo %d: %w", u.ID, err)
	}
	if err := s.save(d, t, schema.VerbUndo, now, P(&before), false, ""); err != nil {
		return restored{}, err
	}
	return restored{h.Ref, h.Version, P(&before).head().Version}, nil
}

// thread returns what happened to the one with that reference, oldest first.
func (s roll[R, P, T]) thread(ctx context.Context, d *Desk, id schema.ID) ([]schema.Event, error) {
	var out []schema.Event
	err := d.view(ctx, func(r reads) error {
		var n int
		err := r.one(&n, `SELECT count(*) FROM `+s.table+` x WHERE x.id = ? AND `+ownSight, id, d.who.OrgCode)
		if err == nil && n == 0 {
			err = schema.NotFound("")
		}
		if err == nil {
			out, err = d.thread(r, s.noun, id)
		}
		return err
	})
	return out, err
}

// order is the columns behind a sort, ending with the reference, which is unique.
func (s roll[R, P, T]) order(by schema.Sort) (ordering, error) {
	columns := map[schema.SortField][]string{
		"": {"x.ref_key"}, schema.SortRef: {"x.ref_key"}, schema.SortUpdated: {"x.updated_at", "x.ref_key"},
	}[by.Field]
	if own := s.orders[by.Field]; own != nil {
		columns = append(slices.Clone(own), "x.ref_key")
	}
	return orderingBy(columns, by)
}

// keyOf gives the values of an ordering's columns of a row.
func keyOf[R any, P enrolled[R]](o ordering, row P) []any {
	h := row.head()
	values := map[string]any{"x.ref_key": h.RefKey, "x.updated_at": h.UpdatedAt}
	for _, c := range row.cells() {
		values["x."+c.name] = c.value
	}
	return o.key(values)
}

// where is the rows of a list. A field that they do not have finds nothing.
func (s roll[R, P, T]) where(d *Desk, q schema.Query, all bool) condition {
	out := condition{ownSight, []any{d.who.OrgCode}}
	for _, term := range q.Terms {
		c := s.term(term)
		if term.Not {
			c = c.not()
		}
		out = out.with(c)
	}
	if !q.Since.IsZero() {
		out = out.and("x.updated_at >= ?", stamp(q.Since)) // each change raises it, and each is for all who see the row
	}
	if s.open != "" && !all && !q.Names(schema.QueryStatus) {
		out = out.and(s.open)
	}
	return out
}

func (s roll[R, P, T]) term(term schema.Term) condition {
	column := s.filters[term.Field]
	switch {
	case term.Field == schema.QueryText:
		return phrases("x.search", term)
	case term.Field == schema.QueryRef:
		return likeAny("x.ref", term.Values, "", strings.ToUpper)
	case column == "":
		return nothing
	case term.Field == schema.QueryTheme:
		return likeAny(column, term.Values, "%", schema.Fold)
	case term.Field == schema.QueryStatus && slices.Contains(term.Values, "open"):
		c := in(column, term.Values)
		c.text = "((" + s.open + ") OR " + c.text + ")"
		return c
	case term.Field == schema.QueryOrg:
		return in("replace("+column+", '-', '_')", term.Values)
	}
	return in(column, term.Values)
}
