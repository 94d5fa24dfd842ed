package uitest

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// Reverify records what was observed.
func (d *Desk) Reverify(_ context.Context, id schema.ID, _ int, c schema.Recheck) (schema.Request, error) {
	done, err := d.begin("Reverify")
	defer done()
	for i := range d.g.requests {
		r := &d.g.requests[i]
		if r.ID != id || err != nil {
			continue
		}
		for n := 1; n <= len(r.Contents); n++ {
			if len(c.Contents) > 0 && !slices.Contains(c.Contents, n) {
				continue
			}
			r.Contents[n-1].Observed, r.Contents[n-1].ObservedAt = c.Observed, d.g.Clock
		}
		r.Rev++
		return *r, nil
	}
	return schema.Request{}, schema.NotFound("")
}

// Escalate makes a draft without contents.
func (d *Desk) Escalate(_ context.Context, id schema.ID, _ int, e schema.Escalation) ([]schema.Request, error) {
	return []schema.Request{d.g.Add(schema.Request{Ref: schema.DraftRef(2015, int(id)), State: schema.StateDraft, Kind: e.To})}, nil
}
