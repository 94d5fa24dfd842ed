package command

import (
	"contactgroup/ui/export"
)

// fared is how one of several references fared.
type fared struct {
	ref   string
	exit  int    // the code that it alone would have ended with
	error string // in words; empty: it is done
}

// report is the member of a batch's answer that tells so.
func (f fared) report() export.Object {
	status := "done"
	if f.exit != exitOK {
		status = "failed"
	}
	return export.Object{{Name: "status", Value: status}, {Name: "exit", Value: f.exit}, {Name: "error", Value: orNull(f.error)}}
}

// writeBatch writes an object for each reference of a batch, in their order:
// what was done as the item that it became, what failed by its reference, each
// with how it fared.
func writeBatch[T any](c *call, s shape[T], done []T) error {
	out := export.List{}
	for _, f := range c.batch {
		item := export.Object{{Name: "ref", Value: f.ref}}
		if f.exit == exitOK && len(done) > 0 {
			item, done = s.object(c, done[0]), done[1:]
		}
		if c.form.columns != nil {
			item = item.Only(c.form.columns)
		}
		out.Items = append(out.Items, append(item, f.report()...))
	}
	out.Count = len(out.Items)
	return out.Write(c.out, c.form.format, nil)
}
