package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

// deed is one write of a Desk, as a test tries it. Of oneOfEach, those in may
// do it and the first of them does; to those in hidden the thing does not
// exist; the others are refused.
type deed struct {
	method  string   // of *store.Desk
	may     []string // logins
	hidden  []string
	refused error // the class in which others are refused; nil: schema.ErrForbidden
	ready   func(g group) did
}

// deeds are all of them.
func deeds() []deed {
	return slices.Concat(requestDeeds, followupDeeds, meetingDeeds, sittingDeeds, rollDeeds, lawDeeds, personalDeeds, administrationDeeds)
}

// plain are the exported methods of a Desk that read nothing of the register's
// things, and those that only tests have.
var plain = []string{"Who", "Group", "Now", "Policy", "ReadOnly", "Watch", "WatchOwn", "LastVisit", "Until", "Entered", "Appear", "Took", "Failed", "PagePlan", "IndexPlan", "ForgetPlan", "CountPlan", "Rows", "Touch", "Soon"}

// TestEachMethodOfADeskIsTriedByItsRoles fails when a query or command is added
// that no table of these tests knows.
func TestEachMethodOfADeskIsTriedByItsRoles(t *testing.T) {
	known := slices.Concat(plain, slices.Collect(maps.Keys(readings)))
	for _, a := range deeds() {
		known = append(known, a.method)
	}
	desk := reflect.TypeFor[*store.Desk]()
	for method := range desk.Methods() {
		if !slices.Contains(known, method.Name) {
			t.Errorf("Desk.%s is in no table: give a query a row in readings, a command one in deeds", method.Name)
		}
	}
	for _, name := range known {
		if _, there := desk.MethodByName(name); !there {
			t.Errorf("a Desk has no %s", name)
		}
	}
}

// TestEachDeedIsForItsRolesIsTriedDryAndDoneOnce does each deed in every role
// on a dry run, which leaves the whole register as it was, and then again and again under
// one key, also after they lost their role: that changes nothing and gives the first answer.
func TestEachDeedIsForItsRolesIsTriedDryAndDoneOnce(t *testing.T) {
	each(t, func(g group) {
		tables, err := g.db.WholeColumns(g.t.Context())
		g.must(err)
		for i, a := range deeds() {
			if i%thinned != 0 {
				continue
			}
			g.t.Run(fmt.Sprintf("%s %d", a.method, i), func(t *testing.T) {
				g := group{t, g.db, g.clock, g.Desks}
				do := a.ready(g)
				before := g.whole(tables)
				g.triedDry(a, do)
				if now := g.whole(tables); now != before {
					t.Errorf("a dry run changed the register: %s", differ(before, now))
				}
				g.doneOnce(a, do, tables, before)
			})
		}
	})
}

// triedDry does the deed in every role, as a dry run.
func (g group) triedDry(a deed, do did) {
	g.t.Helper()
	for _, login := range oneOfEach {
		_, err := do(schema.DryRun(g.t.Context()), g.Desks[login])
		var want error
		switch {
		case slices.Contains(a.hidden, login):
			want = schema.ErrNotFound
		case !slices.Contains(a.may, login):
			want = schema.ErrForbidden
			if a.refused != nil {
				want = a.refused
			}
		}
		if !errors.Is(err, want) {
			g.t.Errorf("%s by %s: %v, want %v", a.method, login, err, want)
		}
	}
}

// doneOnce does the deed twice under one key.
func (g group) doneOnce(a deed, do did, tables map[string][]string, before string) {
	g.t.Helper()
	d, ctx := g.Desks[a.may[0]], schema.Once(g.t.Context(), "once "+g.t.Name())
	first, err := do(ctx, d)
	g.must(err)
	after := g.whole(tables)
	if after == before {
		g.t.Errorf("%s changed nothing", a.method)
	}
	g.answersAgain(a, first, func() (any, error) { return do(ctx, d) })
	g.inNoRole(d.Who(), func(d *store.Desk) {
		g.answersAgain(a, first, func() (any, error) { return do(ctx, d) })
	})
	if now := g.whole(tables); now != after {
		g.t.Errorf("%s was done twice: %s", a.method, differ(after, now))
	}
}

// answersAgain does a deed again that was answered before.
func (g group) answersAgain(a deed, first any, do func() (any, error)) {
	g.t.Helper()
	again, err := do()
	if err != nil {
		g.t.Errorf("%s, again: %v", a.method, err)
		return
	}
	one, err1 := json.Marshal(first)
	two, err2 := json.Marshal(again)
	g.must(errors.Join(err1, err2))
	if string(one) != string(two) {
		g.t.Errorf("%s answers %s, then %s", a.method, one, two)
	}
}

// inNoRole gives the desk that the member would have if they had a role that
// lets nobody do anything, and reads no request.
func (g group) inNoRole(who schema.Actor, do func(*store.Desk)) {
	g.t.Helper()
	setRole := func(role schema.Role) {
		g.must(g.db.Exec(g.t.Context(), "UPDATE member SET role = ? WHERE id = ?", role, who.Member))
	}
	setRole("none")
	defer setRole(who.Role)
	d, err := g.db.As(g.t.Context(), who.Login)
	g.must(err)
	do(d)
}

// whole is every row of the register.
func (g group) whole(tables map[string][]string) string {
	g.t.Helper()
	var each []string
	for _, table := range slices.Sorted(maps.Keys(tables)) {
		cells := []string{"'" + table + "'"}
		for _, c := range tables[table] {
			cells = append(cells, `coalesce(CAST("`+c+`" AS TEXT), '')`)
		}
		each = append(each, `SELECT `+strings.Join(cells, ` || '|' || `)+` FROM `+table)
	}
	var rows []string
	g.must(g.db.All(g.t.Context(), &rows, strings.Join(each, " UNION ALL ")))
	slices.Sort(rows)
	return strings.Join(rows, "\n")
}

// differ are the rows that only one of two states of the register has.
func differ(a, b string) string {
	was, is := strings.Split(a, "\n"), strings.Split(b, "\n")
	var out []string
	for _, row := range was {
		if !slices.Contains(is, row) {
			out = append(out, "- "+row)
		}
	}
	for _, row := range is {
		if !slices.Contains(was, row) {
			out = append(out, "+ "+row)
		}
	}
	return strings.Join(out, "\n")
}

// answer is do with an answer of any kind.
func answer[T any](do func(context.Context, *store.Desk) (T, error)) did {
	return func(ctx context.Context, d *store.Desk) (any, error) { return do(ctx, d) }
}

// mute is do that answers nothing.
func mute(do func(context.Context, *store.Desk) error) did {
	return func(ctx context.Context, d *store.Desk) (any, error) { return nil, do(ctx, d) }
}

// asIs is a deed that needs nothing to be ready.
func asIs[T any](do func(context.Context, *store.Desk) (T, error)) func(group) did {
	return func(group) did { return answer(do) }
}
