package linear

import (
	"context"
	"slices"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// nouns are what the views list whose filters may be saved.
var nouns = map[int]schema.Noun{viewTodo: schema.NounRequest, viewMine: schema.NounRequest, viewOverdue: schema.NounRequest,
	viewReplies: schema.NounReply, viewActions: schema.NounAction}

// views asks for another view: one that everybody has, or a saved one.
func (d *desk) views() {
	var saved []schema.View
	err := d.call(func(ctx context.Context) (err error) { saved, err = d.Desk.Views(ctx); return err })
	if err != nil {
		d.fault(err)
		return
	}
	options := d.viewNames()
	for _, v := range saved {
		options = append(options, lang.Fill(d.s.Words.Item.Pair, "name", schema.VisibleLine(v.Name), "value", schema.VisibleLine(v.Query)))
	}
	at, err := d.choose(d.words().Views, options)
	if err != nil {
		d.gaveUp(err)
		return
	}
	d.view, d.after, d.filter, d.query, d.saved = at, nil, "", schema.Query{}, schema.View{}
	if at >= allViews {
		d.recall(saved[at-allViews])
	}
	d.list()
}

// recall shows a saved view.
func (d *desk) recall(v schema.View) {
	d.view = viewTodo
	for view, noun := range nouns {
		if noun == v.Noun && (noun != schema.NounRequest || view == viewTodo) {
			d.view = view
		}
	}
	q, err := schema.ParseQuery(v.Query)
	if err != nil {
		d.fault(err)
		return
	}
	d.saved, d.filter, d.query = v, v.Query, q
}

// save keeps the filter in force as a view, at the first key of the screens that is free.
func (d *desk) save() {
	noun, ok := nouns[d.view]
	if !ok || d.filter == "" {
		d.say(d.words().NoFilter)
		return
	}
	name, err := d.need(d.words().ViewName)
	if err != nil {
		d.gaveUp(err)
		return
	}
	query := d.query
	switch d.view {
	case viewMine:
		query = only(schema.QueryMine).With(query)
	case viewOverdue:
		query = only(schema.QueryDue, "overdue").With(query)
	}
	v := schema.View{Name: name, Noun: noun, Query: query.String(), Sort: d.saved.Sort}
	err = d.call(func(ctx context.Context) error {
		all, err := d.Desk.Views(ctx)
		if err != nil {
			return err
		}
		for slot := 6; slot <= 9 && v.Slot == 0; slot++ { // the screens have no other keys for them
			if !slices.ContainsFunc(all, func(x schema.View) bool { return x.Slot == slot }) {
				v.Slot = slot
			}
		}
		v, err = d.Desk.SaveView(ctx, v)
		return err
	})
	if err != nil {
		d.fault(err)
		return
	}
	d.saved = v
	d.say(lang.Fill(d.words().ViewKept, "name", v.Name, "filter", v.Query))
}
