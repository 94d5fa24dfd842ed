package ui_test

import (
	"context"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

// lagging reads rows as they were when the desk was opened: no deed is seen
// before the next key.
type lagging struct {
	*uitest.Desk
	then []schema.Request
}

func (d lagging) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	p, err := d.Desk.Requests(ctx, l)
	p.Items = d.then
	return p, err
}

func (d lagging) RequestsByID(context.Context, []schema.ID) ([]schema.Request, error) {
	return d.then, nil
}

func TestWhatAMemberDidAMomentAgoIsNoConflictToThem(t *testing.T) {
	for _, tc := range []struct {
		name    string
		between func(*uitest.Register) // after the first key
		keys    []string
		shows   string
		hides   string
	}{
		{"claimed, then answered for all its contents", func(*uitest.Register) {}, []string{"i", "R", "1"}, "undo", "changed"},
		{"claimed, taken back, then claimed", func(*uitest.Register) {}, []string{"i", "z", "i"}, "GOO-2015-0001: claimed", "changed"},
		{"answered, taken back, then claimed", func(*uitest.Register) {}, []string{"R", "1", "z", "i"}, "GOO-2015-0001: claimed", "changed"},
		{"claimed, taken back, done again, then answered", func(*uitest.Register) {}, []string{"i", "z", "Z", "R", "1"}, "undo", "changed"},
		{"claimed, then changed by another", func(g *uitest.Register) {
			g.Change("GOO-2015-0001", func(r *schema.Request) { r.Subject = "Autre" })
		}, []string{"i", "R", "1"}, "changed while you looked", "undo"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := register()
			desk := g.As("google")
			p, err := desk.Requests(context.Background(), schema.List{Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			d := uitest.Open(t, lagging{desk, p.Items}, ui.Options{}, g.Pass)
			d.Settle()
			d.Press(tc.keys[0])
			tc.between(g)
			d.Press(tc.keys[1:]...)
			d.Shows(tc.shows)
			d.Hides(tc.hides)
		})
	}
}

// slow answers with a request as it was before the member's last deed.
type slow struct {
	lagging
}

func (d slow) Request(context.Context, string) (schema.Request, error) { return d.then[0], nil }

func TestADraftClaimedAMomentAgoIsEditedWithoutAConflict(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "B-2015-0043", State: schema.StateDraft, Subject: "Vidéo", Contents: []schema.Content{{N: 1, URL: "https://x.example/"}}})
	desk := g.As("pharos")
	p, err := desk.Requests(context.Background(), schema.List{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	d := uitest.Open(t, slow{lagging{desk, p.Items}}, ui.Options{}, g.Pass)
	d.Settle()
	d.Press("i", "e", "f2", "y")
	d.Shows("B-2015-0043: edited")
	d.Hides("changed while")
}
